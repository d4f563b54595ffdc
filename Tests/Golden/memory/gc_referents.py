import gc, sys
def names(l): return sorted(type(x).__name__ for x in l)
class A:
    c = 1
    def m(self): pass
a = A(); a.x = [1]; a.y = "s"
def f(p, q=[5]): return a
def clo():
    z = [1]
    def inner(): return z
    return inner
g = (i for i in [1, 2]); next(g)
try: 1/0
except ZeroDivisionError as e: ex = e
import functools
for n, o in [("inst", a), ("inst.__dict__", a.__dict__), ("inst again", a), ("method", a.m), ("func", f), ("closure", clo()), ("cell", clo().__closure__[0]), ("list", [1, "a", []]), ("tuple", (1, ())), ("dict", {"k": 1, 2: "v"}), ("set", {1, "a"}), ("gen", g), ("frame", sys._getframe()), ("exc", ex), ("tb", ex.__traceback__), ("class", A), ("prop", property(f, f)), ("slice", slice(1, 2)), ("range", range(5)), ("map", map(f, [])), ("zip", zip([], [])), ("enum", enumerate([])), ("filter", filter(f, [])), ("code", f.__code__), ("bmeth", [].append), ("super", super(A, a)), ("ga", list[int]), ("mp", A.__dict__), ("view", {}.items()), ("it", iter([1])), ("dit", iter({1: 2})), ("int", 5), ("wrap", (1).__add__), ("descr", list.append), ("memoryview", memoryview(b"")), ("cm", classmethod(f))]:
    r = gc.get_referents(o); print(n, len(r), names(r) if n not in ("frame",) else "")
print(gc.get_referents(), gc.get_referents(1, [2], (3,)), gc.get_referents([1], [2, 3]))
x = object(); l = [x]; t = (x,); d = {"k": x}; s = {x}
class B: pass
b = B(); b.q = x
def h(x=x): pass
r = gc.get_referrers(x); print(names(r), l in r, t in r, d in r, s in r, globals() in r); print(len(gc.get_referrers(x, l)) > len(r))
def loc(): y = object(); k = [y]; return names(gc.get_referrers(y))
print(loc()); print(names(gc.get_referrers(b)), names(gc.get_referrers(B)) ); del l; print(names(gc.get_referrers(x)))
