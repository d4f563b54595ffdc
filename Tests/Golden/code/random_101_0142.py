try:
  if [__class__, *print, a(k0=[a for a in "" if "s"], k1=print(**_q, z=(lambda a=..., *, k=False: __class__), **[a for self in () if ...]), k2=[super for a in ("s" == False) if (lambda b="", *, k=y: ())])]:
    assert "%s %r" % (((print.m("", k=b'z') for y in _q) == y(k0=(), k1={False, b'z'})), (__class__(**__p, z=print(**a, z=0, **False), **(1.5 or print or ())) == ((not 0) + x[-1:"s"]))), True
    with -1 as b, 0:
      self\
       .at -= -1
  elif (((b := c) and c.__class__) in [{**b, ((b := ...) == (__p < None <= None)): ((1.5 for a in b) is not None), "k": (self := (False or "s" or -1))}, super.print]):
    if __debug__ and y: a()
  else:
    1.5
    from ..m import super as x, a
  __p\
   .at -= "s"
  try: x = {**a, [3, a, b]: (lambda y=(__p := True), *, k=f'{__class__!r:>{a}} t {self}': ...), "k": [super for b in __class__.m(c(k0=None, k1=0, k2=None, k3=False, k4="s", k5=True, k6=1.5, k7=1.5, k8=0, k9="s", k10=print, k11=super, k12=-1, k13=x, k14=-1, k15=(), k16=0), k=[2, a, 3, 2, 3, a, 2, b, 1, 2, 1, 2, 2, b, 1, b, b, 1, 1, a, 3, b, b, 1, 2, b, a, 1, 2, 2, 3, a, 2]) if ((lambda self="s", *, k=1: 0) == 1)]}
  except E: y
except* c as print:
  (c, *print) = False
except* y:
  if __debug__ and __class__: a()
  c\
   .at -= self\
 .attr.meth(
  a\
 .attr.meth(
  (1 in [(1.5 for self in _q), ""]),
  print),
  [c, *c, a(k0=f'{x!r:>{self}} t {b}', k1={(), 1}, k2=True, k3=[0, *x, None], k4=(() == ()), k5=a, k6=None, k7={c, 1}, k8=(... == 1), k9=(), k10=[x for __p in () if -1], k11=0, k12={**c, 1: 1.5, "k": b'z'}, k13=[2, 2, 3, a, a, 1, 2, a, b, 1, 1, 2, 2, 1, a, b, 2, b, a, b, 2, 1, 1, 2, 3, 1, 3, 1, a, 2, 1, 1, 3], k14={False, 1}, k15=[3, 2, 2, 3, 2, 2, 2, b, 2, b, b, 3, 2, 1, a, b, 1, 3, b, 1, 1, 3, b, 3, 1, b, b, 2, 2, 2, 3, 3, 3], k16=x\
 .attr.meth(
  "s",
  ...))])
