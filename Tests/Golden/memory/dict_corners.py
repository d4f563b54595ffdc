import sys, gc
S = sys.getsizeof
d = {i: i for i in range(100)}
print(S(d))
for i in range(95): del d[i]
print(S(d), len(d)); d["x"] = 1; print(S(d)); e = dict(d); print(S(e)); f = d.copy(); print(S(f)); g = {**d}; print(S(g)); h = d | {}; print(S(h)); d.update({}); print(S(d)); d.clear(); print(S(d)); d[1] = 1; print(S(d))
for n in (0, 1, 5, 6, 10, 11, 21, 22, 43, 86, 1000):
    keys = [f"k{i}" for i in range(n)]
    a = dict.fromkeys(keys); b = dict(zip(keys, keys)); c = {k: k for k in keys}; e = dict(a); f = {}; f.update(a); g = dict([(k, 1) for k in keys]); i = {n: n for n in range(n)}; j = dict(**a); k = {**a, **i}; l = a.copy(); m = eval("{" + ",".join(f"'k{i}':1" for i in range(n)) + "}")
    print(n, [S(x) for x in (a, b, c, e, f, g, i, j, k, l, m)])
class A: pass
a = A(); sizes = []
for i in range(40): setattr(a, f"a{i}", i); sizes.append(S(a.__dict__))
print(sizes)
b = A(); b.a0 = 1; print(S(vars(b))); c = A(); print(S(vars(c))); c.zz = 1; print(S(vars(c)), S(dict(vars(b))), S(vars(b).copy()))
class B:
    def __init__(self): self.x = self.y = self.z = 1
p, q = B(), B(); print(S(vars(p)), S(vars(q))); del p.y; print(S(vars(p)), vars(p)); p.y = 2; print(list(vars(p)), S(vars(p))); vars(q)[5] = 5; print(S(vars(q))); r = B(); print(S(vars(r)), list(vars(r)))
d = {"a": 1, "b": 2}; print(S(d)); d[1] = 3; print(S(d)); del d[1]; print(S(d)); d2 = d.copy(); print(S(d2))
d = {}; 
for i in range(3): d[f"s{i}"] = 1; print(S(d), end=" ")
d.pop("s0"); print(S(d)); d.popitem(); d.setdefault("n", []); print(S(d), gc.is_tracked(d)); d["n"] = 1; print(gc.is_tracked(d)); gc.collect(); print(gc.is_tracked(d)); d["t"] = (1, 2); print(gc.is_tracked(d)); d["u"] = ([],); print(gc.is_tracked(d)); print(gc.is_tracked(d.copy()), gc.is_tracked(dict(a=1)), gc.is_tracked({**d}), gc.is_tracked(dict.fromkeys("ab", [])), gc.is_tracked(dict.fromkeys("ab")))
o = object(); R = sys.getrefcount; n = R(o)
d = {o: o}; print(R(o) - n); e = d.copy(); print(R(o) - n); f = dict(d); g = {**d}; h = d | d; print(R(o) - n); it = iter(d.items()); x = next(it); print(R(o) - n); del it, x; k = list(d); v = list(d.values()); w = list(d.items()); print(R(o) - n); d.clear(); e.popitem(); print(R(o) - n); f.pop(o); print(R(o) - n); del g, h, k, v, w, d, e, f; print(R(o) - n)
ks, vs, its = {}.keys(), {}.values(), {}.items(); print(S(ks), S(vs), S(its), S(iter(ks)), S(iter(vs)), S(iter(its)), S(reversed(ks)), S(ks.mapping), S(ks & ks), S(ks | [1]))
class Evil:
    def __init__(s, d): s.d = d
    def __hash__(s): return 1
    def __eq__(s, o): s.d.clear(); return True
z = {}; z[Evil(z)] = 1
try: print(z.get(Evil(z)), len(z)); z[Evil(z)] = 2; print(len(z))
except Exception as e: print(type(e).__name__, e)
m = {1: 1}
try:
    for k in m: m[k + 1] = 1
except RuntimeError as e: print(e)
try:
    for k in m: del m[k]; m[k + 5] = 1
except RuntimeError as e: print(e)
kw = {"a": 1}
def f(**k): return S(k), k is kw, R(k)
print(f(**kw), f(a=1), f(), f(**{str(i): i for i in range(9)}))
def loc(): x = 1; return S(locals()), locals() is locals()
print(loc())
