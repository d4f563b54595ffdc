import sys
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
NS = type(sys.implementation)
ns = NS(a=1, b='x'); print(ns, ns.a, ns.__dict__, ns == NS(a=1, b='x'), ns != NS(a=2)); ns.self = ns; print(ns); del ns.a; t(lambda: ns.a); t(lambda: NS(1)); t(lambda: NS(**{'a b': 1})); t(lambda: ns < ns); t(lambda: hash(ns))
class NSS(NS): pass
print(NSS(z=1), NS())
M = type(sys)
m = M('foo', 'docs'); print(m, m.__name__, m.__doc__, m.__dict__); m.x = 1; print(m.x, m.__dict__.keys(), dir(m)); t(lambda: m.y); t(lambda: M()); t(lambda: M(1)); t(lambda: M('a', 'b', 'c')); t(lambda: M(name='q').__name__)
def ga(n): return 'mga ' + n
m.__getattr__ = ga; print(m.zork); del m.__getattr__; t(lambda: m.zork)
m.__dir__ = lambda: ['b', 'a']; print(dir(m)); del m.__dir__
del m.__name__; t(lambda: m.zork); print(m); m.__name__ = 'bar'; print(m); m.__file__ = '/x/y.py'; print(m); m.__loader__ = 5; print(m); del m.__file__; print(m)
print(m.__annotations__); m.__annotations__ = {'a': 1}; print(m.__annotations__); del m.__annotations__; t(lambda: delattr(m, '__annotations__'))
class SubM(M):
    @property
    def p(self): return 'prop'
m.__class__ = SubM; print(m.p, type(m))
t(lambda: setattr(m, '__dict__', {})); t(lambda: sys.nope); t(lambda: setattr(m, '__class__', int))
print(sys, type(sys).__name__)
mp = type.__dict__['__dict__'].__get__(NS); MP = type(mp); print(MP)
p = MP({'a': 1}); print(p, p['a'], len(p), 'a' in p, list(p), p.get('a'), p.get('z'), p.get('z', 5), p.keys(), p.values(), p.items(), p.copy(), p | {'b': 2}, {'b': 2} | p, p == {'a': 1}, p == MP({'a': 1}), list(reversed(p)), str(p))
def s(): p['a'] = 2
t(s); 
def s(): del p['a']
t(s)
def s():
    global p
    p |= {}
t(s); t(lambda: MP(5)); t(lambda: MP([1])); t(lambda: MP()); t(lambda: hash(p)); t(lambda: p['zz']); t(lambda: p.nope); t(lambda: p.get()); t(lambda: p < p); t(lambda: MP[int])
GA = type(list[int]); print(GA)
for f in (lambda: list[int], lambda: dict[str, int], lambda: tuple[int, ...], lambda: tuple[()], lambda: list[list[int]], lambda: list['str'], lambda: list[None], lambda: type[int], lambda: list[int].__origin__, lambda: list[int].__args__, lambda: list[int]([1, 2]), lambda: list[int] == list[int], lambda: list[int] == list[str], lambda: list[int] != list[str], lambda: hash(list[int]) == hash(list[int]), lambda: list[int].append, lambda: list[int].__class__, lambda: list[int].nope, lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: list[int][int], lambda: list[int].__parameters__, lambda: [*list[int]], lambda: [*tuple[int, str]], lambda: next(iter(tuple[int])).__unpacked__, lambda: GA(list, (int,)), lambda: GA(list), lambda: GA(5, 6), lambda: dict[str, int].fromkeys('ab'), lambda: list[int].__mro_entries__(()), lambda: list[int].__reduce__(), lambda: list[int].__doc__ == list.__doc__, lambda: frozenset[int], lambda: set[int], lambda: int[int], lambda: str[int], lambda: list[int] < list[str], lambda: list[int]()): t(f)
for f in (lambda: int | str, lambda: int | None, lambda: None | int, lambda: int | str | int, lambda: int | list[int], lambda: list[int] | list[int], lambda: (int | str) | (str | float), lambda: int | 5, lambda: 5 | int, lambda: int | 'a', lambda: (int | str).__args__, lambda: (int | str) == (str | int), lambda: (int | str) != (str | int), lambda: hash(int | str) == hash(str | int), lambda: isinstance(5, int | str), lambda: isinstance(None, int | None), lambda: isinstance(5.0, int | str), lambda: issubclass(int, int | str), lambda: isinstance(5, int | list[int]), lambda: isinstance([], int | list[int]), lambda: (int | str)(), lambda: (int | str).nope, lambda: type(int | str)(), lambda: (int | str)[int], lambda: (int | str).__parameters__, lambda: (int | str).__module__, lambda: int | int, lambda: (int | str) | None, lambda: type(int | str), lambda: None | None): t(f)
class MyC: pass
print(MyC | int, list[MyC], MyC | None, dict[MyC, 'fwd'])
class TV:
    def __init__(self, n): self.n = n
    def __repr__(self): return '~' + self.n
    def __typing_subst__(self, a): return a
T = TV('T'); U = TV('U')
for f in (lambda: list[T], lambda: list[T].__parameters__, lambda: list[T][int], lambda: dict[T, U].__parameters__, lambda: dict[T, U][int, str], lambda: dict[T, U][int], lambda: dict[T, U][int, str, float], lambda: dict[T, list[T]][int], lambda: (list[T] | int)[str], lambda: list[T][U][int]): t(f)
# object methods
o = object()
print(o.__sizeof__(), (5).__sizeof__(), sys.getsizeof(o), o.__dir__() == dir(o) or sorted(o.__dir__()) == dir(o), o.__init_subclass__(), o.__subclasshook__(5), o.__format__(''), ) if 0 else print(o.__sizeof__(), o.__init_subclass__(), o.__subclasshook__(5))
t(lambda: o.__format__('x')); t(lambda: o.__format__(5)); t(lambda: object.__init_subclass__(5)); t(lambda: object.__init_subclass__(a=5)); t(lambda: object.__subclasshook__());
class St:
    def __init__(self): self.a = 1

for x in (int.__add__, int.__lt__, int.__hash__, int.__init__, int.__new__, int.__getattribute__, int.__pow__, list.__getitem__, list.__setitem__, list.__iadd__, list.__mul__, list.__contains__, dict.__len__, iter([]).__next__, int.__index__, int.__radd__, int.__neg__, int.__divmod__, type.__call__, object.__setattr__, property.__get__, property.__set__, property.__delete__, (lambda: 0).__call__):
    print(x.__name__, '|', x.__doc__, '|', x.__text_signature__)
print(type.__doc__); print(object.__doc__); print(super.__doc__); print(classmethod.__doc__[:40]); print(property.__doc__[:30], type.mro.__doc__, type.__prepare__.__doc__, object.__reduce__.__doc__)
# refcounts
class RC: pass
rc = RC()
base = sys.getrefcount(RC); l = [RC() for _ in range(10)]; print(sys.getrefcount(RC) - base); del l; print(sys.getrefcount(RC) - base)
print(sys.getrefcount(rc)); f = rc.__class__; print(sys.getrefcount(rc)); del f
class RS(RC): __slots__ = ('s',)
b2 = sys.getrefcount(RS); x = [RS() for _ in range(5)]; print(sys.getrefcount(RS) - b2); del x; print(sys.getrefcount(RS) - b2)
o = object(); n = sys.getrefcount(o); rc.attr = o; print(sys.getrefcount(o) - n); rc.attr = o; print(sys.getrefcount(o) - n); del rc.attr; print(sys.getrefcount(o) - n); RC.cls = o; print(sys.getrefcount(o) - n); getattr(rc, 'cls'); print(sys.getrefcount(o) - n); del RC.cls; print(sys.getrefcount(o) - n)
def meth(self): pass
n = sys.getrefcount(meth); RC.meth = meth; [rc.meth() for _ in range(20)]; print(sys.getrefcount(meth) - n); bm = rc.meth; print(sys.getrefcount(meth) - n, sys.getrefcount(rc)); del bm; print(sys.getrefcount(rc))
n = sys.getrefcount(rc)
for k in range(50):
    super(RC, rc); rc.__class__; rc.__dict__; repr(rc); rc == rc; hash(rc)
    try: rc.nope
    except AttributeError: pass
print(sys.getrefcount(rc) - n)
n = sys.getrefcount(RC)
for k in range(20):
    type('Tmp', (RC,), {})
import gc; gc.collect(); print(sys.getrefcount(RC) - n, RC.__subclasses__())
gc.collect(); gc.collect(); n = len(gc.get_objects())
for k in range(50): type('Tmp', (RC,), {'__slots__': ('a',), 'f': lambda s: 1})
gc.collect(); print(len(gc.get_objects()) - n)
