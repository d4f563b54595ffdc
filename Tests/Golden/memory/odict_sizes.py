import sys, gc, weakref, copy, operator
from collections import OrderedDict
print(OrderedDict.__basicsize__, OrderedDict.__flags__ & ~(1 << 19), OrderedDict.__dictoffset__, OrderedDict.__weakrefoffset__)
od = OrderedDict()
print(sys.getsizeof(od), gc.is_tracked(od))
last = None
for i in range(2000):
    od[i] = None
    s = sys.getsizeof(od)
    if i < 12 or (s - last) not in (32,): print(i + 1, s)
    last = s
for i in range(1990):
    del od[i]
print(len(od), sys.getsizeof(od), sys.getsizeof(od.copy()))
od.clear()
print(sys.getsizeof(od))
d = OrderedDict(a=1, b=2)
d.attr = []
print(sys.getsizeof(d), gc.get_referents(d), gc.is_tracked(d), vars(d))
key = "k" + str(len(d))
base = sys.getrefcount(key)
d[key] = key
print(sys.getrefcount(key) - base)
it = iter(d)
print(sys.getsizeof(it), sys.getrefcount(d), gc.get_referents(it)[0] is d)
next(it); next(it)
print(sys.getrefcount(key) - base)
del it
items = d.items()
print(sys.getsizeof(items), type(items), sys.getrefcount(d))
it = iter(items)
print(sys.getsizeof(it), [type(x).__name__ for x in gc.get_referents(it)])
a = next(it); ia = id(a)
b = next(it)
print(a, b, id(b) == ia)
del a
c = next(it)
print(id(c) == ia, c)
del it, items, b, c
d.move_to_end("a"); print(list(d), sys.getrefcount(key) - base)
d.popitem(); d.popitem(last=False)
print(list(d), sys.getrefcount(key) - base)
d.pop(key, None)
print(sys.getrefcount(key) - base, d)
class E(OrderedDict): pass
class F(OrderedDict): __slots__ = ()
for t in (E, F): print(t.__basicsize__, t.__dictoffset__, t.__weakrefoffset__, sys.getsizeof(t()), sys.getsizeof(t(a=1)))
w = weakref.ref(d, lambda r: print("dead"))
del d
x = OrderedDict(); x["me"] = x; x[x.__class__] = x
wx = weakref.ref(x)
del x
print(gc.collect() > 0, wx())
p, q = OrderedDict([(1, 2), (3, 4)]), OrderedDict([(3, 4), (1, 2)])
print(p == q, p == dict(q), p != q, q == {1: 2, 3: 4})
print(p | {5: 6}, {5: 6} | p)
print(p.__reduce__()[:4], list(p.__reduce__()[4]))
print(copy.copy(p), copy.deepcopy(p))
for f in ("keys", "values", "items"):
    v = getattr(p, f)()
    print(v, list(reversed(v)), len(v), type(iter(v)).__name__, operator.length_hint(iter(v)))
print(iter(p).__reduce__(), iter(p.items()).__reduce__(), reversed(p).__reduce__())
it = iter(p)
next(it); p[9] = 9
try: next(it)
except RuntimeError as e: print(e)
print(list(it))
it = iter(p)
dict.__setitem__(p, "hidden", 1)
try: next(it)
except RuntimeError as e: print(e)
print(p, len(p), list(p.items()))
for bad in (lambda: OrderedDict(1, 2), lambda: OrderedDict(5), lambda: OrderedDict([1]), lambda: OrderedDict([()]), lambda: OrderedDict([(1,)]), lambda: OrderedDict([(1, 2, 3)]), lambda: OrderedDict().popitem(), lambda: OrderedDict().move_to_end(1), lambda: OrderedDict().pop(1), lambda: OrderedDict().update(1, 2), lambda: OrderedDict().fromkeys()):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(OrderedDict.fromkeys("abc", 1), OrderedDict.fromkeys("ab").setdefault("z", 5))
r = OrderedDict(); r["r"] = r; print(r)
class M(OrderedDict):
    def __missing__(self, k): return k
m = M(); print(m["x"], m.setdefault("y"), m.pop("q", 3), m)
