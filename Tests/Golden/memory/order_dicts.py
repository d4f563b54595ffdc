d = dict.fromkeys("abcdefgh")
for k in "bdf": del d[k]
d["b"] = 1; d["z"] = 2; print(d); d.popitem(); print(d); d.pop("a"); d["a"] = 0; print(list(d), list(reversed(d))); d.update(zip("zyx", range(3))); print(d); e = {**d, "q": 1, "c": 5}; print(e); print(e | {"a": 9, "n": 1}); d |= {"h": 1}; print(d)
d = {}
for i in range(20): d[i] = i
for i in range(0, 20, 3): del d[i]
for i in range(0, 20, 6): d[i] = "again"
print(d); print({k: v for k, v in reversed(d.items())}); print(dict(sorted(d.items(), key=str))); it = iter(d); next(it); d[1] = "x"; print(next(it))
try:
    for k in d: d[k + 1000] = 1
except RuntimeError as x: print(x)
try:
    for k in list(d): pass
    for k in d: del d[k]
except RuntimeError as x: print(x)
class A: pass
a = A(); a.b = 1; a.a = 2; a.c = 3; del a.b; a.b = 4; print(a.__dict__, vars(a)); b = A(); b.c = 1; b.a = 2; print(vars(b)); b.zz = 1; b.b = 1; print(vars(b)); del b.c; print(vars(b)); b.c = 2; print(vars(b))
def f(**k): return k
print(f(z=1, a=2, **{"m": 3}), f(**{"b": 1}, a=0)); print(list({1: "a", True: "b", 1.0: "c"}.items()), {1: 2, 1.0: 3}); print({"a": 1, "b": 2}.keys() & {"b", "c"}, {"a": 1}.keys() | {"b"}, {"a": 1, "b": 1}.keys() - {"a"}, {"a": 1}.items() ^ {("a", 1), ("b", 2)})
c = dict.fromkeys({"x", "y", "z"}); print(c); print(dict(a=1, b=2, **{"c": 3}), dict([("k", 1)], k=2)); print(list(A.__dict__), [k for k in globals() if not k.startswith("__")])
