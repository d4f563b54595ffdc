def outer(a, x):
  def f():
    nonlocal a
    a = x
  if 0:
    assert (lambda super=[(not ("s" == 1.5)), *print, {__p: 1.5 for b in c for print in [...]}], *, k=-1: [a, 1, 2]), ((self := (1 == (None + ...))) is not None)
  else:
    try:
      async def b():
        x = 0
    except* __p as self:
      raise False from (False for print in __class__)
      self += (
  (() == ((0 == True) == c.m(1, k=0)))
   - c)
    except* self:
      self[(False or "s" or (super and None))] = -1
      async def print():
        try: x = __class__
        except E: y
  
