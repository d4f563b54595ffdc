import gc
gc.set_threshold(1, 2, 2)
class A:
    def __init__(self, n): self.n = n; self.l = [self]
class B(A):
    __slots__ = ('x',)
def gen(n):
    for i in range(n): yield (i, [i])
def f(n):
    try:
        if n == 0: raise ValueError(n)
        return f(n - 1)
    except ValueError as e:
        return [e]
d = {}
for i in range(60):
    a = A(i); b = B(i); b.x = a; d[i] = [x for x in gen(5)]
    d['k%d' % i] = {j: str(j) for j in range(8)}
    s = {i, i + 1, (i, i)}; s |= {7}
    f(6)
    t = type('T%d' % i, (A,), {'m': lambda self: i})
    t(3).m()
    if i % 3 == 0: d.pop(i)
    sorted([3, 1, 2], key=lambda v: -v)
    list(map(lambda p, q: (p, q), range(5), range(5)))
print(len(d), gc.get_count()[0] >= 0, sum(s['collections'] for s in gc.get_stats()) > 100)
