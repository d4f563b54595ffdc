x = 1
def f():
    print(x)
    def g():
        return sorted(locals()), "x" in globals()
    y = 2
    return g(), sorted(locals())
print(f())
class A:
    x = 2
    def m(self): return x, self.x, A.x
    y = [x for _ in range(2)]
    z = x + 1
print(A().m(), A.y, A.z)
def params(a, b=x): return a + b
x = 100; print(params(1), params.__code__.co_argcount, params.__code__.co_names)
print(__name__, __doc__, "__file__" in globals(), type(__builtins__).__name__)
exec("made = 5"); print(made, eval("made + 1"), eval("x", {"x": 7}))
ns = {}; exec("def h(n): return n * 2", ns); print(ns["h"](4), sorted(k for k in ns if k != "__builtins__"))
print([n for n in dir(A) if not n.startswith("__")], vars(A)["z"])
def shadow(list): return list
print(shadow(3), list("ab"))
for i in range(2): pass
print(i, (lambda: i)())
_private = 1; __dunder__ = 2
class M:
    __hidden = 5
    def get(self): return self.__hidden
print(M().get(), [n for n in dir(M) if "hidden" in n])
