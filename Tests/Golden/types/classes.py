def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class A:
    "doc of A"
    x = 1
    def f(self, a=2, *args, **kw): return (self.x, a, args, kw)
    @classmethod
    def c(cls, *a): return (cls.__name__, a)
    @staticmethod
    def s(*a): return a
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__, A.__dict__.keys())
print(A, repr(A.f), type(A.c), A.c(1), A().c(2), A.s(1), A().s(2))
a = A()
print(a.__dict__, a.__class__, a.__module__, a.__doc__)
a.y = 3
print(vars(a), dir(a)[-6:], hasattr(a, 'y'), hasattr(a, 'z'))
del a.y
t(lambda: a.y)
def d(): del a.y
t(d)
def d(): del a.x
t(d)
def d(): del A.nope
t(d)
t(lambda: A.nope)
t(lambda: A(1))
t(lambda: A(x=1))
t(lambda: object(1))
t(lambda: object().x)
def d(): object().x = 1
t(d)
t(lambda: A.f())
t(lambda: A.f(a))
t(lambda: a.f(1, 2, 3, z=4))
t(lambda: (1).foo)
def d(): (1).foo = 2
t(d)
def d(): int.foo = 2
t(d)
def d(): int.__add__ = 2
t(d)
def d(): del int.__add__
t(d)
class B(A):
    x = 5
    def f(self, *a): return ('B', super().f(*a))
b = B()
print(b.f(7), B.__mro__, B.mro(), isinstance(b, A), issubclass(B, A), issubclass(A, B), isinstance(b, (int, A)))
print(A.__subclasses__(), B.__base__)
B.x = 10
print(b.x, b.f())
A.g = lambda self: 'g of ' + type(self).__name__
print(b.g(), a.g())
del A.g
t(lambda: b.g())
# dunder assigned later
A.__len__ = lambda self: 42
print(len(a), len(b), bool(a))
del A.__len__
t(lambda: len(a))
print(bool(a))
A.__call__ = lambda self, *a: ('called', a)
print(a(1), b(2))
del A.__call__
t(lambda: a())
# class attrs
def f(): pass
class C:
    a: int = 1
    b: str
    f = f
print(C.__annotations__, C.f is f, C().f)
print(type(C()).__name__, type(C).__name__, type(type).__name__)
class D: pass
print(D.__annotations__, D.__dict__.keys())
def d(): del D.__annotations__
t(d); t(d)
D.__name__ = 'Dee'; D.__qualname__ = 'Q.Dee'; D.__module__ = 'mod'
print(D, D.__name__, D().__class__)
def d(): D.__name__ = 3
t(d)
def d(): D.__name__ = 'a\0b'
t(d)
def d(): del D.__name__
t(d)
def d(): D.__qualname__ = 3
t(d)
def d(): D.__bases__ = ()
t(d)
def d(): D.__bases__ = [A]
t(d)
def d(): D.__bases__ = (D,)
t(d)
def d(): D.__bases__ = (1,)
t(d)
def d(): D.__bases__ = (A,)
t(d)
def d(): del D.__bases__
t(d)
def d(): int.__name__ = 'x'
t(d)
def d(): D.__dict__ = {}
t(d)
def d(): D.__mro__ = ()
t(d)
def d(): D.__doc__ = 'new'
t(d); print(D.__doc__)
def d(): del D.__doc__
t(d)
# bases assignment
class X: 
    def who(self): return 'X'
class Y:
    def who(self): return 'Y'
class P(X): pass
class Q(P): pass
q = Q()
print(q.who()); P.__bases__ = (Y,); print(q.who(), Q.__mro__, X.__subclasses__(), Y.__subclasses__())
# class in function
def outer():
    class In:
        class Deep: 
            def m(self): pass
    return In
In = outer()
print(In, In.Deep, In.Deep.m.__qualname__)
# __class__ assignment
class M1: pass
class M2: 
    def hi(self): return 'hi'
m = M1(); m.z = 1; m.__class__ = M2; print(m.hi(), m.z, type(m).__name__)
def d(): m.__class__ = int
t(d)
def d(): m.__class__ = 3
t(d)
def d(): del m.__class__
t(d)
class S1: __slots__ = ('a',)
class S2: __slots__ = ('a',)
class S3: __slots__ = ('b',)
s = S1(); s.a = 1; s.__class__ = S2; print(s.a, type(s))
def d(): s.__class__ = S3
t(d)
def d(): s.__class__ = M1
t(d)
def d(): (1).__class__ = M1
t(d)
print(object.__dict__.keys() if False else sorted(object.__dict__))
print(sorted(type.__dict__))
print(type.__flags__ & (1<<31) != 0, A.__flags__ & 0xffffffff, A.__basicsize__, A.__itemsize__, A.__dictoffset__, A.__weakrefoffset__)
for k in (int, str, list, dict, tuple, set, object, type, bool, float, bytes, range, slice, property, super, classmethod, staticmethod, type(None), type(...), type(NotImplemented), BaseException, Exception):
    print(k.__name__, k.__basicsize__, k.__itemsize__, k.__dictoffset__, k.__weakrefoffset__, k.__base__, k.__flags__ & ~(1<<19))
