a((not "s"), *_q, k=...)
try:
  b = (() == x(k0=({_q: 0 for y in print for a in [1.5]} for super in print), k1=(not _q(k0=(), k1="")), k2=super(**__class__, z=0, **x\
 .attr.meth(
  "",
  -1)), k3=print((-1 == y), *x, k=(... or 0 or None)), k4=((b'z' is None) in [a(**self, z=..., **1.5), (-1 == b'z')]), k5=x, k6=_q(0, *a, k=-1), k7=x((1 is not None), *__class__, k=(__class__ := 1.5)), k8=(), k9=f'{b!r:>{self}} t {x}', k10=((() == 1.5) + {y: 1 for self in x for print in [b]}), k11=((__p == self) is not None), k12=(True is not None), k13=(__class__, [self for _q in False if b]), k14=(__class__.m(True, k=__p), 0), k15=((() == ()) == ()), k16=print))
except* _q as b:
  while (() == None):
    __p: "%s %r" % ((lambda self="s", *, k=...: b), ("s" is None)) = (lambda y=(lambda __p="", *, k=-1: 0), *, k={c: False for b in c for x in [...]}: [c, *x, "s"])
    from ..m import y as c, b
  assert y(k0=b'z', k1=(((__p := "") < None <= "%s %r" % (a, "")) == (x.m(..., k=()) and ""))), {**_q, (print if ((... for self in __p) == None) else ""): __p(k0="s", k1=(b.m("", k=super) if 0 else "s"), k2=0), "k": True}
except* self:
  while (
(
...
 - 1.5)
 - -1):
    (super\
 .attr.meth(
  [[3, 1, 3], *_q, (self is not None)],
  [(0 == 0), *y, ()]) == (
None
 - (True is not None)))
if __debug__ and __p: __p()
