def outer(a, x):
  def f():
    nonlocal a
    a = x
  del y, c.q, _q[__class__\
   .attr.meth(
    False,
    ())]
  while (((() + False) for __class__ in print) is not None):
    super = (_q\
   .attr.meth(
    self,
    ("%s %r" % (1.5, True) == ())) is not None)
    break
  del __p, b.q, _q[(b'z' in [-1, ""])]
  global superg
  
