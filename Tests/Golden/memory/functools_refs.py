import sys, gc, functools, weakref
gc.collect()
def f(*a, **k): return len(a)
R = sys.getrefcount
b = R(f)
p = functools.partial(f, 1, 2, x=3)
print(R(f) - b, sys.getsizeof(p), [type(o).__name__ for o in gc.get_referents(p)], gc.is_tracked(p))
q = functools.partial(p, 4)
print(R(f) - b, R(p), q.args, q.keywords, q.func is f)
p.extra = []
q = functools.partial(p, 4)
print(q.func is p, R(p), sys.getsizeof(p))
print(p.__reduce__()[1:], repr(p)[:24])
w = weakref.ref(p)
del p
print(w() is q.func)
del q
print(w(), R(f) - b)
# a cycle
p = functools.partial(f); p.me = p
w = weakref.ref(p)
del p
print(gc.collect(), w(), R(f) - b)
calls = []
@functools.lru_cache(maxsize=3)
def g(x, y=None):
    calls.append(x)
    return [x]
print(sys.getsizeof(g), [type(o).__name__ for o in gc.get_referents(g)])
keys = [object() for _ in range(5)]
for k in keys: g(k)
print([R(k) for k in keys], g.cache_info())
calls.clear()
print([R(k) for k in keys])
g(keys[2]); g(keys[0])
print([R(k) for k in keys], len(calls))
calls.clear()
g.cache_clear()
print([R(k) for k in keys], g.cache_info())
r = g(7); print(R(r), g(7) is r, R(7) > 1)
g(1, y=2); g(1, 2); print(g.cache_info())
g.cache_clear()
class Unhashable: __hash__ = None
try: g(Unhashable())
except TypeError as e: print(e)
@functools.lru_cache(maxsize=None, typed=True)
def h(x): return x
h(1); h(1.0); h(True); h("a")
print(h.cache_info(), sys.getsizeof(h))
@functools.lru_cache
def rec(n): return n if n < 2 else rec(n - 1) + rec(n - 2)
print(rec(30), rec.cache_info())
class C:
    @functools.lru_cache
    def m(self): return self
    @functools.cached_property
    def c(self): return []
c = C(); b = R(c)
c.m(); print(R(c) - b); C.m.cache_clear(); print(R(c) - b)
c.c; print(vars(c), sys.getsizeof(vars(c)))
k = functools.cmp_to_key(lambda a, b: a - b)
x = k(5)
print(sys.getsizeof(k), sys.getsizeof(x), x < k(6), x.obj, [type(o).__name__ for o in gc.get_referents(x)])
print(sorted([3, 1, 2], key=k), functools.reduce(lambda a, b: a + b, [[1], [2]], []))
try: hash(x)
except TypeError as e: print(e)
# the cache itself is collected, with what it keeps
def make():
    @functools.lru_cache
    def inner(o): return inner
    inner(inner)
    return weakref.ref(inner)
w = make()
print(w() is None, gc.collect(), w())
