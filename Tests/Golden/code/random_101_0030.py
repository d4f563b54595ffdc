def outer(a, x):
  def f():
    nonlocal a
    a = x
  if ():
    ((print[[print for _q in 0 if b'z']:1.5] == (0 == b'z')) is not None)
  elif ():
    raise None from ([b, 3, 2] or (((() in [-1, ()]) == (b'z' == 1)) == b["s":None]) or __p.m((lambda a=x, *, k=(not ...): ["", *__class__, ""]), k=(not "s")))
    def print(__class__: -1 = y.super, *args, kw: int = ...) -> x[__class__.m((), k=""):y.m("s", k=False)]:
      (
  self(k0=([-1, *__class__, _q] if "" else "%s %r" % (1, b'z')), k1=(print(**print, z="", **"") is None), k2=([1, 3, 3] in [(1.5, 1.5), b'z']))
   - (_q.b == -1))
      async def a():
        async def _q():
          return
        b\
         .at -= (
  ({**print, (
  ()
   - 0): (), "k": {**c, "": "", "k": 0}} == [self async for __class__ in a if 0])
   - {**x, {**__class__, __class__(k0=c, k1=1.5, k2=1, k3=None, k4=None, k5=True, k6=b'z', k7=0, k8="s", k9=True, k10=None, k11=-1, k12=None, k13=-1, k14=b'z', k15=1.5, k16=-1): super[b:1.5], "k": ...}: {-1, (await 1)}, "k": "%s %r" % ((lambda y=0, *, k=1.5: 0), b'z')})
      from ..m import y as print, b
  else:
    (lambda __class__=[3, 1, b, b], *, k=(lambda print=(__p\
   .attr.meth(
    __p,
    1.5) < (1 and -1) <= None), *, k=({**y, 1: __class__, "k": -1} == 1): (not "s")): x(**x, z=b'z', **1.5))
    self\
     .at -= b'z'
  (((() or () or (True == True)) == "") == __p.c)
  
