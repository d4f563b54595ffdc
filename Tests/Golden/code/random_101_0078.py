while 1:
  (_q(**print, z=..., **[b, 3, a]) for b in b)
  if 0:
    class super(x, metaclass=c):
      if (((__p + (not "s")) is not None) is not None):
        raise 1.5 from "s"
        print[()] *= 1.5
        global printg
      b.c = ((not "") == b(k0=0, k1=y(k0=print.__class__, k1=b'z', k2=[3, 1, a])))
  else:
    global bg
(None == b\
 .attr.meth(
  ((None + ...) == ""),
  ((None + None) + (1.5 in [b'z', print]))))
None
raise a((1 is None), *y, k=False) from print(**_q, z=(x[1.5:""] == a\
 .attr.meth(
  ("" is None),
  None)), **__class__.m(None, k=y.m(-1, k="")))
