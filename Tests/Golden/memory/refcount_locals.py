import sys
R = sys.getrefcount
def f():
    a = []; print(R(a)); b = a; print(R(a)); del b; print(R(a)); a = a; print(R(a)); c = d = a; print(R(a)); c = None; print(R(a))
    x = (a, a); print(R(a)); x = None; print(R(a)); [a, a, a]; print(R(a)); print(R(a), R(a)); print(R([])); print(R(object()))
    print(R(a) + R(a), [R(a), R(a)], (R(a), [a] and R(a)))
f()
a = []; print(R(a)); b = a; print(R(a)); del a; print(R(b)); globals()["c"] = b; print(R(b)); del c; print(R(b))
def g():
    global q
    q = []; print(R(q)); r = q; print(R(q)); locals(); print(R(r)); l = locals(); print(R(r)); del l; print(R(r)); locals(); print(R(r))
g(); print(R(q))
def h(p):
    print(R(p)); p2 = p; print(R(p)); p = None; print(R(p2))
    return p2
o = object(); h(o); print(R(o)); h(object()); x = h([]); print(R(x))
def k():
    for o in ([object(), object()]): print(R(o))
    for o in [[]]: print(R(o))
    print(R(o)); y = [o for o in (object(), object()) if print(R(o))]
    i = iter([object()]); n = next(i); print(R(n)); del i; print(R(n))
    w = [object()]; z = w[0]; w.clear(); print(R(z)); w.append(z); print(R(z)); z2 = w.pop(); print(R(z), z is z2)
k()
