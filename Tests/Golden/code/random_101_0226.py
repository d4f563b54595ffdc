while {**c, ((
(a := c)
 - self.m(-1, k=True)), (lambda _q=__p.self, *, k={self: b'z' for __class__ in a for b in [b'z']}: 1)): "", "k": 0}:
  assert b'z', ((_q(**c, z=super, **b'z') or c((True in [-1, _q]), *self, k=b'z') or (None and (... and -1))) == {**self, [y for _q in c\
 .attr.meth(
  1,
  print) if b'z']: (y(**self, z=None, **"") if __class__ else (lambda b=_q, *, k=b'z': "s")), "k": super})
  ("%s %r" % (True, (lambda b=(1 < ... <= 0), *, k=(1.5 == 1.5): 1.5)) if ((a == [_q for b in 1 if _q]) < (
(True for print in y)
 - x(k0=1, k1=1, k2=0)) <= ((() == ...) == b(..., *y, k=()))) else ((__class__.self or "" or True) for print in super))
  __class__, c = a.__p
__class__\
 .at -= c.c
()
(b\
 .attr.meth(
  "%s %r" % ((True + "s"), ("s" == -1)),
  [_q for b in ... if (... == 1)]) for __p in c)
