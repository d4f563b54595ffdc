# deeper: caches, versions, mutation, cycles, deep nesting
import sys, gc
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
# method cache with heavy mutation
class A: pass
class B(A): pass
for i in range(2000):
    setattr(A, 'm%d' % (i % 50), i)
    assert getattr(B, 'm%d' % (i % 50)) == i
    if i % 7 == 0: delattr(A, 'm%d' % (i % 50)); assert not hasattr(B, 'm%d' % (i % 50))
print('cache ok')
def call(o): return o.f()
class C1:
    def f(self): return 1
class C2:
    def f(self): return 2
class C3(C1): pass
for k in range(30): assert call(C1()) == 1 and call(C2()) == 2 and call(C3()) == 1
C3.f = lambda s: 3
for k in range(30): assert call(C3()) == 3 and call(C1()) == 1
c = C1(); c.f = lambda: 'inst'
print(call(c), call(C1())); del c.f; print(call(c))
class P:
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x
p = P()
for i in range(100): p.v = i; assert p.v == i
P.v = 7; print(p.v); del P.v; t(lambda: p.v); p.v = 'plain'; print(p.v, p.__dict__)
# many classes die
gc.collect(); gc.collect(); n = len(gc.get_objects())
for i in range(300):
    class X(A): 
        y = i
        def f(self): return __class__
    x = X(); x.self = x; x.cls = X; X.inst = x
del x, X; gc.collect(); print(len(gc.get_objects()) - n, len(A.__subclasses__()))
# deep inheritance chain
K = object
for i in range(200): K = type('K%d' % i, (K,), {'a%d' % i: i})
k = K(); print(len(K.__mro__), k.a0, k.a199); t(lambda: k.a200)
# deep nested instances freed without recursion trouble
class Node: 
    __slots__ = ('next',)
head = None
for i in range(100000): nn = Node(); nn.next = head; head = nn
del nn; head = None; print('freed slots chain')
class Node2: pass
head = None
for i in range(100000): nn = Node2(); nn.next = head; head = nn
del nn; head = None; print('freed dict chain')
class NodeDel:
    count = 0
    def __del__(self): NodeDel.count += 1
head = None
for i in range(20000): nn = NodeDel(); nn.next = head; head = nn
del nn; head = None; gc.collect(); print('freed del chain', NodeDel.count)
# recursion in hooks
class R:
    def __getattr__(self, n): return getattr(self, n + 'x')
t(lambda: R().a) if 0 else None
class RR:
    def __repr__(self): return repr(self)
try: repr(RR())
except RecursionError as e: print('RecursionError', e)
class RE:
    def __eq__(self, o): return self == o
try: RE() == 1
except RecursionError as e: print('RecursionError', e)
class RC: pass
RC.__call__ = RC()
try: RC()()
except RecursionError as e: print('RecursionError', e)
class RG:
    def __getattribute__(self, n): return getattr(self, n)
try: RG().x
except RecursionError as e: print('RecursionError')
class RA:
    def __add__(self, o): return self + o
try: RA() + 1
except RecursionError as e: print('RecursionError', e)
print(sys.getrecursionlimit())
# __del__ resurrect and revive type
class Z:
    saved = None
    def __del__(self): Z.saved = self
z = Z(); z.attr = [1]; del z; print(Z.saved.attr); Z.saved = None; print(Z.saved.attr if Z.saved else None)
# instance dict interplay
class D: pass
d = D(); d.a = 1; dd = d.__dict__; d.b = 2; print(dd, d.__dict__ is dd); dd['c'] = 3; print(d.c); del d.a; print(dd); d.__dict__ = {'q': 1}; print(d.q, dd); t(lambda: d.c)
e = D(); e.a = 1; e.b = 2; print(vars(e)); del e.a; e.a = 5; print(list(vars(e)))
f = D(); f.b = 1; f.a = 2; print(list(vars(f)))
dd = D().__dict__; dd['x'] = 1; print(dd)
g = D(); g.__dict__['v'] = 1; g.v += 1; print(g.v, g.__dict__); object.__setattr__(g, 'w', 3); print(g.w)
h = D(); setattr(h, 'x' * 200, 1); print(getattr(h, 'x' * 200))
class SubStr(str): pass
setattr(h, SubStr('sub'), 5); print(h.sub, type(list(h.__dict__)[-1])); print(getattr(h, SubStr('sub')))
h.__dict__[5] = 'five'; print(h.__dict__[5]); t(lambda: dir(h)) if 0 else None
# data descriptor vs instance dict & class attribute order
class DD:
    def __get__(s, o, c): return 'dd'
    def __set__(s, o, v): o.__dict__['at'] = v
class H: at = DD()
hh = H(); hh.at = 5; print(hh.at, hh.__dict__); H.at = 9; print(hh.at); del hh.at; print(hh.at)
# metaclass with __del__, class cells etc
class M(type):
    def __del__(cls): print('class deleted', cls.__name__)
def mk():
    class T(metaclass=M): pass
mk(); gc.collect()
# annotations & closures in class bodies
def outer(x):
    class In:
        y = x
        def g(self): return x
        z = [y for _ in range(2)] if False else [x for _ in range(2)]
        def h(self): nonlocal x; x += 1; return x
    return In
I = outer(5); print(I.y, I().g(), I.z, I().h(), I().g())
t(lambda: exec('class Q:\n  a = 1\n  b = [a for _ in range(2)]'))
class Scope:
    a = 1
    def f(): return a if 'a' in globals() else 'noglobal'
    b = f()
    locals()['dyn'] = 'yes'
    for i in range(3): pass
    del i
print(Scope.b, Scope.dyn, hasattr(Scope, 'i'))
class Chain:
    def __init__(self): self.l = []
    def __getattr__(self, n): self.l.append(n); return self
    def __call__(self, *a): self.l.append(a); return self
print(Chain().a.b(1).c(2, 3).l)
class Cnt:
    n = 0
    def __init__(self): type(self).n += 1
Cnt(); Cnt(); print(Cnt.n)
class Sub(Cnt): pass
Sub(); print(Cnt.n, Sub.n)
# operators with subclasses of builtins
class MyInt(int):
    def __add__(self, o): return MyInt(int.__add__(self, o))
    def __radd__(self, o): return 'radd'
    def __repr__(self): return 'MyInt(%s)' % int.__repr__(self)
    def __bool__(self): return False
    def __eq__(self, o): return 'eq'
    def __hash__(self): return 99
m = MyInt(5); print(m + 1, 1 + m, m - 1, bool(m), m == 5, 5 == m, hash(m), {m: 1}, str(m), '%d' % m, f'{m}', [m], sum([m, m]))
class MyFloat(float):
    def __rmul__(self, o): return 'rmul'
print(2 * MyFloat(1.5), MyFloat(1.5) * 2, 2.0 * MyFloat(1))
class MyList(list):
    def __getitem__(self, i): return 'gi%r' % (i,)
    def __iter__(self): return iter('xyz')
    def __len__(self): return 42
    def __contains__(self, x): return True
    def __bool__(self): return False
l = MyList([1, 2]); print(l[0], l[0:1], list(l), len(l), 99 in l, bool(l), l, tuple(l), [*l], dict.fromkeys(l), sorted(l))
class MyStr(str):
    def __str__(self): return 'mystr'
    def __repr__(self): return 'myrepr'
    def __len__(self): return 7
    def __eq__(self, o): return True
    __hash__ = str.__hash__
    def __mod__(self, o): return 'mod'
    def __format__(self, s): return 'fmt' + s
s = MyStr('abc'); print(s, str(s), repr(s), len(s), s == 5, s % 1, f'{s}', f'{s!s}', f'{s!r}', '%s' % s, s + 'd', 'x' + s, s.upper(), s[0], [s])
class MyDict(dict):
    def __getitem__(self, k): return 'override'
    def __missing__(self, k): return 'missing'
    def keys(self): return ['kk']
d = MyDict(a=1); print(d['a'], d['zz'], d.get('a'), dict(d), {**d}, list(d), d)
def kw(**k): return k
t(lambda: kw(**d))
class MyTuple(tuple):
    def __getitem__(self, i): return 'tg'
    def __iter__(self): return iter([9])
tt = MyTuple((1, 2)); print(tt[0], list(tt), len(tt), tt, '%s %s' % tt if 0 else '')
a, = tt; print(a)
print(isinstance(True, int), issubclass(bool, int), type(True + True), MyInt.__mro__[1], MyInt.mro()[0])
