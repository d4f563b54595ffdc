def outer(a, x):
  def f():
    nonlocal a
    a = x
  __class__.m([{{a: False for y in print for super in ["s"]}, ()}, *b, ((__p in [True, ""]) == x.m(y, k=...))], k=1)
  import self.b.c as y, d.e
  try:
    y: ((1 < ... <= b'z') + __p.y) = [b, 3, a, 2]
    with (((super(**print, z=0, **b'z') + False) == [(not ()), *__p, (__p < () <= 1.5)]) + 1) as c, True:
      ((self(k0=(True in ["s", "s"]), k1={1, False}) + ((-1 == True) is None)) == a)
      raise (
  {b: (self + (1.5 == b'z')) for _q in b for a in [(super[True:-1] == (() == b'z'))]}
   - f'{y!r:>{_q}} t {b}') from self
      if __p:
        if 0:
          if __debug__ and x: y()
        else:
          print
          del c, __p.q, a[False]
  except (b, _q):
    __class__: _q((b'z' in [0, b'z']), *__class__, k=1) = (
  x.m("", k=0)
   - c("", *self, k=...))
  else:
    y: ((-1 == x) and __p) = {(x := ()), "%s %r" % (self, "s")}
  finally:
    raise (a\
   .attr.meth(
    super.x,
    y) and b'z') from ("" is None)
    raise (super, 0) from (() == True)
  c\
   .at -= True
  
