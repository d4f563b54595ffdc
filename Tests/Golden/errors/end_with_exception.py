import sys, gc
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
    def __repr__(s): return f"D({s.n})"
def gen():
    try:
        yield D("yielded")
    finally: print("gen closed")
g = gen(); next(g)
class A:
    def __init__(s): s.d = D("inst"); s.me = s
    def m(s): return s.d
a = A(); bound = a.m
l = [D(i) for i in range(3)]
t = (D("t1"), D("t2"))
dd = {"x": D("dict"), D("key"): 1}
import _weakref
w = _weakref.ref(t[0], lambda r: print("callback"))
class Meta(type):
    def __del__(c): print("meta del", c.__name__)
class B(metaclass=Meta): pass
del B; gc.collect()
class B2(metaclass=Meta): pass
def closure():
    x = D("closed over")
    def inner(): return x
    return inner
c = closure()
try: raise ValueError(D("in exc"))
except ValueError as e: saved = e
sys.exitfunc = lambda: print("exitfunc")
__builtins__.foo = D("in builtins")
_private = D("_private"); __dunder__ = D("__dunder__")
print("done")
raise KeyError(D("raised"))
