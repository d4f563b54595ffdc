match y(y, *print, k=[x for super in __p(**c, z=c(True, *a, k=b'z'), **self) if ((
"s"
 - "s") == (self is not None))]):
  case [([ns.K, *_, "s"] as z52), *r10] if [1, a, b, 1, b, a, a, 2, b, 1, 2, a, 1, 1, 1, 1, a, 2, 1, 2, 1, a, 3, 1, a, a, 1, b, 3, 3, 3, 2, b]:
    while 1:
      if __debug__ and self: b()
      if 0:
        async def _q():
          assert {__p: (__p is None) for b in b for y in [(lambda print=((1 < "" <= b'z') is not None), *, k=...: _q)]}, 0
        if 0:
          if {a(_q((True for __p in __class__), *_q, k=(lambda y=print, *, k=1: ...)), *x, k=x), super}:
            x = 1
            _q
          elif print(**self, z=False, **(() or {**_q, ("" is None): (
False
 - None), "k": -1} or c.m(1, k={"s", ()}))):
            x = 1
            b
          else:
            x = 1
            print
          try: x = ((b'z' or ... or ((lambda c=_q, *, k="": ...) == -1)) is None)
          except E: y
        else:
          try:
            x = 1
            x = 1
            pass
          finally:
            super
        [({a: {1, b'z'} for y in b for print in [(
a
 - c)]}, ({None, 1.5} == "%s %r" % (y, b'z'))), *a, None]
      else:
        x: x.m(0, k=("s" < 1 <= False)) = (lambda print=("s" == 0), *, k=(..., self): print(None, *__p, k=True))
    "s"
  case v42:
    __p\
     .at -= 1
import __p.b.c as print, d.e
raise [1, *super, [[a for c in {**c, b: False, "k": ""} if None], *_q, ("%s %r" % ("s", "s") == "s")]] from [print for print in (x(k0={0, ""}, k1="s", k2=b'z') == (() + "")) if (1 is None)]
a\
 .at -= c.m([x for c in (print(**y, z=True, **"s") is not None) if b(x\
 .attr.meth(
  a,
  False), *y, k=(-1, ...))], k=_q\
 .attr.meth(
  1.5,
  {x: (-1 == ...) for __p in c for x in [[b, a, 3, 1, 2, a, 1, 3, 2, 3, 3, 3, 1, b, b, 2, 2, b, b, b, 1, b, b, 2, 3, b, 2, b, 3, 3, 3, 1, 2]]}))
