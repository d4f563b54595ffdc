def outer(a, x):
  def f():
    nonlocal a
    a = x
  b: [1, 1, b, 1] = ((0 is None), [3, b, 1, 1, 1, b, b, b, 2, a, a, 2, 1, a, 1, 2, 2, b, 3, 2, b, 1, 1, 3, 2, 2, 1, 3, 2, a, a, 1, 3])
  def b(super: ((not True) == _q.m(..., k=0)) = (lambda _q=print, *, k="": 1), *args, kw: int = (c(**print, z=..., **"") or (__p == None) or _q(**__p, z=True, **x))) -> (__p in [(a := True), (True or None or True)]):
    "doc"
    from ..m import __p as c, a
    def y(_q: ((1 or None or True) == (None and ...)) = False, *args, kw: int = (
  self.m(..., k=b'z')
   - (
  None
   - -1))) -> [..., *b, (
  b'z'
   - 1.5)]:
      async def print():
        assert [print async for x in y if (not a\
   .attr.meth(
    (b'z' is not None),
    False))], 1
        a[self] = (
  ((a.__p == {__class__: ... for y in x for self in [-1]}), "")
   - (lambda __class__=True, *, k=True: b'z'))
      raise (__class__(k0=(() for b in y), k1=(print := (yield "s")), k2=((1, ...), f'{print!r:>{c}} t {_q}')), ([(-1 and None), *__p, (None and True)] or [print for __class__ in (1 == 1.5) if ("" in ["", -1])] or ())) from ((not True) if __p["":{__class__, (... for a in y)}] else (({None, None} == (self is not None)), (yield x.__p)))
      self[[b, 2, 2, a]] = __class__.print
  
