# The comparisons that list.sort makes, in their order; keys, reverse, errors, changes on the way.
class R:
    def __init__(s, seed): s.x = seed
    def n(s, k):
        s.x = (s.x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (s.x >> 33) % k
log = []
class X:
    __slots__ = ('v', 'i')
    def __init__(s, v, i): s.v = v; s.i = i
    def __lt__(s, o): log.append((s.i, o.i)); return s.v < o.v
    def __repr__(s): return "%d/%d" % (s.v, s.i)
r = R(7)
def datasets(n):
    yield [r.n(n + 1) for _ in range(n)]
    yield list(range(n))
    yield list(range(n, 0, -1))
    yield [r.n(3) for _ in range(n)]
    yield [i // 5 for i in range(n)]
    yield list(range(n // 2)) + list(range(n // 2))
    yield list(range(n // 2)) + [r.n(n + 1) for _ in range(n - n // 2)]
    yield [i if r.n(10) else r.n(n + 1) for i in range(n)]
    yield [0] * n
    yield [(-1) ** i * i for i in range(n)]
    yield [i ^ 21 for i in range(n)]
for n in (0, 1, 2, 3, 10, 33, 64, 65, 129, 257, 1000):
    for ds in datasets(n):
        for rev in (False, True):
            for key in (None, 1):
                xs = [X(v, i) for i, v in enumerate(ds)]
                log.clear()
                if key: xs.sort(key=lambda x: x, reverse=rev)
                else: xs.sort(reverse=rev)
                print(n, rev, key, len(log), hash(tuple(log)), hash(tuple(x.i for x in xs)))
        a = sorted(ds); b = sorted(ds, reverse=True)
        assert a == b[::-1]
        print(hash(tuple(a)), hash(tuple(sorted(ds, key=lambda v: -v))), hash(tuple(sorted(ds, key=lambda v: v % 7))), hash(tuple(sorted(map(str, ds)))), hash(tuple(sorted((v % 5, str(v)) for v in ds))), hash(tuple(sorted(float(v) for v in ds))), hash(tuple(sorted(v * 10**12 for v in ds))), hash(tuple(sorted((str(v % 3), v) for v in ds))), hash(tuple(sorted(((v % 3, 1), v) for v in ds))), hash(tuple(map(tuple, sorted([v % 4, v] for v in ds)))))
# mixes
print(sorted([3, 1.5, True, 2, 0.5])); print(sorted(["é", "a", "ā", "😀", "z", "Z"])); print(sorted([b"b", b"a", b""]))
print(sorted([(), (1,), (1, 2), (0, 5)])); print(sorted([(1, 'a'), (1, 'A'), (0, 'z')], reverse=True))
for bad in ([1, 'a'], [None, None], [1, 2, 3j], [(1, 'a'), (1, 2)], [[1], (1,)], [{}, {}]):
    l = list(bad)
    try: l.sort()
    except TypeError as e: print(e, l)
try: sorted([1, 2], key=1)
except TypeError as e: print(e)
try: [].sort(1)
except TypeError as e: print(e)
try: [].sort(foo=1)
except TypeError as e: print(e)
try: [1].sort(key=None, reverse='x')
except TypeError as e: print(e)
l = [3, 1, 2]
def k(x):
    l.append(9); return x
try: l.sort(key=k)
except ValueError as e: print(e, l)
def k(x):
    print(l, len(l)); return x
l.sort(key=k); print(l)
class M:
    def __init__(s, v): s.v = v
    def __lt__(s, o):
        l2.append(1); return s.v < o.v
l2 = [M(3), M(1), M(2)]
try: l2.sort()
except ValueError as e: print(e, [m.v for m in l2])
class B:
    c = 0
    def __init__(s, v): s.v = v
    def __lt__(s, o):
        B.c += 1
        if B.c == 40: raise RuntimeError("boom")
        return s.v < o.v
for n in (20, 100, 300):
    B.c = 0 if n == 20 else 35 - n
    l3 = [B((i * 37) % n) for i in range(n)]
    try: l3.sort(); print("ok")
    except RuntimeError as e: print(e, hash(tuple(b.v for b in l3)))
class NI:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return NotImplemented
    def __gt__(s, o): return s.v > o.v
print([x.v for x in sorted([NI(3), NI(1), NI(2)])])
class W:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return [1] if s.v < o.v else []
print([x.v for x in sorted([W(3), W(1), W(2)])])
print(max([3, 1, 2]), min("hello"), max([], default=7), max("abc", "b", key=len))
