def outer(a, x):
  def f():
    nonlocal a
    a = x
  __p = (c._q is None)
  print[True] = {(b([2, b, 1, 2], *y, k="s") is not None), ((... if {**super, False: True, "k": 1.5} else (() is None)) + (None and ("" == b'z')))}
  ""
  async def a():
    try: x = ()
    except E: y
    __p[(yield y\
   .attr.meth(
    None,
    ()))] = super[(((0, b) is not None) == True):(0 == ({x: b'z' for a in print for print in [None]} is None))]
    def _q(self: ((False < "" <= "s") if () else {**_q, False: 1, "k": -1}) = ..., *args, kw: int = "%s %r" % ((False == self), y.a)) -> (f'{b!r:>{y}} t {print}' if (None == None) else x\
   .attr.meth(
    1,
    _q)):
      (_q, *super) = __class__\
   .attr.meth(
    [b, 1, b, 3],
    self)
      (a, *self) = (super[-1:{x: {0, ()} for y in a for _q in [(-1 + b'z')]}] == __p(None, *x, k=(
  __p
   - (1 == None))))
  
