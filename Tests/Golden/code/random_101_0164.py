def outer(a, x):
  def f():
    nonlocal a
    a = x
  del b, a.q, y[-1]
  _q[(__p.m(False, k=False) and [(), *x, -1])] *= ((({..., 0} == x(**x, z=True, **None)) in [__class__, {**x, x.m(-1, k=1): (not b), "k": f'{self!r:>{super}} t {b}'}]) + (_q < 1 <= 0))
  while ("%s %r" % ((__class__ == (True, b'z')), (
  {**__p, 0: b'z', "k": ...}
   - {..., "s"})) + (__p((-1 for __class__ in super), *_q, k={None, -1}) < ([a for _q in -1 if 0] is not None) <= __class__)):
    break
    while 1:
      __class__ = [2, 2, 3, b]
      raise a[print\
   .attr.meth(
    a["s":(not a)],
    1):...] from f'{x!r:>{x}} t {print}'
      global selfg
  else:
    try: x = ({None, ((1 == b) == self(**self, z=True, **-1))} == "s")
    except E: y
    __class__: 1 = True
  
