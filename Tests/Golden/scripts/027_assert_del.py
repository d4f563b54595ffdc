def positive(n):
    assert n > 0, f"{n} is not positive"
    return n
print(positive(3))
try:
    positive(-1)
except AssertionError as e:
    print("assertion:", e)
try:
    assert []
except AssertionError as e:
    print(repr(e))
l = [1, 2, 3, 4]; del l[1]; del l[:1]; print(l)
d = {"a": 1}; del d["a"]; print(d)
class O: pass
o = O(); o.x = 1; del o.x; print(hasattr(o, "x"))
x = y = 5; del x; print(y)
try:
    x
except NameError as e:
    print(e)
try:
    del d["zzz"]
except KeyError as e:
    print(repr(e))
class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
n = Noisy(1); del n
n = Noisy(2); n = None
def scope():
    n = Noisy(3)
    print("leaving")
scope()
a = Noisy(4); b = a; del a; print("still"); del b
print([Noisy(5)] and "temp", __debug__)
