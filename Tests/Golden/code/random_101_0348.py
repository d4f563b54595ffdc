def outer(a, x):
  def f():
    nonlocal a
    a = x
  __class__ = ([(__p[b'z':c] == (__class__, x)), *self, [1, 2, 3]] == (self\
   .attr.meth(
    (False in [0, ...]),
    (_q == 1.5)) == f'{super!r:>{print}} t {__p}'))
  (lambda _q=b, *, k="": (True is not None))
  def b(__p: (0 == ("s" == None)) = {(-1 or print or -1), y.print}, *args, kw: int = 0) -> "":
    del print, x.q, self[print\
   .attr.meth(
    __p,
    "")]
  from ..m import _q as self, y
  
