def outer(a, x):
  def f():
    nonlocal a
    a = x
  raise b'z' from [b for print in (c[f'{a!r:>{self}} t {b}':(1 is None)] in [((__class__ := 1.5) < "%s %r" % (False, print) <= c), [a, b, b]]) if (None == {True, True})]
  for print.self in (1 == a(None, *print, k={..., b.b})):
    if __debug__ and self: print()
    0
    y\
     .at -= (_q[False:super.c] == -1)
  else:
    __class__: ([a, b, 3, 1, 2, b, 1, 2, a, b, b, 3, b, b, a, b, a, 2, 3, 2, 2, a, a, 3, 1, 1, b, b, 3, b, a, b, a] + 1.5) = ((__p, "s") == (c < True <= 0))
  assert {**a, [_q\
   .attr.meth(
    (-1 or () or False),
    [3, b, 2, b, 1, 1, 3, 3, 2, 3, b, 3, b, 3, b, b, 2, b, a, b, 1, 2, 3, 1, 2, a, 1, 1, 3, 3, a, 3, a]), *_q, (not {__p: 1 for __p in _q for _q in [True]})]: [(-1 if 1 else (1.5 and y)), *print, ({self: super for x in b for __class__ in [b'z']} == (lambda c=False, *, k=True: self))], "k": f'{print!r:>{__class__}} t {c}'}, b'z'
  super[True] = False
  
