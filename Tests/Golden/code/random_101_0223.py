def outer(a, x):
  def f():
    nonlocal a
    a = x
  with __class__ as super, (None < a[[super for b in (1.5, "s") if a.m(-1, k=y)]:y(k0={**super, a: b'z', "k": True}, k1=(y < () <= ...), k2=f'{super!r:>{x}} t {a}', k3=c(k0="", k1=(), k2=0), k4=y\
   .attr.meth(
    b'z',
    False), k5=x["s":...], k6=-1, k7=(None is None), k8=self.m(b, k=1.5), k9=(1, 1.5), k10=("s" or True or 1), k11=(() if 0 else b'z'), k12={"", 1.5}, k13=x.m(False, k=b'z'), k14=(), k15=(self := ""), k16=f'{c!r:>{super}} t {super}')] <= True):
    None
    raise {**print, -1: y(({**y, self: "", "k": ""} for a in y), *c, k=(_q.m(1, k=()) or super.a or True)), "k": ({**self, (-1 is not None): {..., -1}, "k": "%s %r" % (-1, 1)} == None)} from None
  match (not super(**b, z=(lambda y=(super is not None), *, k=a(b'z', *__p, k=-1): (_q := "")), **((__p if ... else "s") or (0 if -1 else True) or _q.__class__))):
    case C(_, k=([ns.K, 1] | [True, v13])):
      with f'{super!r:>{a}} t {print}' as __class__, __class__(k0=((b'z' or (self if None else 0) or (() == ...)) in [(0 == 0), print.self]), k1={[__class__ for y in True if (() == 1.5)], ((y == 1.5), True)}, k2=f'{a!r:>{__p}} t {_q}', k3=True, k4=[__class__ for b in x.self if -1], k5=(__p.m(c(**c, z=__class__, **True), k=b\
   .attr.meth(
    None,
    "s")) is not None), k6=((("" and -1) or (x := 1) or (... == None)) for x in a), k7=_q, k8=(0 is not None), k9={b: (not "s") for _q in __class__ for y in [x]}, k10=({**x, [None, *print, 1]: {self: b'z' for print in a for _q in [1]}, "k": "%s %r" % (1.5, False)} == c.m((None and -1), k=(-1 or "s" or __class__))), k11=b'z', k12=(({**__p, __p: 1, "k": "s"} is not None) == (__class__ + x(**print, z=self, **b'z'))), k13=[3, 3, a, 2], k14=(_q < -1 <= (f'{super!r:>{b}} t {y}' == 0)), k15=self\
   .attr.meth(
    ((-1 in ["s", ""]) == b'z'),
    ([x for super in False if ""] or [2, b, b, 2] or (() or -1 or True))), k16=b(1.5, *print, k=((not "s") == (
  ...
   - b)))):
        y[[x for y in self((), *c, k=True) if (... in [0, True])]] = ""
        b += (True + (
  ...
   - (("s" == ...) and __class__.__p)))
      c\
       .at -= (
  "%s %r" % (((True is None) is not None), ["s", *__p, print\
   .attr.meth(
    None,
    None)])
   - ([b, b, 1] == ({**x, "": super, "k": 1}, (
  y
   - -1))))
    case {"k": {"k": [[], *_, ns.K], ns.Z: [True, *r53]}, **w31}:
      (c, (print({-1, 1}, *print, k=super\
   .attr.meth(
    None,
    0)), True))
    case _:
      if __debug__ and _q: a()
  
