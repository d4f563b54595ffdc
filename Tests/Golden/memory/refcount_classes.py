import sys, gc
R = sys.getrefcount
o = object()
class A:
    attr = o
    def f(self): pass
print(R(o), R(A)); A.b = o; print(R(o)); del A.attr; print(R(o))
class B(A): c = o
class C(A): d = o
print(R(A), R(B), R(o)); print(R(A.__bases__), R(B.__bases__), R(B.__mro__), R(A.f))
print(A.__subclasses__() == [B, C], R(B)); del B; gc.collect(); print(R(A), R(o)); del C; gc.collect(); print(R(A), R(o))
class M(type): pass
class D(metaclass=M): pass
print(R(M), R(D)); d = D(); print(R(D)); d.__class__; print(R(D)); D(); print(R(D)); l = [D() for _ in range(5)]; print(R(D)); del l, d; print(R(D))
class S: __slots__ = ("a", "b")
s = S(); s.a = o; print(R(o)); s.b = o; print(R(o)); s.a = None; print(R(o)); del s.b; print(R(o)); print(R(S), R(S.a)); del s; print(R(S))
class E: pass
e = E(); e.__dict__ = {"q": o}; print(R(o), R(e.__dict__)); e.__dict__ = {}; print(R(o)); x = e.__dict__; print(R(x)); del e; print(R(x))
e1 = E(); e1.__class__ = D if 0 else E; print(R(E)); f = E; print(R(E)); print(R(E.__dict__), R(E.__name__) >= 2)
class Meta(type):
    def __call__(cls, *a): r = super().__call__(*a); print(R(r), R(cls)); return r
class G(metaclass=Meta): pass
g = G(); print(R(g), R(G))
class H:
    def __init_subclass__(cls, **k): print(R(cls), k)
    def __set_name__(self, owner, name): print(R(owner), name)
class I(H, z=1): pass
class J: h = H()
t = type("T", (A,), {"x": o}); print(R(t), R(o)); del t; gc.collect(); print(R(o))
p = super(I, I()); print(R(I)); del p; print(R(I), R(H))
