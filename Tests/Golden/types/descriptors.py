def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class Data:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.n = name
    def __get__(self, o, c): return ('get', self.n, o is None, c.__name__)
    def __set__(self, o, v): print('set', self.n, v)
    def __delete__(self, o): print('delete', self.n)
class NonData:
    def __get__(self, o, c=None): return 'nondata'
class OnlySet:
    def __set__(self, o, v): o.__dict__['os'] = v
class C:
    d = Data(); n = NonData(); os = OnlySet()
c = C()
print(c.d, C.d, c.n); c.d = 5; del c.d
c.__dict__['d'] = 1; c.__dict__['n'] = 2; print(c.d, c.n); c.os = 7; print(c.os)
def d(): del c.os
t(d)
class BadName:
    def __set_name__(self, o, n): raise ValueError('nope')
def d():
    class X: y = BadName()
try: d()
except RuntimeError as e: print(e, '|', repr(e.__cause__), e.__context__ is e.__cause__)
except ValueError as e: print('VE', e)
class P:
    def __init__(self): self._x = 0
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError('neg')
        self._x = v
    @x.deleter
    def x(self): self._x = None
    @property
    def ro(self): return 1
    wo = property(None, lambda s, v: print('wo', v))
p = P(); p.x = 5; print(p.x, P.x.__doc__, P.x); del p.x; print(p.x)
t(lambda: setattr(p, 'x', -1)); t(lambda: setattr(p, 'ro', 2)); t(lambda: delattr(p, 'ro')); t(lambda: p.wo); p.wo = 3
print(P.x.fget.__name__, P.ro.fset, P.x.__isabstractmethod__)
pr = property(lambda s: 1, doc='dd'); print(pr.__doc__); pr.__doc__ = 'ee'; print(pr.__doc__)
t(lambda: setattr(pr, 'fget', 1)); t(lambda: property(1, 2, 3, 4, 5)); t(lambda: property(x=1)); t(lambda: pr.__get__(None, int) is pr); t(lambda: pr.__get__(5)); t(lambda: pr.__set__(5, 1)); t(lambda: pr.__delete__(5))
t(lambda: property().getter(lambda s: 'G').__get__(1)); t(lambda: property().__set_name__(1, 'zz'))
class PP(property):
    "cls doc"
class UsePP:
    @PP
    def a(self):
        "a doc"
        return 1
print(UsePP.a.__doc__, UsePP().a)
# methods
class M:
    def f(self): return self
    @classmethod
    def g(cls): return cls
    @staticmethod
    def h(): return 'h'
m = M()
print(m.f.__self__ is m, m.f.__func__ is M.f, m.f == m.f, m.f is m.f, M.g.__self__, M.__dict__['g'], M.__dict__['h'], m.h())
print(M.__dict__['g'].__func__, M.__dict__['h'].__wrapped__, M.__dict__['g'].__name__, M.__dict__['g'].__dict__, M.__dict__['h'](), M.__dict__['g'].__isabstractmethod__)
t(lambda: M.__dict__['g']()); t(lambda: classmethod(1).__get__(1, int)); t(lambda: classmethod(lambda c: c).__get__(5)()); t(lambda: staticmethod()); t(lambda: classmethod(1, 2)); t(lambda: classmethod(f=1))
class CP:
    @classmethod
    @property
    def q(cls): return cls.__name__ + '!'
print(CP.q, CP().q)
# built-in descriptors
print(list.append, [].append, list.__len__, [].__len__, int.real, type.__dict__['__name__'], dict.fromkeys, str.maketrans, object.__init__, object.__new__, [].__init__)
print(type(list.append), type([].append), type(list.__len__), type([].__len__), type(int.real), type(type.__dict__['__mro__']), type(dict.__dict__['fromkeys']), type(str.__dict__['maketrans']))
print(list.append.__name__, list.append.__qualname__, list.append.__objclass__, list.append.__doc__)
print([].__len__.__name__, [].__len__.__qualname__, [].__len__.__objclass__, [].__len__.__doc__, [].__len__.__self__, [].__len__ == [].__len__)
l = []; print(l.__len__ == l.__len__, hash(l.__len__) == hash(l.__len__), l.append == l.append, l.__len__ != l.__iter__)
t(lambda: l.__len__ < l.__len__)
t(lambda: list.append(5, 1)); t(lambda: list.__len__(5)); t(lambda: list.__len__()); t(lambda: list.append()); t(lambda: [].append()); t(lambda: [].append(1, 2)); t(lambda: [].append(x=1)); t(lambda: list.__len__([], 1)); t(lambda: [].__len__(1)); t(lambda: [].__len__(a=1))
t(lambda: [].__getitem__()); t(lambda: [].__getitem__(1, 2)); t(lambda: [1].__getitem__(0)); t(lambda: (1).__add__()); t(lambda: (1).__add__(2)); t(lambda: (1).__radd__(2)); t(lambda: (5).__rsub__(2)); t(lambda: (1).__add__('a')); t(lambda: (2).__pow__(3)); t(lambda: (2).__pow__(3, 5)); t(lambda: (2).__rpow__(3)); t(lambda: (2).__pow__()); t(lambda: (2).__pow__(1, 2, 3))
t(lambda: 'a'.__lt__('b')); t(lambda: 'a'.__lt__(1)); t(lambda: (1).__eq__(1.0)); t(lambda: object().__eq__(1)); t(lambda: object().__ne__(1)); t(lambda: (1).__hash__()); t(lambda: [].__hash__); t(lambda: (1).__bool__()); t(lambda: 'a'.__contains__('a')); t(lambda: [1].__contains__(1)); t(lambda: [1, 2].__setitem__(0, 5)); t(lambda: [1, 2].__setitem__(0)); t(lambda: [1, 2].__delitem__(0)); t(lambda: [1, 2].__delitem__(5)); t(lambda: {}.__delitem__(1)); t(lambda: iter([1]).__next__()); t(lambda: iter([]).__next__()); t(lambda: 'ab'.__mul__(2)); t(lambda: 'ab'.__rmul__(2)); t(lambda: 'ab'.__mul__('x')); t(lambda: (1,).__add__((2,))); t(lambda: (1,).__add__(2))
t(lambda: int.__dict__['real'].__set__(5, 1)); t(lambda: int.real.__get__('a')); t(lambda: int.real.__get__(None)); t(lambda: int.real.__get__(None, None)); t(lambda: list.append.__get__(5)); t(lambda: list.append.__get__([], list)); t(lambda: (lambda: 0).__get__(None, None)); t(lambda: (lambda s: 0).__get__(5)); t(lambda: dict.__dict__['fromkeys'].__get__(None, dict)); t(lambda: dict.__dict__['fromkeys'].__get__({})('ab')); t(lambda: dict.__dict__['fromkeys'](dict, 'ab')); t(lambda: dict.__dict__['fromkeys'].__get__(None, None))
t(lambda: object.__setattr__(c, 'zz', 1)); t(lambda: c.zz); t(lambda: object.__setattr__(int, 'a', 1)); t(lambda: object.__getattribute__(c, 'zz')); t(lambda: object.__delattr__(c, 'zz')); t(lambda: object.__setattr__(5, 'a', 1)); t(lambda: type.__setattr__(C, 'a', 1)); t(lambda: C.a); t(lambda: object.__setattr__(C, 'a', 1)); t(lambda: object.__setattr__(c, 5, 1)); t(lambda: getattr(c, 5)); t(lambda: setattr(c, 5, 1)); t(lambda: getattr(C, 5))
