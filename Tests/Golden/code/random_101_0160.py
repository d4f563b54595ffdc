def outer(a, x):
  def f():
    nonlocal a
    a = x
  if __debug__ and print: x()
  a: a((1 for a in y), *__class__, k=1.5) = f'{__p!r:>{_q}} t {__class__}'
  if __debug__ and self: b()
  if super:
    async def __class__():
      return
      while 1:
        continue
        try:
          while None:
            super[1] = f'{_q!r:>{print}} t {b}'
          self = 0
        finally:
          @super.d(super(**c, z=None, **None))
          def __class__(b: (
  (__p + y)
   - (b'z' == 1)) = (["", *print, True] + ["", *b, False]), *args, kw: int = ("" and print)) -> (None is not None):
            1
            import c.b.c as __p, d.e
        c: [1, 3, 2, 1] = a.m((False for _q in __class__), k=None)
      else:
        try: x = "%s %r" % ((yield a((1.5 == False), *x, k=False)), ...)
        except E: y
        return -1
    ((
  [3, a, a]
   - ((() for super in _q) is None)) and (a, (-1 < -1 <= 1)))
    a = ((super.m((False or None or _q), k=f'{_q!r:>{_q}} t {b}') for c in a) is not None)
  
