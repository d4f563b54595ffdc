import sys
R = sys.getrefcount
o = object()
def m(x):
    match x:
        case [a, b]: print("seq", R(a), R(x))
        case {"k": v, **rest}: print("map", R(v), R(rest), R(x))
        case str() as s: print("str", s)
        case object() as q: print("obj", R(q), R(x))
m([o, o]); m({"k": o, "z": o}); m("s"); m(o); m((o, 1)); print(R(o))
if (w := o) is o: print(R(o))
del w
assert o, o
print(R(o)); x = o if o else None; print(R(o)); y = o and o; print(R(o)); z = o or 1; print(R(o)); del x, y, z
a = b = c = [o]; print(R(a), R(o)); a[0], a = None, o; print(R(o), R(b)); del a, b, c; print(R(o))
l = [o]; l[0] = l[0]; print(R(o)); l[0:1] = l[0:1]; print(R(o)); l += l; print(R(o)); del l[:]; print(R(o))
n = 10**20; n2 = n; n2 += 1; print(R(n), R(n2)); s = "ab"*50; s2 = s; s2 += "c"; print(R(s), R(s2))
for i, (p, q) in enumerate([(o, o)] * 2): print(i, R(o))
del p, q; print(R(o)); d = {i: o for i in range(3)}; print(R(o)); st = {o for _ in range(3)}; print(R(o)); del d, st; print(R(o))
while True:
    k = o
    break
print(R(o)); del k; g = [o, *[o, o], *(o,)]; print(R(o)); g2 = {**{1: o}, 2: o}; print(R(o)); del g, g2; print(R(o))
try: pass
finally: print(R(o))
def r(): return o
r(); print(R(r()), R(o)); t = r(), r(); print(R(o)); del t; print(R(o))
def ret_local(): v = [o]; return v
v = ret_local(); print(R(v), R(o)); del v; print(R(o))
print(f"{R(o)} {o is o} {R(o)}", R(o)); print(1 < 2 < 3, o is not o is None, R(o)); (lambda *a: print(R(a)))(o); print(R(o))
import sys as s1; from sys import modules as mo; print(R(mo) > 1); [o][0]; (o, o)[1]; {1: o}[1]; print(R(o))
