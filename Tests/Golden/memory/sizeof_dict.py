import sys
def S(d): return sys.getsizeof(d)
def grow(keys, title):
    d = {}; last = None
    for k in keys:
        d[k] = 0
        if S(d) != last: last = S(d); print(title, len(d), last)
    return d
d = grow(range(100000), "int")
while d:
    before = S(d); d.popitem()
    if S(d) != before: print("popitem", len(d), S(d))
print("empty", S(d)); d[1] = 1; print(S(d)); d.clear(); print(S(d)); d[1] = 1; print(S(d))
d = grow(map(str, range(3000)), "str")
for k in list(d)[:2990]: del d[k]
print(len(d), S(d)); d["new"] = 1; print(S(d)); d.update(a=1); print(S(d))
for i in range(4000):
    b = S(d); d["q%d" % i] = 1
    if S(d) != b: print(i, len(d), S(d))
d = grow(map(str, range(10)), "mix"); d[1] = 1; print("to general", S(d))
for n in range(0, 40, 3):
    src = {i: i for i in range(n)}; st = {str(i): i for i in range(n)}
    u = {}; u.update(src); v = {}; v.update(st); w = dict(st); x = dict(**st); y = {**st}; z = src | {n: 1}; f = dict.fromkeys(range(n)); g = dict.fromkeys(src); h = dict(zip(range(n), range(n))); k = dict([(i, i) for i in range(n)]); c = src.copy(); e = dict.fromkeys("abcdefghijklmnopqrstuvwxyz"[:n]); s = dict.fromkeys({*range(n)})
    print(n, *map(S, (src, st, u, v, w, x, y, z, f, g, h, k, c, e, s)))
d = {i: i for i in range(50)}
for i in range(45): del d[i]
print(S(d), S(d.copy()), S(dict(d)), S({**d}), S(d | {}))
print(S({"a": 1}), S({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}), S({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}), S({1: 1}), S({(): 1}))
d = {}; d.setdefault("a"); print(S(d)); d.setdefault(1); print(S(d)); d.pop("a"); print(S(d))
def f(**kw): return S(kw)
print(f(), f(a=1), f(a=1, b=2, c=3, d=4, e=5, f=6), f(**{"a%d" % i: 1 for i in range(20)}))
