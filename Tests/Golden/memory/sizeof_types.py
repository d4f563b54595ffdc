import sys
def S(o): return sys.getsizeof(o)
for t in (object, type, int, bool, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, property, super, BaseException, OSError, memoryview, enumerate, zip, map, filter, reversed, staticmethod, classmethod, type(None), type(...), type(NotImplemented)):
    print(t.__name__, S(t), t.__basicsize__, t.__itemsize__, hex(t.__flags__ & ~(1 << 19)), t.__dictoffset__, t.__weakrefoffset__)
class A: pass
class B: __slots__ = ()
class C: __slots__ = ("a",)
class D: __slots__ = ("a", "b", "__weakref__")
class E(A): __slots__ = ("c",)
class F(C): pass
class G: __slots__ = ("x", "__dict__")
class H(int): pass
class I(int): __slots__ = ()
class J(list): pass
class K(list): __slots__ = ("z",)
class L(dict): pass
class M(Exception): pass
class N(Exception): __slots__ = ("q",)
class O(type): pass
class P(metaclass=O): pass
class Q(str): pass
class R(float): pass
class T(set): pass
class U(tuple): pass
class V(bytes): pass
class W(bytearray): pass
class X(OSError): pass
class Y(C, object): __slots__ = ("y1", "y2")
class Z(property): pass
for t in (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, T, U, V, W, X, Y, Z):
    o = t("n", (), {}) if t is O else t(5) if t in (H, I) else t()
    print(t.__name__, S(t), t.__basicsize__, t.__itemsize__, hex(t.__flags__ & ~(1 << 19)), t.__dictoffset__, t.__weakrefoffset__, S(o), o.__sizeof__() if t is not O else type.__sizeof__(o))
