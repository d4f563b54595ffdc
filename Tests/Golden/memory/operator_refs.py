import sys, gc, _operator as o
from operator import *
gc.collect(); gc.disable()  # what is found below must not depend on when the last young collection was
R = sys.getrefcount
g1, g3 = itemgetter(1), itemgetter(0, 2, "x")
for g in (g1, g3, attrgetter("a"), attrgetter("a.b", "c"), methodcaller("m"), methodcaller("m", 1, k=2)):
    print(repr(g), sys.getsizeof(g), gc.is_tracked(g), [type(x).__name__ for x in gc.get_referents(g)], g.__reduce__())
t = ([], {}, ())
b = R(t[1])
v = g1(t); print(R(t[1]) - b, v is t[1])
class T(tuple):
    def __getitem__(self, i): return ("item", i)
print(g1(T((1, 2))), itemgetter(-1)([1, 2, 3]), itemgetter(slice(1, None))("abc"), itemgetter(10**30)({10**30: 1}))
name = "some_" + "name"
n2 = "".join(["some", "_", "name"])
a = attrgetter(n2)
print(gc.get_referents(a)[0][0] is sys.intern("some_name"))
class X: pass
x = X(); x.a = X(); x.a.b = 5; x.c = 6
print(attrgetter("a.b", "c")(x), attrgetter("c")(x))
for bad in (lambda: itemgetter(), lambda: itemgetter(1)(), lambda: itemgetter(1)([1], 2), lambda: itemgetter(1, x=1), lambda: attrgetter(1), lambda: attrgetter(), lambda: attrgetter("q")(x), lambda: attrgetter("a.q")(x), lambda: methodcaller(), lambda: methodcaller(1), lambda: methodcaller("m")(x), lambda: itemgetter(5)([1]), lambda: itemgetter(1)(k=1), lambda: add(1), lambda: length_hint(1, "a"), lambda: indexOf([1], 2), lambda: o._compare_digest("é", "a"), lambda: o._compare_digest(1, 2)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
l = [1]
print(iadd(l, [2]) is l, iconcat(l, (3,)), concat("a", "b"), countOf([1, True, 2], 1), indexOf("abc", "c"), contains("abc", "b"))
print(length_hint(iter([1, 2, 3])), length_hint(object(), 9), truth([]), not_([]), is_(l, l), is_not(l, l), index(True), pow(2, 5), inv(5), matmul.__doc__)
print(o.call(divmod, 7, 3), o.call(dict, a=1), setitem(l, 0, 9), l, getitem(l, 0), delitem(l, 0), l)
print(methodcaller("join", ["a", "b"])("-"), methodcaller("split", sep=",")("a,b"), o._compare_digest("abc", "abc"), o._compare_digest(b"abc", bytearray(b"abd")))
r = methodcaller("r"); 
k = {"self": None}; m = methodcaller("x", **k); print(m)
c = itemgetter([]); d = c.__reduce__()[1][0]; d.append(c); print(c); 
import weakref
try: weakref.ref(c)
except TypeError as e: print(e)
del c, d
print(gc.collect())
f = eq; print(f.__self__.__name__, f.__module__, type(f).__name__)
import heapq, bisect
class L:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append((self.n, other.n)); return self.n < other.n
    def __repr__(self): return f"L{self.n}"
log = []
h = [L(n) for n in (5, 3, 8, 1, 9, 2)]
heapq.heapify(h); print(h, log); log.clear()
heapq.heappush(h, L(0)); print(log); log.clear()
print(heapq.heappop(h), h, log); log.clear()
print(heapq.heapreplace(h, L(4)), heapq.heappushpop(h, L(1)), heapq.heappushpop(h, L(99)), h, log); log.clear()
heapq._heapify_max(h); print(h, log); print(heapq._heappop_max(h), heapq._heapreplace_max(h, L(7)), h)
big = list(range(5000, 0, -1)); heapq.heapify(big); print(big[:10], [heapq.heappop(big) for i in range(5)])
item = object(); b = R(item); hh = [(1, item)]; heapq.heappush(hh, (0, item)); heapq.heappop(hh); print(R(item) - b)
for bad in (lambda: heapq.heappop([]), lambda: heapq.heapify(()), lambda: heapq.heappush(1, 2), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush([1], "a")):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class Shrink(L):
    def __lt__(self, other): hs.clear(); return True
hs = [Shrink(1), Shrink(2), Shrink(3)]
try: heapq.heapify(hs)
except RuntimeError as e: print(e)
log.clear(); s = [L(i) for i in range(8)]
print(bisect.bisect_left(s, L(3)), bisect.bisect(s, L(3)), log)
q = [1, 3, 5]; bisect.insort(q, 4); bisect.insort_left(q, 3, key=lambda v: v); bisect.insort(q, -9, key=abs); print(q, bisect.bisect(q, 3, 1, 3), bisect.bisect_right(q, 5, hi=None))
for bad in (lambda: bisect.bisect([1], 1, -1), lambda: bisect.bisect(1, 1), lambda: bisect.bisect([1]), lambda: bisect.bisect([1], 1, hi="a"), lambda: bisect.bisect([1], 1, key=5), lambda: bisect.bisect([1], 1, 0, 1, None)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
