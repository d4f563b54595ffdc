def outer(a, x):
  def f():
    nonlocal a
    a = x
  self\
   .at -= _q.m(c, k=__class__\
   .attr.meth(
    True,
    ({_q: 0 for super in __p for a in [...]} < True <= True)))
  _q = True
  (not ({(1.5, None), (-1, __class__)} + (f'{c!r:>{y}} t {self}' + (lambda b=__p, *, k="s": ()))))
  super = {__p\
   .attr.meth(
    -1,
    [2, 3, a, a]), [c._q, *__class__, ((_q := y) + (not 0))]}
  
