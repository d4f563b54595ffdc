for c.c in None:
  def self(__class__: __p = -1, *args, kw: int = (c(k0=..., k1=-1, k2="") for super in __class__)) -> (None == b(**b, z="s", **0)):
    "doc"
    assert ([2, 2, 2] < (((not a) is None) for a in y) <= 0), {**b, __p.m(((lambda c="s", *, k=False: 1.5) and {**b, ...: ..., "k": "s"}), k=0): 1.5, "k": b'z'}
    async def print():
      try:
        for b in -1:
          class y(__p, metaclass=y):
            x = 1
            y
            x = 1
          _q[[self async for __p in a if None]] *= x
      except b as x:
        with {a: {**__p, ([True, *y, b'z'] in ["s", __class__\
 .attr.meth(
  -1,
  0)]): (b'z' and (b'z' if -1 else None)), "k": (self or __class__\
 .attr.meth(
  1.5,
  None) or (c := x))} for self in __class__ for super in [[y for x in False if f'{self!r:>{a}} t {print}']]} as _q, 1:
          c, __p = ((y("%s %r" % ((), 1), *y, k={y, ...}) is None) + 1)
        a = _q.m({**b, _q[__p[super:0]:(not b'z')]: ({None, ...} or ["s", *__p, "s"] or (yield 1)), "k": [self async for b in y if _q]}, k={**x, False: ([1, *c, 0] in [("s" == __class__), (0 and ())]), "k": (() or (not ...) or "")})
      except:
        print += (b := -1)
      class a(x, metaclass=__p):
        [print, a.z] = True
        __class__\
 .attr.meth(
  (
(super(**print, z=None, **None) and ("s" == True))
 - (True + (... for b in print))),
  {super(**__class__, z=super, **1), ((not None) == self.m((), k=True))})
        self = False
  (self, *a) = __class__(k0=super, k1="s", k2=((0 == x(k0=c, k1=super)) is not None))
@y.d(y.print)
def super(c: (b(k0=1.5, k1=super, k2=1.5) or _q or (() == False)) = (print.m("", k=a) is not None), *args, kw: int = ((not "") or [1.5, *__class__, True] or (... if 0 else b'z'))) -> [1, a, a, 1, a, 3, b, 2, 1, b, 3, b, 3, b, 2, 1, 3, 2, b, b, b, b, b, a, 1, b, 2, 3, b, 1, 3, b, 2]:
  return
  while 1:
    (print, *x) = ("" is None)
    return ()
  return
c, print = c\
 .attr.meth(
  a(**__p, z=print.m((b'z' < 1 <= False), k=(1.5 if _q else ())), **None),
  f'{y!r:>{_q}} t {c}')
for super, y in __p\
 .attr.meth(
  __p(_q(**print, z={False, ()}, **()), *c, k=_q.m({"s", 1}, k=(0 or False or self))),
  1):
  if __debug__ and b: a()
else:
  ((f'{x!r:>{a}} t {__p}' == 1.5) == ([x for _q in None if (1.5 < True <= b'z')] == (__p(0, *super, k=0) in [b, (b'z' < () <= 0)])))
  while 1:
    raise (None + ((lambda _q="s", *, k=[1, 1, b, 1, a, b, 1, 1, 3, 2, a, 2, 2, 1, a, b, a, b, a, 3, a, b, b, b, 2, b, b, b, 3, a, 3, a, 2]: (1 is None)) is None)) from self.m(_q.b, k=[1, a, a, 2, 1, a, b, 3, b, 1, 1, a, b, a, 2, 2, 2, 3, 1, 1, 2, b, 3, 1, 1, 2, b, 1, 1, a, 3, a, 2])
  with ((not {print: __class__\
 .attr.meth(
  1.5,
  ()) for self in b for x in [(c == True)]}), 1) as __p, "%s %r" % ((c(..., *c, k=(__class__ is not None)) is None), [[(... is not None), *y, x], *a, ""]):
    __p[print((c and 1.5), *y, k=(-1 or () or False))] *= (({__class__: False for y in __class__ for _q in [("s" < 1.5 <= 1)]} + print) == False)
