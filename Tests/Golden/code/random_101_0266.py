def outer(a, x):
  def f():
    nonlocal a
    a = x
  with (a := f'{__p!r:>{_q}} t {__class__}') as super, a.m(1, k=(({False, ""} or (() if b'z' else False) or (... < ... <= b'z')) is not None)):
    for print.b in (not a["":([..., *self, False] is None)]):
      _q\
       .at -= _q(k0=((
  self.print
   - {y: -1 for self in self for self in ["s"]}) and ((-1 is None), None)), k1=(__p := (lambda __class__=_q, *, k=self(**y, z=1, **""): (not ...))), k2=[3, a, 3, a], k3=(-1 == {**__class__, None: (), "k": c(0, *x, k=1.5)}), k4=print.m(1, k="%s %r" % ((b'z' is not None), f'{b!r:>{print}} t {__p}')), k5=1, k6="s", k7=[c(k0=(lambda _q=(), *, k=False: 1.5), k1=(0 or True or "s"), k2={a: 0 for a in print for super in [x]}), *super, ((b < b'z' <= ...) + b)], k8=_q\
   .attr.meth(
    1.5,
    (a(**self, z=super, **True) < (1.5 is not None) <= c(**self, z=_q, **"s"))), k9=(_q((1.5 == True), *print, k=(1.5 == ...)) == (_q(**a, z=b'z', **0) or (1.5 and True) or (
  x
   - 1.5))), k10=(b'z' == "%s %r" % ([super for x in b'z' if _q], (0 in ["s", 1.5]))), k11=__p[(1 == b'z'):(c[():1] is None)], k12=([a, b, 2, a], __p), k13=False, k14="%s %r" % ((() == (1.5 is not None)), (b.__class__ == ...)), k15=[x for _q in ({__p: True for __p in c for b in [1.5]} or (b'z' and None) or "") if -1], k16=(__class__({-1, True}, *y, k=...) == None))
    global bg
  
