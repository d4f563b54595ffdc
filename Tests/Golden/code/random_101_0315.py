def outer(a, x):
  def f():
    nonlocal a
    a = x
  with (False, (_q\
   .attr.meth(
    self(k0=False, k1=y, k2=super, k3=__class__, k4=0, k5=True, k6=True, k7=0, k8=..., k9=b'z', k10=__p, k11=y, k12=-1, k13="", k14=..., k15=None, k16=()),
    a) is None)) as _q, b.self:
    (((__p(1.5, *self, k=b'z') is not None) == ((b'z' is None) < [c for y in 1.5 if True] <= __class__(k0=b'z', k1=0, k2=True, k3=b'z', k4=y, k5="", k6=1, k7=-1, k8=1, k9=-1, k10=True, k11=(), k12=..., k13=y, k14=..., k15=False, k16=1.5))) == True)
  raise "s" from ""
  _q\
   .attr.meth(
    ((not ("s" + 1.5)), ((... < 1.5 <= 1.5) == ["s", *x, ()])),
    (True if "" else {**self, (self := None): [print for b in -1 if -1], "k": (1.5, 1)}))
  raise (b'z' or (c := 0) or __class__) from a(**print, z=(b'z' == x\
   .attr.meth(
    (... < "" <= True),
    (lambda c=None, *, k=(): -1))), **((c := "") and None))
  
