import gc
kept = []
class R:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n); kept.append(s)
x = R(1); del x; print(len(kept), gc.is_finalized(kept[0])); kept.clear(); print("again", len(kept))
a, b = R(2), R(3); a.b, b.a = b, a; del a, b; print(gc.collect(), [k.n for k in kept]); kept.clear(); print(gc.collect(), len(kept))
class Once:
    c = 0
    def __del__(s): Once.c += 1; global g; g = s
g = None; o = Once(); o.o = o; del o; print(gc.collect(), Once.c, g is not None); g = None; print(gc.collect(), Once.c)
class P:
    def __init__(s): s.child = R("child")
    def __del__(s): print("P del", s.child.n)
p = P(); del p; print(len(kept)); kept.clear(); p = P(); p.p = p; del p; print(gc.collect(), len(kept)); kept.clear()
class X:
    def __del__(s): s.__class__ = Y
class Y:
    def __del__(s): print("Y del")
X(); print("x gone")
class N:
    def __del__(s): print("n"); N2()
class N2:
    def __del__(s): print("n2")
N(); l = [N()]; l.append(l); del l; print(gc.collect())
class Err:
    def __del__(s): raise RuntimeError("in del")
Err(); print("after err"); e = Err(); e.e = e; del e; print(gc.collect())
def gen():
    try: yield
    finally: print("gen finally"); kept.append(1)
i = gen(); next(i); c = [i]; c.append(c); del i, c; print(gc.collect(), kept)
i = gen(); next(i); del i; print(kept); kept.clear()
class G:
    def __init__(s): s.g = s.run(); next(s.g)
    def run(s):
        try: yield
        finally: print("run over", s)
    def __repr__(s): return "G"
G(); print(gc.collect())
class T(list):
    def __del__(s): print("T", len(s))
t = T([1]); t.append(t); del t; print(gc.collect()); a = T(); b = T([a]); a.append(b); del a, b; print(gc.collect())
class Mid:
    def __del__(s): self_ref.append(s.other)
self_ref = []; m, n = Mid(), R("n"); m.other, n.other = n, m; del m, n; print(gc.collect(), [o.n for o in self_ref], len(kept))
