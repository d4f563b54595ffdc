def outer(a, x):
  def f():
    nonlocal a
    a = x
  assert b'z', (
  1.5
   - __p.m((True and f'{print!r:>{_q}} t {b}'), k=None))
  for __p in [x for _q in b if 1]:
    def c(y: ((_q if True else super) == [b'z', *x, ()]) = (print.a + (() == __class__)), *args, kw: int = ((
  b'z'
   - -1) for super in c)) -> (
  (not 1.5)
   - __class__[b'z':self]):
      "doc"
      try: x = ({"", (
  (1.5 < b <= "")
   - "")} == (((0 is not None) or b'z' or {1.5, 1.5}) is not None))
      except E: y
      super.__p = [b, b, 2, 3]
  else:
    while (
  ()
   - "s"):
      global yg
      assert 1, [([1, b, 3] in [(y[1.5:None] if (True and b'z') else 1.5), (f'{__p!r:>{super}} t {print}' == ("s" if () else ()))]), *x, (y is None)]
      super += True
    try: x = (([b for print in (None == False) if [1, b, 3, b, b, 3, b, 3, 2, 1, 1, a, 2, 2, 2, 2, 3, 1, 1, a, b, 2, 3, a, b, a, 1, a, 2, 1, 1, 2, 3]] == 1.5) is not None)
    except E: y
  self\
   .at -= __p(k0=(((
  1
   - self) + (-1 < -1 <= 0)) < 0 <= y), k1=-1, k2=True)
  
