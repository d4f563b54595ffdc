# Slices of lists and tuples: reading, assigning, deleting; random operations on a list.
vals = [None, -7, -4, -3, -1, 0, 1, 2, 3, 5, 9]
steps = [None, -3, -2, -1, 1, 2, 3]
h = 0
for n in range(5):
    base = list(range(n)); tb = tuple(base)
    for a in vals:
        for b in vals:
            for c in steps:
                s = slice(a, b, c)
                x = base[s]; assert tuple(x) == tb[s]
                l = list(base); del l[s]
                m = list(base)
                try: m[s] = [9] * len(x); r = m
                except ValueError as e: r = str(e)
                m2 = list(base)
                try: m2[s] = (7, 8); r2 = m2
                except ValueError as e: r2 = str(e)
                h = hash((h, tuple(x), tuple(l), str(r), str(r2), s.indices(n)))
                if (c or 1) == 2: print(n, s, x, l, r, r2, s.indices(n))
print(h)
class R:
    def __init__(s, seed): s.x = seed
    def n(s, k):
        s.x = (s.x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (s.x >> 33) % k
import sys
r = R(3); l = []
for i in range(700):
    op = r.n(16); n = len(l)
    if op < 4: l.append(i)
    elif op == 4: l.insert(r.n(n + 3) - 1, i)
    elif op == 5 and l: l.pop(r.n(n))
    elif op == 6 and l: l.pop()
    elif op == 7: a = r.n(n + 1); l[a:a + r.n(4)] = range(r.n(6))
    elif op == 8: a = r.n(n + 1); del l[a:a + r.n(15)]
    elif op == 9: l.extend(range(r.n(5)))
    elif op == 10: l += (i,) * r.n(4)
    elif op == 11 and n < 200: l *= 1 + r.n(2)
    elif op == 12: l.reverse()
    elif op == 13 and l: del l[::1 + r.n(3) + 1]
    elif op == 14: l[r.n(n + 1):] = l[:r.n(4)]
    elif op == 15 and l:
        v = l[r.n(n)]; print(l.index(v), l.count(v)); l.remove(v)
    if i % 5 == 0: print(i, len(l), sys.getsizeof(l), l[:5], l[-3:])
