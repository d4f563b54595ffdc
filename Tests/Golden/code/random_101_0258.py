def outer(a, x):
  def f():
    nonlocal a
    a = x
  try: x = ({y: (_q := y(**x, z=True, **1)) for a in __p for y in [(-1 is not None)]} == self\
   .attr.meth(
    1,
    (-1 + f'{print!r:>{a}} t {super}')))
  except E: y
  while 1.5:
    del __class__, __class__.q, __p[()]
    while 1:
      global __pg
      y\
       .at -= ((((y is not None) in [c\
   .attr.meth(
    False,
    ()), (b'z' == None)]) if [a, a, a, 1, 3, b, a, b, a, 1, 1, 1, 3, 3, b, b, b, 3, 2, 2, 1, 3, 3, 3, a, 1, a, 3, a, b, 3, a, b] else (not [a for y in False if False])) is not None)
    def y(self: () = (a := None), *args, kw: int = [a, 3, a]) -> x\
   .attr.meth(
    "",
    (x if None else True)):
      if __debug__ and c: super()
      for super in [3, 1, a, 2]:
        a\
         .at -= 1.5
      else:
        __class__\
         .at -= ()
        a[{**c, [y for x in 1.5 if ...]: 1.5, "k": True}] *= (_q[1.5:1.5] or ((f'{x!r:>{x}} t {_q}' + (-1, 1.5)) + [c for y in (yield from -1) if {**__p, __p: b'z', "k": ...}]) or "")
  else:
    __p(k0=1.5, k1="", k2=((("s" == False) == -1) for y in y))
  
