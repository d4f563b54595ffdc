import gc
gc.disable()
class A:
    n = 0
    def __del__(s): A.n += 1
x = None
for i in range(5000): y = A(); y.x = x; x = y
del x, y; print(A.n)
l = []
for i in range(100000): l = [l]
del l; print("list"); t = ()
for i in range(100000): t = (t,)
del t; print("tuple"); d = {}
for i in range(50000): d = {1: d}
del d; print("dict"); s = frozenset()
for i in range(300): s = frozenset([s])
del s; g = None
def wrap(g): return lambda: g
for i in range(50000): g = wrap(g)
del g; print("closure"); e = None
for i in range(20000): n = ValueError(e); e = n
del e, n; print("exc"); x = A(); first = x
for i in range(3000): y = A(); x.next = y; x = y
x.next = first; A.n = 0; del x, y, first; print(gc.collect(), A.n)
m = None
for i in range(20000): m = map(None, [m])
del m; print("map"); p = None; import functools
for i in range(20000): p = functools.partial(print, p)
del p; print("partial"); i = iter([])
for k in range(5000): i = iter([i])
del i; print("iter")
class S: __slots__ = ("x",)
q = None
for i in range(50000): r = S(); r.x = q; q = r
del q, r; print("slots")
