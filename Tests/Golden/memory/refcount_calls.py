import sys
R = sys.getrefcount
def pos(a): return R(a)
def kw(*, a): return R(a)
def both(a, *b, c=None, **d): return R(a), R(b), R(d), R(c)
def star(*a): return R(a), R(a[0])
def dstar(**k): return R(k), R(k["a"])
o = object()
print(pos(o), pos(a=o), pos(*[o]), pos(*(o,)), pos(**{"a": o}), kw(a=o), kw(**{"a": o}), star(o), star(*[o]), star(*(o, o)), dstar(a=o), dstar(**{"a": o}), both(o, o, c=o, z=o), R(o))
t = (o,); d = {"a": o}; print(pos(*t), pos(**d), star(*t), dstar(**d), R(t), R(d), R(o))
print(pos(object()), pos([]), star([]), (lambda a: R(a))([]), R(*[[]]), R(**{}) if 0 else 1)
print(max([R(o)]), list(map(R, [o])), list(map(pos, [o, []])), sorted([o], key=R), [*map(star, [o])])
import functools
p = functools.partial(pos, o); print(p(), R(o), R(p)); q = functools.partial(kw, a=o); print(q(), R(o)); del p, q; print(R(o))
print(functools.reduce(lambda a, b: R(b), [1, o]), R(o))
class A:
    def __init__(self, x): self.x = x; print(R(x), R(self))
    def __new__(cls, x): print(R(x)); return object.__new__(cls)
a = A(o); print(R(o), R(a)); a = A(x=o); print(R(o)); a = A(*(o,)); del a; print(R(o))
def deco(f): print(R(f)); return f
@deco
def z(): pass
print(R(z))
@deco
class Z: pass
print(R(Z))
def rec(o, n): return R(o) if n == 0 else rec(o, n - 1)
print([rec(o, n) for n in range(5)], R(o)); print([rec([], n) for n in range(3)])
def swap(a, b): a, b = b, a; return R(a), R(b)
print(swap(o, o), swap([], []), R(o)); print(isinstance(o, object), callable(o), id(o) == id(o), R(o)); print(getattr(o, "nope", o) is o, R(o)); exec("q = o"); print(R(o)); print(eval("R(o)"), R(o))
def many(a, b, c, d, e, f, g, h): return R(a)
print(many(o, o, o, o, o, o, o, o), many(*[o] * 8), R(o)); print(type("X", (), {"o": o}).o is o, R(o) > 0)
import gc; gc.collect(); print(R(o))
