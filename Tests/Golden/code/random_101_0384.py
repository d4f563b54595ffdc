def outer(a, x):
  def f():
    nonlocal a
    a = x
  1
  0
  if (((lambda b=(not "s"), *, k=x(k0=None, k1=0, k2=b'z'): True) and [super for self in x\
   .attr.meth(
    ...,
    1) if ...]) and False):
    print("", *y, k=y)
  elif __class__.m(f'{self!r:>{__class__}} t {print}', k=f'{__p!r:>{b}} t {self}'):
    super[((__p == True) < (not ...) <= "%s %r" % (-1, ...))] = -1
    _q\
     .at -= ()
    __p: _q(**__class__, z=..., **(b'z' == ...)) = (f'{print!r:>{b}} t {__p}' == (1.5 == 0))
  else:
    for _q in __p[([self(y, *self, k=x), *__class__, 1] + -1):{[1, b, 3, 3], 1}]:
      del __class__, super.q, print[(... in [0, b'z'])]
    from ..m import _q as a, y
    while ({x(k0=(1 or False or "s"), k1=__p.m(False, k="s"), k2=y, k3=(x := True), k4={**super, True: "s", "k": 1}, k5=c, k6=1, k7=x\
   .attr.meth(
    0,
    1), k8=(0 + -1), k9=y.print, k10=(lambda super=(), *, k=b'z': True), k11=0, k12="%s %r" % (1, -1), k13=(() for self in print), k14=(__p is not None), k15=y\
   .attr.meth(
    "s",
    None), k16={None, None}), {self: (0 == 0) for self in self for __p in [(-1 and "")]}} for self in _q):
      if self\
   .attr.meth(
    ("" for super in x),
    True):
        (lambda c="", *, k=__class__.m(b\
   .attr.meth(
    (x for __class__ in self),
    b'z'), k=(_q(**__p, z=..., **...) is not None)): 1.5)
      elif ():
        b[[_q for y in (None if () else -1) if ("s" == 1)]] *= -1
        ((
  b([_q for b in -1 if None], *__p, k=(print or True or -1))
   - ["s", *print, (() == False)]) or (([b, 3, 2, 3] for b in _q) is not None) or a)
      else:
        continue
        for [b, __class__.z] in (False and 1):
          import a.b.c as self, d.e
        continue
      if __debug__ and x: super()
  
