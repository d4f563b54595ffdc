import sys, gc, weakref
S, R = sys.getsizeof, sys.getrefcount
gc.collect()
class A: pass
class B: __slots__ = ()
class C: __slots__ = ("a", "b")
class D(C): __slots__ = ("__dict__",)
class E(C): __slots__ = ("__weakref__", "c")
class F(B, A): pass
class G(int): pass
class H(tuple): pass
class I(D): pass
class J(E, A): pass
class K(list): __slots__ = ("x",)
class L(dict): pass
class M(Exception): pass
class N(type): pass
class O(metaclass=N): pass
class P(A): __slots__ = ("p",)
class Q(P): __slots__ = ("q",)
class U(str): __slots__ = ()
for t in (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, U):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, t.__flags__ & ~(1 << 19), S(t), S(t.__dict__.copy()), [c.__name__ for c in t.__mro__], gc.is_tracked(t))
    try: x = t(); print("  ", S(x), gc.is_tracked(x), len(gc.get_referents(x)))
    except TypeError as e: print("  ", e)
base = R(A); x = A(); y = A(); print(R(A) - base); x.m = x.__init__; print(R(x)); del y; x.m = None; del x; print(R(A) - base)
class Sub1(A): pass
print(R(A) - base, A.__subclasses__()[-1].__name__, len(A.__subclasses__())); del Sub1; print(gc.collect() > 0, R(A) - base, [c.__name__ for c in A.__subclasses__()])
class V2: pass
def make():
    class T:
        def f(self): return __class__
        def g(self): return super()
    return weakref.ref(T)
w = make(); print(w() is None, gc.collect(), w())
x = C(); x.a = []; print([type(o).__name__ for o in gc.get_referents(x)], S(x), C.a, type(C.a).__name__, S(C.a), C.__basicsize__)
try: x.b
except AttributeError as e: print(e)
del x.a
try: del x.a
except AttributeError as e: print(e)
for bad in (lambda: type("X", (), {"__slots__": "a", "a": 1}), lambda: type("X", (C, E), {}), lambda: type("X", (int,), {"__slots__": ("a",)}), lambda: type("X", (), {"__slots__": ("a b",)}), lambda: type("X", (), {"__slots__": (1,)}), lambda: type("X", (D,), {"__slots__": ("__dict__",)}), lambda: type("X", (bool,), {}), lambda: type("X", (C, K), {}), lambda: type("", (A, A), {}), lambda: type("X", (A, object, B), {}), lambda: type("X", (object, A), {})):
    try: print(bad())
    except (TypeError, ValueError) as e: print(e)
x = A()
for t in (C, B, G, F, V2):
    try: x.__class__ = t; print("ok")
    except (TypeError, ValueError) as e: print(e)
x = A(); n = A.__flags__; A.__call__ = lambda s: 1; A.__getitem__ = lambda s, i: 2; print(A()(), A()[1], F()()); del A.__call__; 
try: A()()
except TypeError as e: print(e)
A.__abstractmethods__ = frozenset("q")
try: A()
except TypeError as e: print(e)
del A.__abstractmethods__; print(bool(A()))
class V:
    def __del__(self): print("del", sys.getrefcount(self))
    def __init_subclass__(cls, **k): print("sub", cls.__name__, k)
    def __set_name__(self, o, n): print("named", o.__name__, n)
    def __class_getitem__(cls, i): return (cls.__name__, i)
class W(V, key=1): v = V()
print(V[1], W[2]); del W; print(gc.collect() > 0)
import types
ns = types.new_class("Z", (V,), {"k": 2}, lambda d: d.update(a=1)); print(ns.a, ns.__module__, S(ns)); del ns; gc.collect()
print(S(property()), S(classmethod(1)), S(staticmethod(1)), S(super(A, A())), S(types.SimpleNamespace()), S(types.MappingProxyType({})), S(A.__dict__["__dict__"]), S(types.MethodType(print, 1)), S(list[int]), S(int | str), S(type(None)), S(NotImplemented), S(...))
