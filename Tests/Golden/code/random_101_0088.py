def outer(a, x):
  def f():
    nonlocal a
    a = x
  class self(super, metaclass=a):
    try:
      1
      y: {**self, (1 == True): ..., "k": ("", ...)} = ({super: -1 for x in a for _q in [...]} and (not ...))
      _q = ""
    except (__p, self):
      (not (c := (c(k0=..., k1=__p) for x in c)))
      (print, *c) = True
      import self.b.c as __class__, d.e
    else:
      True
    finally:
      __p(1, *self, k=1)
      c._q
      global printg
  
