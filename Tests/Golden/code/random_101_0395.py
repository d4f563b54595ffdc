del super, x.q, b[False]
try:
  if ((a.super == None) if {b: (y.print or print(-1, *self, k=1) or ("s" == None)) for x in __p for c in [({0, -1} == (-1, None))]} else _q(k0=c\
 .attr.meth(
  c(0, *__class__, k="s"),
  {y: None for self in super for c in [()]}), k1=((True is not None) == super.m(1.5, k=print)), k2={**self, _q: (
1.5
 - 1), "k": {b: b for y in super for super in [-1]}}, k3=((-1 and "s") if (1 or "s" or -1) else ""), k4=({**b, None: b'z', "k": ()} == False), k5=(c[...:()] for __class__ in super), k6="", k7=([x for self in 1.5 if 1.5] < 1.5 <= (False is None)), k8=(lambda y=print(k0="", k1=1), *, k=None: _q.m(1.5, k=y)), k9=super(**y, z=super, **("" == __p)), k10=..., k11=False, k12=(__p(**super, z=None, **...) for __p in self), k13=__p(**x, z={print, None}, **[a, 1, 1, 3, b, 2, a, a, 1, a, 2, 1, 2, 3, a, a, 2, b, 2, 1, a, 1, a, b, 1, b, 1, b, 3, 2, 1, b, 3]), k14=y\
 .attr.meth(
  (b'z' is None),
  (not 1.5)), k15=(("s" or "" or "s") == (1.5 < True <= False)), k16=super[-1:(__p == b'z')])):
    [({"s", -1} is None), *self, print(**print, z=(not 1), **("" + "%s %r" % (-1, True)))]
    1
  ({y: __p(**b, z=(not -1), **[c for c in "" if None]) for a in x for y in [(lambda c=[b, 1, 1], *, k=a.y: (
-1
 - -1))]} is not None)
except c as self:
  def self(__class__: (
b'z'
 - 1.5) = (False == -1), *args, kw: int = print(("s" or 1.5 or ...), *_q, k=[2, 3, a, 3])) -> ((not 1) < (() if "s" else -1) <= super(y, *__class__, k=b'z')):
    while (1 == (lambda print=False, *, k=1.5: "")):
      (c, *print) = c
    else:
      raise 0 from True
      (__p + (__p for _q in y))
    return 0
    f'{print!r:>{b}} t {super}'
  while f'{_q!r:>{super}} t {c}':
    a.c
    raise b'z' from (1 == print.m(1.5, k=(lambda a=(c is None), *, k=None: super)))
  else:
    (None < y.m(_q\
 .attr.meth(
  0,
  (... or 0 or 1.5)), k="") <= y)
except:
  super\
   .at -= _q(True, *b, k=-1)
