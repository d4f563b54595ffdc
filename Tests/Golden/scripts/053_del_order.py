class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("~" + self.n, end=" ")
def f():
    a, b, c = N("a"), N("b"), N("c")
    return None
f(); print()
l = [N("0"), N("1"), N("2")]; del l; print()
t = (N("t0"), N("t1")); del t; print()
d = {1: N("d1"), 2: N("d2")}; del d; print()
class H:
    def __init__(self): self.x, self.y = N("x"), N("y")
h = H(); del h; print()
l = [N("p"), N("q")]; l[0] = None; print(); l.clear(); print()
def g():
    x = N("gx")
    yield 1
    y = N("gy")
    yield 2
it = g(); next(it); del it; print()
x = N("old"); x = N("new"); print(); del x; print()
def raising():
    loc = N("local")
    raise KeyError
try:
    raising()
except KeyError as e:
    print("handling")
print("after")
[N("e") for _ in range(2)]; print()
print(len([N("z")]), "end")
keep = N("module end")
