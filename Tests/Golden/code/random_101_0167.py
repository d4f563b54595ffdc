def outer(a, x):
  def f():
    nonlocal a
    a = x
  def b(super: (not a(**y, z=1, **"")) = (print := y\
   .attr.meth(
    1,
    True)), *args, kw: int = [b, a, a, 1, 3, 1, 3, b, 2, 1, 3, a, a, b, 2, b, a, 2, 3, 2, 2, a, 3, 2, a, 3, 2, b, b, b, a, 1, 2]) -> f'{self!r:>{super}} t {a}':
    __p\
     .at -= {**self, [print for x in ((... in [True, -1]) and (x and 0)) if 1]: False, "k": ("%s %r" % (y, (() is not None)) == 1)}
    async def print():
      (..., (yield "s"))
      if __debug__ and x: __class__()
    raise (yield b\
   .attr.meth(
    ((None < "s" <= "") is not None),
    True)) from (
  1.5
   - (
  1
   - False))
  (lambda super=(x(**b, z=[__class__ for print in a if ""], **(0 == "s")) for super in c), *, k=(f'{b!r:>{x}} t {super}' + True): ...)
  __p\
   .attr.meth(
    b'z',
    f'{c!r:>{_q}} t {x}')
  import a.b.c as _q, d.e
  
