import atexit, weakref, sys
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n, type(sys).__name__)
atexit.register(print, "atexit 1"); atexit.register(lambda: print("atexit 2"))
_under = A("_under"); first = A("first"); second = A("second"); cyc = A("cyc"); cyc.c = cyc
def f(): pass
f.a = A("f attr")
class C: a = A("class attr")
l = [A("in list")]; w = weakref.ref(first, lambda r: print("weak cb")); weakref.finalize(second, print, "finalize second")
sys.a = A("sys attr"); sys.modules["mine"] = A("module"); import builtins; builtins.b = A("builtins attr")
g = (A("gen") for _ in [1]); k = next(g); t = A("tuple"),; d = {"x": A("dict value")}
print("end")
