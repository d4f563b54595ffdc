# Random operations on sets with keys of many kinds: order, sizes, algebra.
import sys
class R:
    def __init__(s, seed): s.x = seed
    def n(s, k):
        s.x = (s.x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (s.x >> 33) % k
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return s.v % 5
    def __eq__(s, o): return isinstance(o, K) and s.v == o.v
    def __repr__(s): return "K%d" % s.v
def run(seed, mk, ops, rng):
    r = R(seed)
    s = set()
    for i in range(ops):
        op = r.n(20)
        k = mk(r.n(rng))
        o = {mk(r.n(rng)) for _ in range(r.n(10))}
        if op < 6: s.add(k)
        elif op < 8: s.discard(k)
        elif op == 8:
            try: s.remove(k)
            except KeyError as e: print("KE", e)
        elif op == 9 and s: print("pop", s.pop())
        elif op == 10: s |= o
        elif op == 11: s &= (o | set(list(s)[::2]))
        elif op == 12: s -= o
        elif op == 13: s ^= o
        elif op == 14: print(list(s | o), list(s & o))
        elif op == 15: print(list(s - o), list(s ^ o), list(o - s))
        elif op == 16: s = s.copy()
        elif op == 17: print(s <= o, s < o, s >= o, s > o, s == o, s != o, s.isdisjoint(o), s.issubset(list(o)), s.issuperset(list(o)))
        elif op == 18: s.update(list(o), dict.fromkeys(o)); s.difference_update([k]); s.symmetric_difference_update([k])
        elif op == 19: f = frozenset(s); print(hash(f) == hash(frozenset(list(s))), list(f), sys.getsizeof(f), list(s.union(o, [k])), list(s.intersection(o, s)), list(s.difference(dict.fromkeys(o))))
        if i % 11 == 0: print(i, list(s), sys.getsizeof(s), k in s)
    print(s, list(iter(s)))
mks = [lambda n: n, lambda n: "k%d" % n, lambda n: n * 8, K, lambda n: (n, n), lambda n: n * 1.5, lambda n: frozenset(range(n % 6)), lambda n: -n, lambda n: n << 20, lambda n: str(n) if n % 2 else n]
for j, mk in enumerate(mks):
    for rng in (6, 30):
        run(j * 1000 + rng, mk, 60, rng)
print([hash(frozenset(range(n))) for n in range(20)]); print(hash(frozenset()), hash(frozenset("abc")), hash(frozenset([frozenset(), frozenset([frozenset()])])))
