def outer(a, x):
  def f():
    nonlocal a
    a = x
  for __p in ((_q.y in [((False, -1) == 1), f'{y!r:>{self}} t {y}']) if 1 else ((b := b(k0="", k1=b'z', k2=0, k3=None, k4="", k5="", k6=b, k7=False, k8=..., k9=a, k10="", k11=1, k12="", k13=None, k14=self, k15=..., k16=True)) == (
  _q\
   .attr.meth(
    False,
    True)
   - (__class__ := -1)))):
    x: False = (f'{a!r:>{__p}} t {__class__}' and None)
    ((({c: b'z' for __p in __class__ for __p in [0]} is not None) == (c\
   .attr.meth(
    1.5,
    True) and [3, a, 2])) for y in x)
  
