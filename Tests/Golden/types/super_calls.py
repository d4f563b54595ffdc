def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
    x = 'A.x'
class B(A):
    def f(self): return 'B>' + super().f()
    @classmethod
    def c(cls): return 'B>' + super().c()
    @staticmethod
    def s(): return 'B>' + super(B, B).s()
    @property
    def p(self): return 'B>' + super().p
    x = 'B.x'
    def g(self): return super().x, super(B, self).x, super(A, self)
    def h(self): return super().nope
    def i(self): super().x = 5
    def j(self):
        def inner(): return super().f()
        return inner()
    def k(self): return [super(B, self).f() for _ in range(1)]
    def l(self): return (lambda: super().f())
    def m(self, self2): 
        self = self2
        return super().f()
    def n(self):
        del self
        return super().f()
    def o(*args): return super().f()
    def q(self):
        g = (super().f for _ in [1])
        return next(g)
    def cell(self):
        def inner(): return self
        return super().f()
    def cls(self): return __class__
    def gen(self): yield super().f()
    def sd(self): return super().__class__, super().__self__ is self, super().__thisclass__, super().__self_class__
b = B()
print(b.f(), B.c(), b.c(), B.s(), b.p, b.g()[:2], b.cell(), b.cls(), list(b.gen()), b.sd(), b.k())
print(repr(b.g()[2])[:60])
for n in 'h i j l n o q'.split(): t(getattr(b, n))
t(lambda: b.l()()); t(lambda: b.m(B())); t(lambda: b.m(5)); t(lambda: b.m(None))
t(lambda: super()); t(lambda: super(5)); t(lambda: super(A, 5)); t(lambda: super(A, b).f()); t(lambda: super(B, A)); t(lambda: super(B, A())); t(lambda: super(A, B)); t(lambda: super(B)); t(lambda: super(B, None)); t(lambda: super(1, 2, 3)); t(lambda: super(a=1))
u = super(B); print(u.__self__, u.__thisclass__, u.__self_class__, repr(u)); t(lambda: u.f); t(lambda: u.__get__(b).f()); t(lambda: u.__get__(5)); t(lambda: u.__get__(None) is u)
print(repr(super(B, b))[:40], repr(super(B, B)))
class Unb(A):
    def f(self): return 'U>' + self.__sup.f()
Unb._Unb__sup = super(Unb); print(Unb().f())
class MySuper(super): pass
print(MySuper(B, b).f(), type(MySuper(B, b)), MySuper(B).__get__(b).f())
t(lambda: super.__new__(super).f); t(lambda: repr(super.__new__(super))); t(lambda: super.__init__(super(B, b), 5)); t(lambda: super(B, b).__init__); t(lambda: super(B, b).__eq__(5)); t(lambda: super(B, b) == super(B, b))
def no_args(): return super()
t(no_args)
def one(self): return super().f()
t(one, b)
B.ext = one
t(b.ext)
class Meta(type):
    def f(cls): return 'Meta.f'
class MetaB(Meta):
    def f(cls): return 'MetaB>' + super().f()
class K(metaclass=MetaB): pass
print(K.f())
class Coop1:
    def __init__(self, **k): print('Coop1', k); super().__init__(**k)
class Coop2(Coop1):
    def __init__(self, a, **k): print('Coop2', a); super().__init__(**k)
class Coop3(Coop1):
    def __init__(self, b, **k): print('Coop3', b); super().__init__(**k)
class Coop4(Coop2, Coop3): pass
Coop4(a=1, b=2)
t(lambda: Coop4(a=1, b=2, c=3))
class D(dict):
    def __getitem__(self, k): return super().__getitem__(k) * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __len__(self): return super().__len__() + 100
    def __iter__(self): return iter(sorted(super().__iter__()))
    def __contains__(self, k): return not super().__contains__(k)
    def __repr__(self): return 'D' + super().__repr__()
    def __eq__(self, o): return super().__eq__(o)
    def get(self, *a): return ('got', super().get(*a))
d = D(b=1); d['a'] = 5; print(d, d['a'], len(d), list(d), 'a' in d, d.get('b'), d == {'a': 6, 'b': 1})
class L(list):
    def append(self, x): super().append(x); return self
    def __add__(self, o): return L(super().__add__(o))
    def __iadd__(self, o): print('iadd'); super().__iadd__(o); return self
    def sort(self, **k): print('sort'); super().sort(**k)
l = L([3, 1]).append(2); l += [0]; l.sort(); print(l, type(l + [1]), l[1:], type(l[1:]))
class Sx(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def __add__(self, o): return Sx(super().__add__(o))
    def join(self, it): return 'J' + super().join(it)
print(Sx('a') + 'b', Sx('-').join(['a', 'b']), type(Sx('a')[0]), Sx('x').lower())
class E(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
    def __str__(self): return '%s: %s' % (self.code, super().__str__())
try: raise E(5, 'm')
except E as e: print(e, repr(e), e.args, e.code)
