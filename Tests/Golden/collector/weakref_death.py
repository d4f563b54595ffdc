import _weakref, gc
gc.disable()
class P:
    def __bytes__(self): return b'xx'
    def __reversed__(self): return 'rev'
    def __iadd__(self, o): return ('iadd', o)
    def __matmul__(self, o): return 'mm'
    def __float__(self): return 2.5
    def __delitem__(self, k): print('del', k)
    def __setitem__(self, k, v): print('set', k, v)
    def __next__(self): return 42
    def __iter__(self): return self
o = P(); p = _weakref.proxy(o)
print(bytes(p), reversed(p), p @ 1, float(p), next(p), type(p).__name__)
p[1] = 2; del p[1]
q = p; q += 1; print(q)
try: p()
except TypeError as e: print(e)
try: print({p: 1})
except TypeError as e: print(e)
class NI: pass
n = NI(); np = _weakref.proxy(n)
try: next(np)
except TypeError as e: print(e)
class E(NI):
    def __del__(self): print('del E', r() is None)
e = E(); r = _weakref.ref(e, lambda w: print('callback', w() is None)); del e
class Bad: pass

e = E(); e.me = e; r = _weakref.ref(e, lambda w: print('cb', w() is None)); del e; print(gc.collect())
def outer():
    x = NI()
    def inner(): return x
    return _weakref.ref(x), _weakref.ref(inner)
print([f() for f in outer()])
class D(dict): pass
class S(str): pass
class T(tuple): pass
for c, a in ((D, ()), (S, ('a',)), (set, ()), (frozenset, ((1,),)), (T, ()), (int, ())):
    try: v = c(*a); print(c.__name__, _weakref.ref(v)() is v)
    except TypeError as ex: print(ex)
def g(): yield 1
gg = g(); print(_weakref.ref(gg)() is gg, _weakref.ref(gc)() is gc, _weakref.ref(len)() is len, _weakref.ref([].append).__class__.__name__)
print(repr(_weakref.ref(g))[:11], repr(_weakref.ref(g))[-4:])
l = []
for i in range(5): l.append(_weakref.ref(n, lambda w, i=i: l.append(i)))
del n; print([x for x in l if isinstance(x, int)])
class Slots: __slots__ = ('a', '__weakref__')
s = Slots(); print(_weakref.ref(s)() is s)
class Slots2: __slots__ = ('a',)
try: _weakref.ref(Slots2())
except TypeError as ex: print(ex)
print(_weakref.ref.__class_getitem__(int), _weakref.__doc__, _weakref.ref.__callback__)
