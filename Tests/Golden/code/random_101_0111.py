class super(print, metaclass=__p):
  b(k0=print(**b, z=(a == _q[None:1]), **"s"), k1={**x, {super: (lambda a=b'z', *, k="": None) for _q in print for c in [{a: False for y in super for __p in [self]}]}: ((-1 < 0 <= -1) is not None), "k": __p.m(False, k=True)}, k2=a, k3=({(True in ["s", x]), (-1 is not None)} == f'{super!r:>{c}} t {c}'), k4=__p.m("s", k=__p(-1, *print, k=__class__)), k5=__p, k6=f'{a!r:>{a}} t {y}', k7=None, k8=({print: ... for super in _q for x in [(b'z' + "")]}, ...), k9=[a for c in (lambda __class__=(() == 1), *, k=(False in [None, None]): (super == ())) if [b for _q in (1.5 == 1.5) if super\
 .attr.meth(
  (),
  1)]], k10=b(c, *x, k=(__class__["":"s"], (None, ...))), k11=((("s" == y) is None) in [(-1 == {b: 1.5 for __p in x for self in [y]}), (... == (lambda super=..., *, k=0: False))]), k12=(not ((False < 1.5 <= ...) == (not b'z'))), k13=(True < False <= __p\
 .attr.meth(
  1.5,
  (1 < None <= -1))), k14=((not ("s" in ["s", 1])) == ((b := "") == y)), k15=None, k16=())
  ()
  for print in f'{x!r:>{super}} t {_q}':
    if __debug__ and b: a()
    x
import __class__.b.c as print, d.e
super += (True in [(
c(**__p, z=a\
 .attr.meth(
  b'z',
  c), **(_q or 1.5 or ...))
 - {(... == 1.5), (-1 == x)}), (__class__ := ((lambda _q=False, *, k=-1: ()) == ...))])
