import sys
R = sys.getrefcount
class A:
    x = object()
    def m(self): return R(self)
    @classmethod
    def c(cls): return 0
    @staticmethod
    def s(o): return R(o)
    @property
    def p(self): return R(self)
    def __call__(self): return R(self)
    def __enter__(self): return self
    def __exit__(self, *a): return None
    def __getitem__(self, i): return R(self)
    def __add__(self, o): return R(self), R(o)
    def __iter__(self): return iter([R(self)])
    def __len__(self): return R(self)
    def __eq__(self, o): return R(self)
    def __getattr__(self, n): return R(self)
    def __hash__(self): return R(self)
    def __contains__(self, k): print(R(self), R(k)); return True
    def __bool__(self): print(R(self)); return True
    def __str__(self): return str(R(self))
    def __format__(self, s): return str(R(self))
    def __index__(self): return R(self)
a = A(); print(R(a)); b = a.m; print(R(a), R(b)); c = a.m; print(R(a), b is c); del b, c; print(R(a))
print(a.m(), A.m(a), a.s(a), A.s(a), a.p, a(), a[0], a + a, list(a), len(a), a == a, a.nope, hash(a), a in a, not a, str(a), f"{a}", [0] * 9 and range(a))
print(R(A.x), R(A.m), R(A.__dict__["c"])); f = A.m; print(R(f)); del f
l = []; ap = l.append; print(R(l), R(ap)); ap(l); print(R(l)); l.clear(); del ap; print(R(l))
with a as w: print(R(a), w is a)
print(R(a)); del w; print(R(a))
w = a.__add__; print(R(a)); w(1); print(R(a)); del w; i = (1).__add__; print(R(i))
s = "abc".upper; print(R(s)); sup = super(A, a); print(R(a)); del sup; print(R(a))
d = A.__dict__["p"]; print(R(d)); g = d.fget; print(R(g)); del d, g
print(R(A), R(A.__mro__), R(A.__bases__)); x = A(); y = A(); print(R(A)); del x, y; print(R(A))
class B(A): pass
print(R(A), R(B)); B(); print(R(B)); del B; import gc; gc.collect(); print(R(A))
