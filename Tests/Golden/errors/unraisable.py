import sys, gc
class Bad:
    def __del__(self): raise ValueError("in del")
Bad()
def f():
    x = Bad()
f()
class R:
    def __del__(self): raise KeyError("rep")
    def __repr__(self): raise ValueError
R()
def hook(u): print("hook", type(u).__name__, u.exc_type, u.exc_value, u.err_msg, u.object, len(u))
sys.unraisablehook = hook
Bad()
def hook2(u): raise TypeError("in hook")
sys.unraisablehook = hook2
Bad()
sys.unraisablehook = None
Bad()
sys.unraisablehook = sys.__unraisablehook__
try: sys.unraisablehook(5)
except TypeError as e: print(e)
def gen():
    try: yield 1
    finally: 1/0
g = gen(); next(g); del g
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
import _weakref
class O: pass
o = O(); r = _weakref.ref(o, lambda r: 1/0); del o
sys.excepthook = lambda *a: print("hooked", a[0], a[1])
def bad(): 1/0
bad()
