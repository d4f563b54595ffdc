def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class O: pass
class A(O): 
    def m(self): return ['A'] + (super().m() if hasattr(super(), 'm') else [])
class B(O):
    def m(self): return ['B'] + (super().m() if hasattr(super(), 'm') else [])
class C(A, B):
    def m(self): return ['C'] + super().m()
class D(B): 
    def m(self): return ['D'] + super().m()
class E(C, D):
    def m(self): return ['E'] + super().m()
print([c.__name__ for c in E.__mro__], E().m())
t(lambda: type('X', (A, C), {}))
t(lambda: type('X', (O, A), {}))
t(lambda: type('X', (object, A), {}))
t(lambda: type('X', (A, A), {}))
t(lambda: type('X', (int, str), {}))
t(lambda: type('X', (bool,), {}))
t(lambda: type('X', (type(None),), {}))
t(lambda: type('X', (type(lambda: 0),), {}))
t(lambda: type('X', (1,), {}))
t(lambda: type('X', ('a',), {}))
t(lambda: type('X', (range,), {}))
t(lambda: type('X', (slice,), {}))
t(lambda: type('X', (property, int), {}))
class Z(int, A): pass
print([c.__name__ for c in Z.__mro__], Z(5) + 1, Z(3).__dict__)
class L(list, A):
    def __init__(self, *a): super().__init__(*a); self.extra = 1
l = L([1, 2]); print(l, l.extra, l.m(), len(l), L.__mro__)
class DD(dict, O): 
    def __missing__(self, k): return k * 2
print(DD()[3], DD(a=1))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1, 2).__dict__)
class S(str):
    def shout(self): return self.upper() + '!'
print(S('a').shout(), S('a') == 'a', hash(S('a')) == hash('a'), {S('k'): 1}['k'])
class F(float): pass
print(F(1.5) * 2, F(2.5), repr(F(1)))
class By(bytes): pass
print(By(b'abc'), By(b'abc')[1])
# custom mro
class Meta(type):
    def mro(cls):
        r = super().mro()
        print('mro called for', cls.__name__)
        return r
class W(metaclass=Meta): pass
class W2(W): pass
class Meta2(type):
    def mro(cls): return ()
t(lambda: Meta2('X', (), {}))
class Meta3(type):
    def mro(cls): return (1, 2)
t(lambda: Meta3('X', (), {}))
class Meta4(type):
    def mro(cls): return (cls, int, object)
t(lambda: Meta4('X', (), {}))
class Meta5(type):
    def mro(cls): return 5
t(lambda: Meta5('X', (), {}))
class Meta6(type):
    def mro(cls): return [cls, A, object]
X6 = Meta6('X6', (), {}); print(X6.__mro__, X6().m())
A.newattr = 1
print(X6.newattr)
A.newattr = 2
print(X6.newattr, X6().newattr)
t(lambda: type.mro(int))
t(lambda: type.mro(3))
print(type.__subclasses__(Meta), type.__subclasses__(W))
t(lambda: type.__subclasses__(3))
# diamond with attributes modified
class R: v = 1
class R1(R): pass
class R2(R): v = 2
class R3(R1, R2): pass
print(R3.v); R1.v = 9; print(R3.v); del R1.v; print(R3.v); del R2.v; print(R3.v)
# isinstance / issubclass 
t(lambda: isinstance(1, 1)); t(lambda: issubclass(1, int)); t(lambda: issubclass(int, 1)); t(lambda: isinstance(1, (str, (float, int))))
class IC(type):
    def __instancecheck__(cls, o): return o == 42
    def __subclasscheck__(cls, c): return c is str
class K(metaclass=IC): pass
print(isinstance(42, K), isinstance(41, K), isinstance(K(), K), issubclass(str, K), issubclass(int, K))
class Fake:
    @property
    def __class__(self): return int
print(isinstance(Fake(), int), type(Fake()), Fake().__class__)
