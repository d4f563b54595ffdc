a = object(); i = id(a); del a; b = object(); print(id(b) == i); del b
l = [object() for _ in range(20)]; ids = [id(o) for o in l]
for k in (3, 7, 11): l[k] = None
n = [object() for _ in range(3)]; print([ids.index(id(o)) for o in n])
del n; l2 = [object() for _ in range(3)]; print([ids.index(id(o)) for o in l2])
f = [i + 0.25 for i in range(50)]; fi = [id(x) for x in f]; del f; g = [i * 1.5 for i in range(10, 60)]; print([fi.index(id(x)) for x in g if id(x) in fi])
ls = [[] for _ in range(10)]; li = [id(x) for x in ls]; ls[4] = None; ls[2] = None; ls[8] = None; p = []; q = []; r = []; print([li.index(id(x)) for x in (p, q, r)])
ds = [{} for _ in range(100)]; di = [id(x) for x in ds]; ds[1] = None; ds[5] = None; p = {}; q = {}; print([di.index(id(x)) if id(x) in di else -1 for x in (p, q)])
ts = [(object(), k) for k in range(10)]; ti = [id(x) for x in ts]; ts[3] = None; ts[6] = None; p = (1, ds); q = (2, ds); print([ti.index(id(x)) if id(x) in ti else -1 for x in (p, q)])
class A: pass
s = ["%050d" % k for k in range(12)]; si = [id(x) for x in s]; s[5] = None; t = "%051d" % 9; print(si.index(id(t)) if id(t) in si else -1)
b = bytearray(b"x" * 100); ib = id(b); b.extend(b"y" * 1000); print(id(b) == ib); l = [1]; il = id(l); l.extend(range(1000)); print(id(l) == il)
c = (lambda: 0); ic = id(c); del c; c = (lambda: 1); print(id(c) == ic); e = ValueError(); ie = id(e); del e; e = TypeError(); print(id(e) == ie); m = [].append; im = id(m); del m; m = {}.get; print(id(m) == im)
print(id(object()) == id(object()), id([]) == id([]), id({}) == id({}), id((1, a if 0 else 2)) == id((3, 4)), id(A()) == id(A()), [] is [], id(1.5 + len("a")) == id(2.5 + len("b")))
gen = (i for i in ()); ig = id(gen); del gen; gen = (i for i in ()); print(id(gen) == ig)
def fn(): return id(object())
print(len({fn() for _ in range(10)}), len({id([x]) for x in range(10)}), len({id(i + 0.5) for i in range(10)}), len({id("%020d" % i) for i in range(10)}), len({id(set()) for i in range(5)}))
