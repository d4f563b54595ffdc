def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class M(type):
    def __prepare__(name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'injected': 1}
    __prepare__ = staticmethod(__prepare__)
    def __new__(mcs, name, bases, ns, **kw):
        print('new', mcs.__name__, name, bases, sorted(ns), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', cls, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **kw):
        print('call', a, kw)
        return super().__call__(*a, **kw)
    def __getattr__(cls, n): return 'M.' + n
    def __len__(cls): return 7
    def __iter__(cls): return iter('abc')
    def __getitem__(cls, k): return ('item', k)
    def __contains__(cls, k): return k == 'c'
    def __repr__(cls): return 'Meta<' + cls.__name__ + '>'
    def __eq__(cls, o): return cls is o
    def __hash__(cls): return 77
    def __add__(cls, o): return ('add', o)
    @property
    def prop(cls): return 'metaprop'
    def meth(cls): return 'metameth ' + cls.__name__
class A(metaclass=M, flag=1):
    def __init__(self, a): self.a = a
print(A, A.injected, A.foo, len(A), list(A), A[3], 'c' in A, A == A, hash(A), A + 1, A.prop, A.meth())
x = A(5); print(x.a, type(x))
t(lambda: x.prop); t(lambda: x.meth)
class B(A, extra=2): pass
print(type(B), B)
class M2(M): pass
class C(A, metaclass=M2): pass
print(type(C))
class N(type): pass
t(lambda: N('X', (A,), {}))
def d():
    class X(A, metaclass=N): pass
t(d)
# function as metaclass
def fm(name, bases, ns, **kw): return (name, bases, sorted(ns), kw)
class F(int, metaclass=fm, k=1): z = 1
print(F)
def d():
    class X(metaclass=5): pass
t(d)
class BadPrep(type):
    @classmethod
    def __prepare__(m, *a): return 5
def d():
    class X(metaclass=BadPrep): pass
t(d)
def d():
    class X(a=1): pass
t(d)
def d():
    class X(object, a=1): pass
t(d)
t(lambda: type('X', (), {}, a=1))
t(lambda: type('X', (), {}, metaclass=M))
t(lambda: type(1, a=2))
t(lambda: type(a=2))
t(lambda: type()); t(lambda: type(1, 2)); t(lambda: type(1,2,3,4)); t(lambda: type('a', 2, 3)); t(lambda: type('a', (), 3)); t(lambda: type(b'a', (), {}))
t(lambda: type('a\0b', (), {})); t(lambda: type('a b', (), {})); t(lambda: type('', (), {}))
X = type('X', (), {'__qualname__': 'Y.X', '__module__': 'zz', '__doc__': 'dd', 'a': 1}); print(X, X.__dict__.keys(), X.__doc__)
t(lambda: type('X', (), {'__qualname__': 3}))
t(lambda: type('X', (), {'__classcell__': 3}))
t(lambda: type('X', (), {1: 2}).__dict__[1])
class ME:
    def __mro_entries__(self, bases): return (list,)
class UsesME(ME()): pass
print(UsesME.__mro__, UsesME.__orig_bases__)
t(lambda: type('X', (ME(),), {}))
class ME2:
    def __mro_entries__(self, bases): return 5
def d():
    class X(ME2()): pass
t(d)
class Gen(list[int]): pass
print(Gen.__mro__, Gen.__orig_bases__)
# __classcell__ not propagated
class Drop(type):
    def __new__(m, n, b, ns):
        ns.pop('__classcell__', None)
        return super().__new__(m, n, b, ns)
def d():
    class X(metaclass=Drop):
        def f(self): return __class__
t(d)
class Two(type):
    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, dict(ns)); c2 = super().__new__(m, n, b, ns)
        return c
def d():
    class X(metaclass=Two):
        def f(self): return __class__
t(d)
# type subclass instance attributes
class Reg(type):
    reg = []
    def __init__(cls, *a): super().__init__(*a); Reg.reg.append(cls.__name__)
class R1(metaclass=Reg): pass
class R2(R1): pass
print(Reg.reg)
class Sing(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class S(metaclass=Sing): pass
print(S() is S())
print(type.__call__(int, '5'), type.__call__(type, 5))
t(lambda: type.__new__(int, 'a', (), {}))
t(lambda: type.__new__(5, 'a', (), {}))
t(lambda: type.__init__(R1)); t(lambda: type.__init__(R1, 1, a=2)); t(lambda: type.__init__(R1, 1, 2, 3))
t(lambda: object.__new__(int)); t(lambda: int.__new__(str)); t(lambda: int.__new__()); t(lambda: int.__new__(5)); t(lambda: object.__new__(list)); t(lambda: list.__new__(dict)); t(lambda: object.__new__(type)); t(lambda: object.__new__())
t(lambda: tuple.__new__(T)) if 0 else None
t(lambda: type(type(None))()); t(lambda: type(None)()); t(lambda: type(None)(1)); t(lambda: type(...)()); t(lambda: type(lambda: 0)()); t(lambda: type(iter([]))()); t(lambda: type(len)()); t(lambda: type((lambda: (yield))())())
print(type.__prepare__('a', ()), type(type.__prepare__))
class AbsM(type):
    pass
class Abs:
    def f(self): pass
Abs.__abstractmethods__ = frozenset({'f', 'a'})
t(lambda: Abs())
Abs.__abstractmethods__ = frozenset({'f'})
t(lambda: Abs())
Abs.__abstractmethods__ = frozenset()
t(lambda: type(Abs()))
def d(): del Abs.__abstractmethods__
t(d); t(d); t(lambda: Abs.__abstractmethods__); t(lambda: type.__abstractmethods__)
