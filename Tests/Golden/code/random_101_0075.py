def outer(a, x):
  def f():
    nonlocal a
    a = x
  try:
    __p\
     .at -= (
  __class__.a
   - "")
    self += (not (c := _q.m((-1 == _q), k=_q)))
  except* print as self:
    a[[x.c, *self, (... is not None)]] *= (False + ((super and (self == None)) == (["", *y, y] < "s" <= ())))
    b += {**print, ("s" == (
  0
   - False)): 0, "k": [{**a, (1 and y): (False < 0 <= ...), "k": self(k0=-1, k1=None)}, *c, x]}
  except* x:
    _q[True] = c
  
