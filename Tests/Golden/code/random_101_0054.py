def outer(a, x):
  def f():
    nonlocal a
    a = x
  with 1.5 as y, __p(**c, z=__p.m((
  (c, True)
   - ""), k=(lambda b=f'{_q!r:>{__p}} t {x}', *, k=(): (0 < () <= None))), **y(**_q, z=b'z', **((not 1.5) + (... == ...)))):
    self: (not y(k0=(), k1=1.5, k2=print)) = False
    while "%s %r" % (True, (([3, a, 3, 3] and "%s %r" % (False, a)) == 1.5)):
      if __debug__ and _q: self()
      while "":
        while ((lambda y=[b, 2, b, 1], *, k=f'{c!r:>{y}} t {self}': (
  None
   - __class__[-1:()])) == self\
   .attr.meth(
    (lambda self=(b'z' == True), *, k=(super := 0): self._q),
    (not x(k0=print, k1=False, k2=__class__, k3=1, k4=print, k5=1, k6=0, k7=1.5, k8=0, k9=..., k10=None, k11=1, k12=1, k13=None, k14=b'z', k15=False, k16=...)))):
          y\
           .at -= [__class__ for __class__ in [({0, "s"} or (True and a) or f'{print!r:>{super}} t {x}'), *print, [1, 3, b]] if 1.5]
        assert [__p for _q in {**__p, ((False in [False, ()]) and (1.5 if self else False)): (b'z', ()), "k": 0} if -1], super(**self, z=(1.5 + b'z'), **False)
        from ..m import b as super, b
      else:
        import __class__.b.c as _q, d.e
    else:
      try: x = ((
  __class__[(... == False):"%s %r" % (1, ...)]
   - b'z') < ((
  self.m((), k=0)
   - (self := ())) + (False or [None, *__class__, _q] or [b, b, 3])) <= None)
      except E: y
      assert ((1 < 0 <= 1.5) and ((x.m(x, k=True) for _q in print), self[(lambda self=-1, *, k="s": -1):"%s %r" % ("s", ())])), (lambda x="", *, k=__class__[{__p: f'{a!r:>{print}} t {_q}' for self in b for x in [(1.5 < y <= b)]}:((not -1) == 1)]: -1)
  del y, self.q, super[(None + "")]
  __class__ += "s"
  
