def outer(a, x):
  def f():
    nonlocal a
    a = x
  assert (0 == (self\
   .attr.meth(
    (__class__ := b'z'),
    1.5), x._q)), print((lambda __p=False, *, k=0: self\
   .attr.meth(
    ["s", *y, b'z'],
    -1)), *y, k={__p: "%s %r" % (self(b'z', *b, k=1.5), (True + True)) for _q in b for __p in [_q(k0=("s" for c in super), k1=())]})
  (1.5 for _q in __class__)
  async def x():
    from ..m import _q as x, print
  if ():
    y\
     .at -= x\
   .attr.meth(
    {a((lambda c="", *, k=super: 0), *__p, k=b(..., *x, k=1.5)), 0},
    _q.m(..., k=((0 == None) + (b'z' == "s"))))
    import __class__.b.c as print, d.e
    from ..m import _q as __class__, y
  
