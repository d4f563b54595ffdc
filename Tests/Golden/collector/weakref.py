import _weakref, gc, sys
ref, proxy = _weakref.ref, _weakref.proxy
gc.disable()
class C:
    def __init__(self, n): self.n = n
    def __len__(self): return 7
    def __add__(self, o): return ('add', self.n, o)
    def __eq__(self, o): return isinstance(o, C) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __call__(self, *a): return ('call', a)
    def __iter__(self): return iter([1, 2, 3])
    def __getitem__(self, k): return ('item', k)
    def __contains__(self, k): return k == 5
    def __bool__(self): return False
    def __index__(self): return 3
    def __int__(self): return 4
    def __neg__(self): return 'neg'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __str__(self): return 'C!'
    def __bytes__(self): return b'xx'
    def __reversed__(self): return 'rev'
c = C(1); r = ref(c); p = proxy(c)
print(r() is c, ref(c) is r, proxy(c) is p, _weakref.getweakrefcount(c), len(_weakref.getweakrefs(c)))
print(sys.getrefcount(c), sys.getrefcount(r), sys.getrefcount(p))
print(len(p), p + 1, p.n, bool(p), int(p), -p, p ** 2, pow(p, 2, 3), list(p), p[3], 5 in p, str(p), bytes(p), [0,1,2,3][p], p(1, 2))
p.n = 9; print(c.n); del p.n; print(hasattr(c, 'n')); c.n = 1
print(hash(r) == hash(c), r == ref(C(1)), r != ref(C(2)), type(r).__name__, type(p).__name__)
log = []
r2 = ref(c, lambda w: log.append(('cb2', w is r2, w())))
r3 = ref(c, lambda w: log.append(('cb3', w is r3, w())))
p4 = proxy(c, lambda w: log.append(('cb4', 'proxy')))
print(_weakref.getweakrefcount(c), [type(x).__name__ for x in _weakref.getweakrefs(c)])
k = C(1); kr = ref(k)
print(r == kr, r2 == r, r.__callback__, callable(r2.__callback__))
del c
print(log, r(), r2(), r2.__callback__, hash(r), r == kr, r == r)
for f in (lambda: p.n, lambda: len(p), lambda: p + 1, lambda: str(p), lambda: iter(p), lambda: p(), lambda: setattr(p, 'a', 1), lambda: bool(p), lambda: 1 in p, lambda: p[1]):
    try: print(f())
    except ReferenceError as e: print('ReferenceError', e)
class R(ref):
    __slots__ = 'key',
    def __new__(cls, o, cb, key):
        s = ref.__new__(cls, o, cb); s.key = key; return s
    def __init__(self, o, cb, key): super().__init__(o, cb)
x = C(5); y = R(x, None, 'k'); z = R(x, None, 'k')
print(y.key, y() is x, y is z, y == z, _weakref.getweakrefcount(x))
d = {'k': y}
_weakref._remove_dead_weakref(d, 'k'); print(len(d))
del x; _weakref._remove_dead_weakref(d, 'k'); print(len(d)); _weakref._remove_dead_weakref(d, 'k')
for a in (1, 'a', (), [], {}, None):
    try: ref(a)
    except TypeError as e: print(e)
s = {1}; print(ref(s)() is s); f = lambda: 0; print(ref(f)() is f); print(ref(C)() is C)
for t in (lambda: ref(), lambda: ref(C, 1, 2), lambda: ref(C, x=1), lambda: r(1), lambda: r(a=1), lambda: _weakref.proxy(), lambda: _weakref._remove_dead_weakref(1, 2), lambda: hash(proxy(C))):
    try: print(t())
    except TypeError as e: print(e)
