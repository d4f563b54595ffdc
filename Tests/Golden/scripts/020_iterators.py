class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), [x * 2 for x in Countdown(2)], 2 in Countdown(3), max(Countdown(5)))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Seq()), 9 in Seq(), list(reversed([1, 2, 3])), list(zip("ab", [1, 2, 3])), dict(zip("ab", range(2))))
print(list(map(lambda x, y: x + y, [1, 2], [10, 20])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab")), list(iter(iter([5, 6]))))
nums = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(nums), 0)), list(nums))
try:
    for x in 5: pass
except TypeError as e:
    print(e)
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)
a, b, *c = Countdown(5); print(a, b, c, *Countdown(2))
r = range(0, 20, 5); print(r, list(r), r[1], len(r), 10 in r, 11 in r, r.index(15), r == range(0, 16, 5), range(3)[::-1])
