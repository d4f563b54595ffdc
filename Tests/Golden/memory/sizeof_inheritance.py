import sys
class A: __slots__ = ("a",)
class B(A): __slots__ = ("b", "c")
class C(B): pass
class D(A): __slots__ = ("__dict__",)
class E(A): __slots__ = ("__weakref__",)
class F(D): __slots__ = ("f",)
class G(int): __slots__ = ()
class H(tuple): __slots__ = ()
class I(dict): __slots__ = ("i",)
class J(Exception): __slots__ = ("j",)
for t in (A, B, C, D, E, F, G, H, I, J): print(t.__name__, t.__basicsize__, t.__dictoffset__, t.__weakrefoffset__, t.__itemsize__, sys.getsizeof(t()), sys.getsizeof(t), len(t.__mro__))
for bad in ("class X(int): __slots__ = ('a',)", "class X(A, I): pass", "class X: __slots__ = ('a', 'a')", "class X: __slots__ = '1a'", "class X: __slots__ = ('a',); a = 1", "class X(A): __slots__ = ('__dict__', '__dict__')"):
    try: exec(bad); print("ok")
    except Exception as e: print(type(e).__name__, e)
