def outer(a, x):
  def f():
    nonlocal a
    a = x
  def _q(__p: c.__class__ = y.x, *args, kw: int = 1.5) -> {**super, False: b.m(b'z', k=1.5), "k": ()}:
    raise "s" from None
    super: (False in [__class__[0:b'z'], -1]) = (yield "s")
    {**super, (((0 if 1.5 else False) if (yield from super) else (__p is not None)) == b'z'): ((self := self.y) < (yield _q.m((), k=1.5)) <= (yield from print(1, *super, k=self))), "k": (("s" and (0 == "")) for a in b)}
  class a(x, metaclass=b):
    while ():
      class self(_q, metaclass=a):
        a
    try:
      False
      _q: (y := 0) = {**x, [y for _q in _q if x]: (-1 == a), "k": (1.5 or True or _q)}
      (super.print is None)
    except* c as __class__:
      a[1] *= f'{print!r:>{a}} t {super}'
    except* super:
      ((((-1 in [b'z', 1.5]) == b'z') == ((False, "s") if _q[print:None] else (1 == ...))) == [{super: [False, *a, False] for __class__ in __p for print in [self\
   .attr.meth(
    False,
    ...)]}, *__p, 1.5])
      while 1:
        super[-1] *= (a := b[("%s %r" % (b'z', a) is None):a[[a, 2, 3, 3]:(
  True
   - ())]])
  def y(c: b'z' = b'z', *args, kw: int = {(1 == a), ("" is None)}) -> (["", *c, 1.5] < (-1 == -1) <= True):
    "doc"
    def _q(__p: ({True, -1} if "" else 1) = [(() is None), *__p, ""], *args, kw: int = (lambda super=(None or _q or _q), *, k="": __class__.m(y, k=1.5))) -> ((False if -1 else False), f'{x!r:>{_q}} t {b}'):
      "doc"
      (lambda b=(yield from (yield from (1.5 < super <= ...))), *, k=x\
   .attr.meth(
    (() == (1.5 and 1.5)),
    ("" and (-1 and ()))): True)
  self += [1, 1, b, 1, 3, a, 1, b, 3, 3, b, a, 2, 3, b, 2, 1, b, 2, b, b, a, a, 2, 1, b, 2, b, b, 2, a, b, b]
  
