1
import __p.b.c as super, d.e
try:
  _q\
 .attr.meth(
  ((b.m(print, k="") < "%s %r" % (b'z', ()) <= [a, 3, 3]) + ({**_q, "": None, "k": ()} == __class__(k0=False, k1="s", k2=None, k3=0, k4=None, k5=0, k6=True, k7=None, k8=True, k9="", k10=None, k11=None, k12=1, k13=True, k14=-1, k15=False, k16=None))),
  ...)
except super as _q:
  __class__[([x for __p in 0 if 0] in [print.m(1, k=-1), (() == False)])] *= 0
  async def __class__():
    while 1:
      break
    self = -1
    assert (((lambda b=(await self), *, k=__p(k0=-1, k1="s"): 1) if "s" else [__p async for y in c if (0 is not None)]) or ([None, *super, (... < ... <= True)] == True) or {(
()
 - (yield True)), a(b'z', *b, k=False)}), (not __class__[[b, a, 2, 3]:("" + ("s" if self else c))])
except:
  class __p(print, metaclass=self):
    with (((c := "") in ["%s %r" % (1.5, (0 if -1 else None)), _q.m(self, k=(0 < ... <= 1))]) == f'{y!r:>{b}} t {print}') as super, ...:
      for (print, *super) in ...:
        del self, b.q, b[(not False)]
        global xg
        from ..m import _q as y, _q
    (1.5 == (True in [c, ({**super, 1: ..., "k": 1.5} < [y for b in "" if "s"] <= [1, b, 2, a])]))
    (print.b is None)
  while "%s %r" % (False, (
f'{self!r:>{c}} t {c}'
 - True)):
    for [super, c.z] in ("s" == c["":[(lambda __p=1, *, k=1.5: "s"), *y, (True == 0)]]):
      if __debug__ and c: x()
      global yg
      __class__ = (... == (1 for super in b))
    a[((not 1.5) == ())] = None
  assert ..., ((_q.m("", k={"", -1}) == ...) == y(k0=y, k1=((1.5 == 1.5) < {(), False} <= self), k2=((x == False) or (... is not None) or False)))
