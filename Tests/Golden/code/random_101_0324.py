def outer(a, x):
  def f():
    nonlocal a
    a = x
  (a(k0=True, k1=("s" < y(..., *__p, k=0) <= (1.5 if 1.5 else 1))) for self in y)
  del self, __class__.q, super[(True + True)]
  import super.b.c as print, d.e
  def b(y: print\
   .attr.meth(
    (True is None),
    __p.a) = True, *args, kw: int = "s") -> print(**b, z=..., **{**y, False: b'z', "k": b}):
    c, __p = ("" if print else (yield from (lambda a=(() is not None), *, k=y[...:True]: 1.5)))
    async def c():
      _q, _q = ([self for __p in () if False] for b in super)
      a[c[super.y:("s", 1.5)]] *= ((False is None) + (1 < {super: 1 for b in _q for _q in [1.5]} <= ((-1 < False <= b'z') or [super for print in False if b'z'] or (yield ...))))
      return
  
