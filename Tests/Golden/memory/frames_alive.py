import sys
def f(): return sys._getframe()
fr = f(); print(sys.getrefcount(fr), fr.f_back is None, fr.f_code is f.__code__, sys.getsizeof(fr)); g = sys._getframe(); print(g is sys._getframe(), g.f_locals is globals(), g.f_globals is globals())
def h():
    x = object(); return sys._getframe(), sys.getrefcount(x)
a, n = h(); print(n, sys.getrefcount(a.f_locals["x"]), a.f_locals is a.f_locals, list(a.f_locals)); a.clear(); print(a.f_locals); del a, fr, g
def gen():
    y = 1; yield sys._getframe()
i = gen(); k = next(i); print(k is i.gi_frame, k.f_locals, sys.getrefcount(k)); i.close(); print(i.gi_frame, k.f_lineno > 0)
