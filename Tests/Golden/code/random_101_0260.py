def outer(a, x):
  def f():
    nonlocal a
    a = x
  while (lambda x=(([a, b, 1, b] == b(**c, z=(), **1)) or ({**b, b'z': 0, "k": "s"} == b'z') or False), *, k=1.5: a(**b, z=[(1.5 == True), *c, (-1 == _q)], **(None is not None))):
    continue
    while None:
      __class__\
   .attr.meth(
    (([3, 3, b, 2] + 0) == None),
    ("" is not None))
      def __class__(y: ({**a, b'z': -1, "k": False} and ...) = ((1.5 and 0) + ...), *args, kw: int = 0) -> (__p := "%s %r" % (0, "s")):
        print[{**self, (yield from ()): (b is not None), "k": (not 1)}] *= ({a: b for b in c for y in [-1]} == b'z')
        (a and ("" == ()))
  else:
    def a(super: ((False and 1.5) in [(1 if y else 1.5), (... is not None)]) = False, *args, kw: int = 1) -> super:
      a = "s"
      [_q for y in ((() is not None) in [b(print(True, *y, k=-1), *_q, k=...), False]) if __class__[None:((
  1.5
   - ""), f'{self!r:>{a}} t {__class__}')]]
  -1
  
