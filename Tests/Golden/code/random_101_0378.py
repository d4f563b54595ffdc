def outer(a, x):
  def f():
    nonlocal a
    a = x
  try:
    assert (y[_q:[b, 1, 2, a, a, 3, b, 3, b, 2, 3, 2, b, a, 3, 2, 3, 2, 3, b, 2, b, 3, 2, b, 3, a, b, 1, b, a, 1, 2]] == (
  (
  b(**b, z=1, **-1)
   - {**a, self: b'z', "k": 0})
   - {__class__, ("s" < x <= -1)})), _q.a
    b._q = ((a[(False is None):b] and [b, 2, 2, b]) in [c, (([a, b, 3, b, 2, a, b, b, 2, a, 2, 3, b, 3, 2, 3, 1, 1, 2, b, 2, b, b, b, 3, 2, 1, b, 2, a, 2, b, 2] is None) is not None)])
    (
  f'{_q!r:>{c}} t {print}'
   - 0)
  except* self as _q:
    raise {**c, ...: (), "k": 1} from print\
   .attr.meth(
    (False == __p((() == None), *y, k=c.b)),
    (b := 0))
  except* y:
    print.__p = -1
  
