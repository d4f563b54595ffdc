# What statements leave in the size classes: a class, instances, closures, generators, exceptions.
import sys, gc
gc.disable()
def stats(title):
    sys.stderr.write("== " + title + "\n")
    sys._debugmallocstats()
class Warm: pass
Warm().x = 1
def fill():
    # Full free lists, whatever the start left in them.
    a = [[] for i in range(200)]; b = [{} for i in range(200)]; c = [i / 3 for i in range(200)]
    d = [[tuple([i] * n) for i in range(20)] for n in range(1, 21)]
fill()
stats("(warm up)")
stats("(warm up)")
stats("~nothing")
class A:
    def f(self): return 1
    g = 2
stats("~class A")
a = A()
stats("~instance")
a.x = 1
stats("~attribute")
a.__dict__
stats("~its dict")
del a
stats("~instance gone")
class S: __slots__ = ("p", "q")
stats("~class with slots")
s = [S() for i in range(10)]
stats("~ten of them")
del s
stats("~gone")
def outer():
    v = []
    def inner(): return v
    return inner
fs = [outer() for i in range(20)]
stats("~20 closures")
del fs
stats("~gone")
def gen():
    yield 1
gs = [gen() for i in range(20)]
stats("~20 generators")
for g in gs: next(g)
stats("~started")
del gs, g
stats("~gone")
try: raise ValueError("x")
except ValueError as e: kept = e
stats("~an exception kept")
del kept
stats("~gone")
d = {}
stats("~empty dict")
for i in range(100): d[i] = None
stats("~grown to 100")
d.clear()
stats("~cleared")
