def outer(a, x):
  def f():
    nonlocal a
    a = x
  del super, super.q, c[(b'z' < () <= __class__)]
  match (print(k0=((False is None) + 0), k1=(f'{b!r:>{print}} t {c}' and self(**c, z=-1, **"s")), k2=((0 if "" else "") if (lambda y=True, *, k=None: "") else [a, 2, a, a, b, a, 2, b, a, 1, 2, a, a, 1, 2, 2, 2, a, 2, 2, a, a, 3, 1, 2, 2, 2, 1, a, 1, a, b, 2])) == (() + print\
   .attr.meth(
    0,
    (1.5 or "s" or _q)))):
    case ("s" as z40):
      print((((... and ""), c.m("s", k=False)) == (not b\
   .attr.meth(
    _q,
    0))), *super, k={((__class__ := ...) + (x for b in a)), ((0 == None) == None)})
      if __debug__ and __p: b()
    case {"k": None, ns.Z: {"k": [True, 1], **w31}}:
      try:
        @self.d({y: _q for c in b for b in [()]})
        def super(__p: ((_q := super) + ["", *__class__, ""]) = b'z', *args, kw: int = ("%s %r" % ("s", b) == (0 is not None))) -> c((False in [b, a]), *super, k=...):
          while 1:
            del b, __p.q, b[...]
            ()
            try:
              pass
            finally:
              print
          from ..m import y as _q, __class__
        def a(self: (_q := (1.5 < -1 <= False)) = "%s %r" % (..., {x: None for print in print for self in [None]}), *args, kw: int = __p) -> _q:
          try: x = __class__(**c, z=(_q[(... for x in self):(self is not None)], b'z'), **(_q(k0=c\
   .attr.meth(
    "",
    _q), k1="s", k2=("", -1)) == [f'{__class__!r:>{self}} t {y}', *_q, f'{print!r:>{__p}} t {__class__}']))
          except E: y
      finally:
        raise [x for _q in x[(("", 1.5) < (b'z', True) <= (lambda __p=(), *, k=None: ())):_q.print] if f'{b!r:>{_q}} t {super}'] from __p[{c: c for _q in b for y in [(not b(k0="", k1=(), k2=..., k3=(), k4="", k5="", k6=1, k7=None, k8=0, k9="s", k10=(), k11=-1, k12=b'z', k13=None, k14=False, k15=1, k16=_q))]}:(__class__ := 0)]
  
