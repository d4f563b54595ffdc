import sys, gc
class N:
    def __init__(self, v): self.v = v
    def __sizeof__(self):
        if isinstance(self.v, BaseException): raise self.v
        return self.v
for v in (0, 5, 10**6, True, -1, 10**30, "a", None, 3.5, ValueError("x"), TypeError("t")):
    for extra in ((), (77,)):
        try: print(repr(v), extra, sys.getsizeof(N(v), *extra))
        except BaseException as e: print(repr(v), extra, type(e).__name__, e)
class Meta(type):
    def __sizeof__(self): return 1
class M(metaclass=Meta): pass
print(sys.getsizeof(M), sys.getsizeof(M()))
class I(int): pass
class T(tuple): pass
class S(str): pass
class By(bytes): pass
class L(list): pass
class D(dict): pass
class F(float): pass
class Sl(int): __slots__ = ()
class Ts(tuple): __slots__ = ()
print([sys.getsizeof(x) for x in (I(), I(1), I(2**30), I(-2**60), T(), T((1,)), S(), S("a"), S("é"), S("日"), S("\U0001f600"), By(), By(b"a"), L(), L([1]), D(), D(a=1), F(), Sl(5), Ts((1, 2)))])
print([x.__sizeof__() for x in (I(1), T((1,)), S("a"), By(b"a"), L([1]), D(a=1), F())])
print(object.__sizeof__(5), object.__sizeof__("abc"), object.__sizeof__([1, 2]), object.__sizeof__(int), object.__sizeof__(T((1, 2, 3))), object.__sizeof__(2**100))
print(int.__sizeof__(True), sys.getsizeof(True), sys.getsizeof(False), sys.getsizeof(0), (0).__sizeof__())
for bad in (lambda: sys.getsizeof(), lambda: sys.getsizeof(1, 2, 3), lambda: sys.getsizeof(x=1), lambda: sys.getsizeof(object=1), lambda: sys.getsizeof(1, default=2), lambda: list.__sizeof__({}), lambda: dict.__sizeof__([])):
    try: print(bad())
    except TypeError as e: print(e)
print(sys.getsizeof(N("a"), default="fallback"))
def nested(n):
    x = []
    for i in range(n): x = [x]
    return x
print(sys.getsizeof(nested(100)), sys.getsizeof(sys), sys.getsizeof(gc), sys.getsizeof(sys._getframe()))
def f(a, b=1, *c, d, e=2, **k):
    x = y = z = 0
    return sys.getsizeof(sys._getframe())
print(f(1, d=2), sys.getsizeof(f), sys.getsizeof(f.__code__), sys.getsizeof(f.__get__(1)), sys.getsizeof(type(f).__get__), sys.getsizeof([].append), sys.getsizeof(len), sys.getsizeof(int.from_bytes), sys.getsizeof(int.__add__), sys.getsizeof((1).__add__))
