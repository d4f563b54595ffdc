import sys
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class A:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
x = A()
print(x.a, A.__slots__, A.a, A.__dict__['b'], sys.getsizeof(x), A.__basicsize__, A.__dictoffset__, A.__weakrefoffset__)
t(lambda: x.b)
def d(): x.c = 1
t(d)
def d(): del x.b
t(d)
x.b = 2; print(x.b); del x.b; t(lambda: x.b)
t(lambda: x.__dict__); t(lambda: x.__weakref__)
t(lambda: A.a.__get__(5)); t(lambda: A.a.__set__(5, 1)); t(lambda: A.a.__get__(None, A)); t(lambda: A.a.__get__(x, A)); t(lambda: A.a.__delete__(x)); t(lambda: A.a.__delete__(x))
print(A.a.__name__, A.a.__objclass__, A.a.__qualname__, A.a.__doc__, type(A.a))
class B(A): pass
y = B(); y.zz = 1; print(y.__dict__, y.a, B.__basicsize__, B.__dictoffset__, B.__weakrefoffset__, sys.getsizeof(y))
class C(A): __slots__ = ('c', '__dict__')
z = C(); z.c = 3; z.q = 4; print(z.__dict__, z.c, C.__basicsize__, C.__dictoffset__, C.__weakrefoffset__)
class D: __slots__ = ('__weakref__',)
print(D.__basicsize__, D.__weakrefoffset__, D().__weakref__)
class E: __slots__ = 'only'
e = E(); e.only = 1; print(e.only)
class F: __slots__ = ()
t(lambda: setattr(F(), 'a', 1)); print(sys.getsizeof(F()))
class G: __slots__ = ['__priv', 'pub']
    
g = G(); g._G__priv = 1; print(g._G__priv, sorted(k for k in G.__dict__ if 'p' in k))
t(lambda: type('X', (), {'__slots__': ('a',), 'a': 1}))
t(lambda: type('X', (), {'__slots__': ('1a',)}))
t(lambda: type('X', (), {'__slots__': (1,)}))
t(lambda: type('X', (), {'__slots__': 5}))
t(lambda: type('X', (), {'__slots__': ('__dict__', '__dict__')}))
t(lambda: type('X', (B,), {'__slots__': ('__dict__',)}))
t(lambda: type('X', (B,), {'__slots__': ('__weakref__',)}))
t(lambda: type('X', (int,), {'__slots__': ('a',)}))
t(lambda: type('X', (int,), {'__slots__': ('__weakref__',)}))
t(lambda: type('X', (int,), {'__slots__': ()})(5))
t(lambda: type('X', (int,), {'__slots__': ('__dict__',)}).__dictoffset__)
t(lambda: type('X', (tuple,), {'__slots__': ('a',)}))
t(lambda: type('X', (bytes,), {'__slots__': ('a',)}))
t(lambda: type('X', (list,), {'__slots__': ('a',)}).__basicsize__)
t(lambda: type('X', (str,), {'__slots__': ('a',)}).__basicsize__)
t(lambda: type('X', (), {'__slots__': {'a': 'doc a', 'b': None}}).__slots__)
class H1: __slots__ = ('a',)
class H2: __slots__ = ('b',)
t(lambda: type('X', (H1, H2), {}))
class H3(H1): __slots__ = ()
t(lambda: type('X', (H3, H1), {}).__mro__)
class H4: __slots__ = ()
t(lambda: type('X', (H4, H1), {'__slots__': ()}).__basicsize__)
class Plain: pass
t(lambda: type('X', (H1, Plain), {'__slots__': ()}).__dictoffset__)
t(lambda: type('X', (Plain, H1), {'__slots__': ('q',)}).__basicsize__)
class I(int): pass
i = I(5); i.attr = 1; print(i.__dict__, I.__dictoffset__, I.__basicsize__, I.__itemsize__, sys.getsizeof(I(5)), sys.getsizeof(I(2**70)))
class LL(list): pass
l = LL(); l.x = 1; print(LL.__dictoffset__, LL.__basicsize__, sys.getsizeof(LL()), l.__dict__)
class TT(tuple): pass
tt = TT((1, 2)); tt.x = 1; print(TT.__dictoffset__, sys.getsizeof(TT((1,2))), tt.__dict__)
class Ex(Exception): pass
ex = Ex(1); ex.q = 2; print(ex.__dict__, Ex.__dictoffset__, Ex.__basicsize__, ex.args)
class DS(dict): __slots__ = ('z',)
q = DS(a=1); q.z = 5; print(q, q.z); t(lambda: q.__dict__)
# inherited slot shadow
class S1: __slots__ = ('v',)
class S2(S1): __slots__ = ('v',)
s = S2(); s.v = 1; S1.v.__set__(s, 2); print(s.v, S1.v.__get__(s))
# instance dict assignment
p = Plain(); p.a = 1; p.__dict__ = {'b': 2}; print(p.__dict__, p.b); t(lambda: p.a)
def d(): p.__dict__ = 5
t(d)
def d(): del p.__dict__
t(d); print(p.__dict__)
print(Plain.__dict__['__dict__'], Plain.__dict__['__weakref__'], p.__weakref__)
t(lambda: Plain.__dict__['__dict__'].__get__(5))
# many attributes -> leaves inline values
p = Plain()
for k in range(40): setattr(p, 'k%d' % k, k)
print(len(p.__dict__), p.k39, list(p.__dict__)[:3])
r = Plain(); r.k0 = 1; r.k5 = 2; r.zz = 3; print(r.__dict__, list(r.__dict__))
del r.k0; print(list(r.__dict__)); r.k0 = 9; print(list(r.__dict__))
print(sys.getsizeof(Plain()), sys.getsizeof(A), sys.getsizeof(Plain), sys.getsizeof(F))
