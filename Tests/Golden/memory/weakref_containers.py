import weakref, gc
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return "A%s" % s.n
d = weakref.WeakValueDictionary(); objs = [A(i) for i in range(5)]
for o in objs: d[o.n] = o
print(len(d), sorted(d), list(d.values()), d[2], d.get(9), 3 in d); del objs[1], o; print(len(d), sorted(d)); objs.clear(); print(len(d), list(d.items()))
k = weakref.WeakKeyDictionary(); a, b = A("a"), A("b"); k[a] = 1; k[b] = [a]; print(len(k), list(k.values()), a in k, k.keyrefs()[0]() is a); del a; print(len(k)); del b; print(len(k)); gc.collect(); print(len(k))
s = weakref.WeakSet(); a, b, c = map(A, "abc"); s.add(a); s.add(b); s |= {c}; print(len(s), a in s, sorted(map(repr, s))); del a; print(len(s)); i = iter(s); del b; x = next(i); print(x, len(s)); del i, x, c; print(len(s))
def fin(*a, **k): print("fin", a, k)
a = A("f"); f = weakref.finalize(a, fin, 1, k=2); print(f.alive, f.peek()[1:], f.atexit); del a; print(f.alive, f(), f.detach())
a = A("g"); f = weakref.finalize(a, fin, 3); print(f(), f.alive); del a; a = A("h"); f = weakref.finalize(a, fin, 4); print(f.detach()[1:], f.alive); del a
class M:
    def m(self): return "m"
o = M(); w = weakref.WeakMethod(o.m); print(w()(), w() == o.m, w == weakref.WeakMethod(o.m)); del o; print(w())
p = weakref.proxy(objs.__class__.__mro__ and A("p")); 
try: p.n
except ReferenceError as e: print(e)
a = A(5); p = weakref.proxy(a); print(p.n, repr(p)[:10], str(p)); p.z = 1; print(a.z); del p.z
class L(list): pass
l = L([1, 2]); p = weakref.proxy(l); print(len(p), p[0], p + [3], 1 in p, list(p), bool(p), p == [1, 2]); p.append(9); print(l); p += [1]; print(type(p).__name__)
class F:
    def __call__(self, x): return x * 2
f = F(); p = weakref.proxy(f); print(p(4), type(p).__name__)
x = A("e1"); y = A("e2"); weakref.finalize(x, print, "exit x"); weakref.finalize(y, print, "exit y"); z = A("e3"); weakref.finalize(z, print, "no").atexit = False
d2 = weakref.WeakValueDictionary(a=x, b=y); print(sorted(d2), d2.pop("a"), d2.setdefault("q", y), len(d2), d2 == {}); d3 = d2.copy(); print(len(d3)); print(sorted((d2 | d3)))
