import weakref, sys, gc
class A: pass
a = A(); r = weakref.ref(a); print(r() is a, weakref.ref(a) is r, sys.getrefcount(a), weakref.getweakrefcount(a), weakref.getweakrefs(a) == [r], a.__weakref__ is r, sys.getsizeof(r), sys.getrefcount(r))
def cb(x): print("cb", x is r2, x())
r2 = weakref.ref(a, cb); print(r2 is r, weakref.getweakrefcount(a), r2 == r, hash(r) == hash(a), r2.__callback__ is cb); r3 = weakref.ref(a, cb); print(r3 is r2, weakref.getweakrefs(a) == [r, r3, r2]); del r3; p = weakref.proxy(a); print(weakref.getweakrefcount(a), weakref.proxy(a) is p, type(p).__name__, p.__class__); del a; print(r(), r2(), r == r2, r2.__callback__, repr(r)[-5:])
try: p.x
except ReferenceError as e: print(e)
try: hash(weakref.ref(A()))
except TypeError as e: print(e)
order = []
a = A(); rs = [weakref.ref(a, lambda _, i=i: order.append(i)) for i in range(5)]; del a; print(order)
a = A(); rs = [weakref.ref(a, lambda _, i=i: order.append(i)) for i in range(5)]; del rs[2]; order.clear(); del a; print(order)
a = A(); a.me = a; r = weakref.ref(a, lambda _: print("cycle cb")); del a; print(gc.collect(), r())
a = A(); a.me = a; a.r = weakref.ref(a, lambda _: print("never")); del a; print(gc.collect())
for o in (1, "a", (), [], {}, None, object(), set(), frozenset(), lambda: 0, int, A, len, b"", (i for i in ()), weakref, range(1), memoryview(b""), Exception(), slice(1), property(), [].append, A().__init__, sys._getframe(), sys._getframe().f_code, 1.5, bytearray()):
    try: weakref.ref(o); print(type(o).__name__, "ok", end="; ")
    except TypeError as e: print(e, end="; ")
print()
class B: __slots__ = ("__weakref__",)
class C: __slots__ = ()
print(weakref.ref(B()) is not None)
try: weakref.ref(C())
except TypeError as e: print(e)
class R(weakref.ref):
    def __init__(self, o, cb=None, k=1): super().__init__(o, cb); self.k = k
a = A(); x = R(a, k=5); print(x.k, x() is a, R(a) is x, weakref.getweakrefcount(a), sys.getsizeof(x)); s = {weakref.ref(a)}; print(weakref.ref(a) in s, weakref.ref(A()) == weakref.ref(a), weakref.ref(a) != weakref.ref(a))
def bad(_): raise ValueError("in callback")
b = A(); z = weakref.ref(b, bad); del b; print("still here")
