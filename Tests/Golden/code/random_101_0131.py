global superg
with (None, __class__) as __p, c:
  import print.b.c as print, d.e
  import print.b.c as y, d.e
  try: x = (not 0)
  except E: y
def y(c: (__class__\
 .attr.meth(
  "",
  ...) or (None == 1) or (0 == ())) = (lambda print=x.x, *, k=(lambda super=1.5, *, k=1: "s"): super.x), *args, kw: int = [3, 2, 2, 1]) -> b'z':
  while 1:
    continue
    with (({a: y for a in print for __p in [True]} < () <= ...) == False) as __p, f'{print!r:>{super}} t {self}':
      try: x = ...
      except E: y
      class a(print, metaclass=y):
        from ..m import print as super, self
  import x.b.c as print, d.e
