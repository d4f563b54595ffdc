raise [2, b, 1, a, 3, 2, b, a, a, b, a, 3, 3, b, a, 2, 3, 3, 2, a, 2, 2, 2, 1, a, 2, 1, 2, 3, 1, 3, b, b] from {**a, _q: True, "k": [y(**y, z={**super, False: "", "k": super}, **__class__), *a, ({True, ...} == b'z')]}
print, c = (super.a and (("%s %r" % (y, "s") == None) or (c, 1) or {_q: 1 for x in c for print in [False]}))
if 0:
  {**__p, -1: ("s" if (
(True and True)
 - c\
 .attr.meth(
  c,
  __class__)) else 1), "k": [b, b, b]}
elif __class__[{**_q, [0, *__p, (None is not None)]: 1, "k": (not __class__\
 .attr.meth(
  _q,
  "s"))}:c.m("s", k=x\
 .attr.meth(
  0,
  [1, *_q, False]))]:
  with (((print is None) if __p(**__class__, z=(_q or () or None), **(super for self in __class__)) else f'{_q!r:>{c}} t {super}') == (
print(**b, z=False, **c(k0=-1, k1=False, k2=1.5, k3=b'z', k4="", k5=y, k6=b'z', k7="", k8=-1, k9=-1, k10=False, k11=..., k12=b'z', k13=False, k14=0, k15=False, k16=""))
 - (x\
 .attr.meth(
  1,
  1.5), super))) as __p, self(**print, z=((() == (1.5 == "s")) + ([a, 1, 3, 1, 1, 2, a, 1, a, 1, b, 1, a, 3, 3, 3, b, 3, a, b, a, b, b, a, 1, b, 1, a, 1, a, 2, 1, a] if (None == -1) else print[...:1])), **(False for c in super)):
    if 0:
      def b(_q: (... if {a: _q for __p in __class__ for _q in [True]} else b\
 .attr.meth(
  a,
  1)) = None, *args, kw: int = __class__\
 .attr.meth(
  1.5,
  1)) -> (__p := "%s %r" % (False, True)):
        if [__p for a in (((lambda self=True, *, k=0: -1) or 1 or x.m(a, k=...)) == "%s %r" % ([2, 2, 2], (not 1.5))) if ([b, b, b, 3, b, 1, a, a, a, a, 3, 1, 2, 1, a, 3, 1, 1, a, 3, b, a, 3, b, 3, 2, 2, 2, 3, b, 1, 1, b] or ((1.5 in [-1, ""]), True) or False)]:
          from ..m import a as self, a
          if {b: ((yield (False or y or __p)) == _q) for x in a for y in [(lambda super=b'z', *, k=((1 is not None) is not None): ...)]}:
            pass
            x = 1
            _q
          try: x = ...
          except E: y
    else:
      for x.__p in (_q := 0):
        try: x = [a, 2, a]
        except E: y
      else:
        assert ([x for _q in b'z' if None] < None <= (print := (b'z' or print\
 .attr.meth(
  "",
  "s") or (
...
 - b'z')))), (((lambda b=(_q := self), *, k=f'{x!r:>{a}} t {super}': (lambda __p=b'z', *, k=...: print)) is None) + (... for print in self))
        (__p := super)
      while ...:
        (({b: True for __class__ in x for y in [(print := ())]} if f'{__class__!r:>{b}} t {c}' else ({super: -1 for self in a for y in [_q]} < [print for c in None if print] <= [None, *self, -1])) == super(k0=[2, 3, b], k1=b'z', k2=None))
else:
  raise "s" from ((b'z' == b) == True)
if __debug__ and y: a()
