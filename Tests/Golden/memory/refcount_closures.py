import sys
R = sys.getrefcount
def outer(o):
    print(R(o))
    def inner(): return o
    print(R(o))
    def inner2():
        def deep(): return o
        return deep
    print(R(o)); d = inner2(); print(R(o)); del d; print(R(o))
    l = [lambda: o for _ in range(3)]; print(R(o)); del l
    print(R(inner), R(inner.__closure__), R(inner.__closure__[0]), R(inner.__code__))
    inner(); print(R(o))
    return inner
x = object(); f = outer(x); print(R(x), R(f)); c = f.__closure__[0]; print(R(c), R(x)); c.cell_contents; print(R(x)); del f; print(R(x), R(c)); c.cell_contents = None; print(R(x)); del c; print(R(x))
def dflt(a=x, *, b=x): print(R(a), R(x))
print(R(x)); dflt(); dflt(x); dflt(b=x); print(R(dflt.__defaults__), R(dflt.__kwdefaults__)); dflt.__defaults__ = None; print(R(x)); del dflt; print(R(x))
def ann(a: x) -> x: pass
print(R(x)); ann.__annotations__; print(R(x)); del ann; print(R(x))
def attr(): pass
attr.q = x; print(R(x), R(attr.__dict__)); del attr; print(R(x))
def rec(n): return rec
print(R(rec)); rec(1); print(R(rec)); g = rec; print(R(g)); print(R(rec.__code__), R(rec.__globals__) - R(globals()), R(rec.__name__) > 2)
def counter():
    n = [0]
    def inc(): nonlocal n; n = [n[0] + 1]; return n
    return inc
i = counter(); a = i(); print(R(a)); b = i(); print(R(a), R(b), R(i))
