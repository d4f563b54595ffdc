import random
print({"apple", "banana", "cherry", "date", "elder", "fig", "grape"}, set("the quick brown fox"), {3, 1, 2}, {100, 5, 33, 64, 8, 16, 24, 32}, {-1, -2, -3, 0}, {1.5, 2.5, 3, "x", (1, 2), b"q"})
s = set()
for i in range(0, 2000, 37): s.add(i)
print(list(s)[:60]); s2 = set(map(str, range(40))); print(s2); print(frozenset(s2) == s2, list(frozenset(s2))[:10])
for i in range(0, 40, 2): s2.discard(str(i))
print(s2); s2.add("new"); s2.add("other"); print(s2); print(s2.copy()); print(s2 | {"a", "b"}); print(s2 & set(map(str, range(20)))); print(s2 - {"1", "3"}); print(s2 ^ {"1", "zz"}); print([s2.pop() for _ in range(10)]); print(s2); s2.add("1"); print(s2); print(s2.pop())
s = set(range(8)); s.discard(0); s.add(8); print(s, s.pop(), s.pop(), s); s.add(16); s.add(0); s.add(24); print(s); s |= {9, 10, 11, 12}; print(s); s.update("abc", [1, 2]); print(list(s)); s -= {1, 2, 3}; print(list(s)); s &= {9, "a", 8, "c"}; print(list(s)); s ^= {8, 100}; print(list(s))
class H:
    def __init__(s, h, n): s.h, s.n = h, n
    def __hash__(s): return s.h
    def __eq__(s, o): print("eq", s.n, o.n, end=";"); return s.n == o.n
    def __repr__(s): return s.n
t = {H(1, "a"), H(1, "b"), H(9, "c"), H(1, "a"), H(17, "d"), H(2, "e")}; print(t); t.discard(H(1, "b")); print(t); t.add(H(33, "f")); print(t)
random.seed(5); big = set(random.randrange(10**6) for _ in range(300)); print(list(big)); print(list(big | set(range(20)))[:50]); print(list({x * 1.1 for x in range(50)}))
print(list(set([1, 2, 3]).union([9, 8], (7,)))); print(list({2**61 + i for i in range(10)}), list({i << 40 for i in range(10)}), list({"%d" % i for i in range(100, 120)}))
