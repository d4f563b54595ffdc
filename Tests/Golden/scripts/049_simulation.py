class Random:
    def __init__(self, seed): self.s = seed
    def next(self, n):
        self.s = (self.s * 1103515245 + 12345) % 2 ** 31
        return self.s // 65536 % n
r = Random(42)
rolls = [r.next(6) + 1 for _ in range(1000)]
print({k: rolls.count(k) for k in range(1, 7)}, sum(rolls) / len(rolls))
def life(cells):
    count = {}
    for (x, y) in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: count[x + dx, y + dy] = count.get((x + dx, y + dy), 0) + 1
    return {c for c, n in count.items() if n == 3 or n == 2 and c in cells}
g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): g = life(g)
print(sorted(g))
def sieve(n):
    flags = [True] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]: flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i in range(2, n + 1) if flags[i]]
print(sieve(60), len(sieve(5000)))
def queens(n, row=0, cols=()):
    if row == n: return 1
    return sum(queens(n, row + 1, cols + (c,)) for c in range(n) if all(c != k and abs(c - k) != row - i for i, k in enumerate(cols)))
print([queens(n) for n in range(1, 7)])
def sort(a):
    a = list(a)
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
print(sort(rolls[:12]), sort("hello"))
def quick(a): return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])
print(quick(rolls)[::100])
