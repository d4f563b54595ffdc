# Random operations on dicts with keys of many kinds: order, sizes, errors.
import sys
class R:
    def __init__(s, seed): s.x = seed
    def n(s, k):
        s.x = (s.x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (s.x >> 33) % k
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return s.v % 7
    def __eq__(s, o): return isinstance(o, K) and s.v == o.v
    def __repr__(s): return "K%d" % s.v
def run(seed, mk, ops, rng):
    r = R(seed)
    d = {}
    for i in range(ops):
        op = r.n(14)
        k = mk(r.n(rng))
        if op < 6: d[k] = i
        elif op < 8: d.pop(k, None)
        elif op == 8:
            try: del d[k]
            except KeyError as e: print("KE", e)
        elif op == 9: d.setdefault(k, -i)
        elif op == 10:
            if d: print(d.popitem())
        elif op == 11:
            e = d.copy()
            if sys.getsizeof(e) != sys.getsizeof(d): print("copysize", sys.getsizeof(d), sys.getsizeof(e))
            if r.n(2): d = e
        elif op == 12:
            e = {mk(r.n(rng)): i for _ in range(r.n(12))}
            d.update(e)
        elif op == 13:
            e = d | {mk(r.n(rng)): i}
            print(len(e), sys.getsizeof(e))
        if i % 23 == 0: print(i, len(d), sys.getsizeof(d), list(d.items())[:6], list(reversed(d))[:3])
        if r.n(400) == 0: d.clear(); print("clear", sys.getsizeof(d))
    print(d)
mks = [lambda n: "k%d" % n, lambda n: n, lambda n: n * 8 - 40, lambda n: (n, "x"), lambda n: ("s%d" % n if n % 3 else n), K, lambda n: n / 4, lambda n: n if n % 2 else float(n), lambda n: bytes([n % 256])]
for j, mk in enumerate(mks):
    for rng in (5, 20, 90, 700):
        run(j * 100 + rng, mk, 120, rng)
