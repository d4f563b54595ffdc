# How many freed objects of each kind come back at their old addresses, and in which order.
def back(make, n, k):
    objs = [make(i) for i in range(n)]; ids = [id(o) for o in objs]
    while objs: objs.pop()
    new = [make(i) for i in range(k)]
    at = {a: i for i, a in enumerate(ids)}
    return [at.get(id(o), -1) for o in new]
print("float", back(lambda i: i + 0.5, 150, 120))
print("list", back(lambda i: [], 80, 80))
print("tuple3", back(lambda i: (i, i, i), 60, 40))
print("tuple20", back(lambda i: (i,) * 20, 30, 20))
print("tuple21", back(lambda i: (i,) * 21, 30, 20))
print("dict", back(lambda i: {}, 100, 90))
print("obj", back(lambda i: object(), 30, 20))
print("slice", back(lambda i: slice(i), 30, 20))
print("method", back(lambda i: [].append, 30, 20))
def f(): pass
print("func", back(lambda i: lambda: i, 30, 20))
class A:
    def m(self): pass
a = A()
print("inst", back(lambda i: A(), 30, 20)); print("bound", back(lambda i: a.m, 30, 20)); print("set", back(lambda i: set(), 30, 20)); print("gen", back(lambda i: (j for j in ()), 20, 15)); print("cell", back(lambda i: (lambda: i).__closure__[0], 20, 15)); print("exc", back(lambda i: KeyError(), 20, 15)); print("range", back(lambda i: range(i), 20, 15)); print("str", back(lambda i: "a%030d" % i, 20, 15)); print("int", back(lambda i: i + 5000, 20, 15)); print("bytes", back(lambda i: b"%010d" % i, 20, 15)); print("memory", back(lambda i: MemoryError(), 20, 18)); print("iter", back(lambda i: iter([]), 20, 15)); print("ctx", back(lambda i: iter(()), 20, 15))
import gc; gc.collect(); print("after collect"); print("float", back(lambda i: i + 0.5, 5, 5), "list", back(lambda i: [], 5, 5), "tuple", back(lambda i: (i, i), 5, 5))
