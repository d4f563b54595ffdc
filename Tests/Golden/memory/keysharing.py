import sys
class A:
    def __init__(self, x=1, y=2): self.x = x; self.y = y
S = lambda o: sys.getsizeof(o.__dict__)
for i in range(40):
    a = A(); print(S(a), end=" ")
print()
l = [A() for _ in range(5)]; print([S(a) for a in l])
a = A(); a.z = 3; print(S(a), S(A())); a.__dict__["w"] = 1; print(S(a), S(A())); del a.x; print(S(a), list(vars(a)))
b = A(); b.q1 = 1; print(S(b)); c = A(); c.__dict__.update(k=1); print(S(c)); d = A(); d.__dict__[5] = 1; print(S(d), vars(d)); e = A(); vars(e).clear(); print(S(e)); e.x = 1; print(S(e))
class B: pass
for i in range(35):
    o = B(); setattr(o, "a%d" % i, 1); print(S(o), end=" ")
print(); o = B(); o.x = 1; print(S(o))
class C:
    def __init__(self):
        for i in range(40): setattr(self, "n%d" % i, i); 
for _ in range(3): print(S(C()), len(vars(C())))
class D: pass
objs = []
for names in ("ab", "ba", "abc", "cab", "xyz"):
    o = D()
    for n in names: setattr(o, n, n)
    objs.append(o)
print([list(vars(o)) for o in objs], [S(o) for o in objs])
x = D(); x.a = 1; y = x.__dict__.copy(); print(sys.getsizeof(y)); z = dict(x.__dict__); print(sys.getsizeof(z)); x.__dict__ = {"a": 1}; print(S(x)); x.__dict__ = D().__dict__; print(S(x))
class E(D):
    def __init__(self): self.p = 1
print([S(E()) for _ in range(3)])
class F: __slots__ = ("s", "__dict__")
f = F(); f.t = 1; print(S(f), sys.getsizeof(f)); f.s = 2; print(vars(f))
import copy; g = copy.copy(A()); print(vars(g), S(g)); h = A.__new__(A); h.y = 1; h.x = 2; print(list(vars(h)), S(h)); k = A(); k.x = 5; print(list(vars(k))); del k.x; k.x = 1; print(list(vars(k))); k.__dict__.pop("y"); print(list(vars(k)), S(k)); k.__dict__.setdefault("y", 3); print(list(vars(k)), S(k)); k.__dict__.popitem(); print(list(vars(k)))
