def outer(a, x):
  def f():
    nonlocal a
    a = x
  raise [((_q(k0=(), k1="s") and -1) < ((lambda __p=y, *, k=(): "") for y in super) <= print), *x, ()] from a(((super == 1) is None), *super, k=a\
   .attr.meth(
    0,
    -1))
  match b(**_q, z=((a._q < y <= (() for super in super)), (print(**print, z=b'z', **"") == "s")), **((c[():""] is not None) == "")):
    case ns.K:
      match (not ([1, a, a, 2, 2, 2, 3, 2, a, 2, 2, 2, a, 1, 1, 1, 2, b, b, b, 2, 3, 1, b, 2, a, 1, b, 3, b, a, 1, 3] == c[(True is None):(b == 0)])):
        case [1, *r30]:
          "%s %r" % ({**self, ((-1 if "" else None) == (() or 1 or True)): -1, "k": ("" == (() == ()))}, ((f'{self!r:>{super}} t {a}' or _q(k0=b, k1=True) or b'z') for x in super))
          try: x = (__class__ or a[a(k0=print[():b'z'], k1={-1, False}):(__p if f'{__p!r:>{_q}} t {y}' else (-1 == 0))] or (c.__class__ for __p in _q))
          except E: y
        case v31:
          del __p, _q.q, super[(x := "")]
          a\
           .at -= {**super, a: ([1, 3, b, b] if (not b'z') else "%s %r" % (b.m(b'z', k="s"), "s")), "k": -1}
        case _:
          if {b: (((... or ... or 1.5) == (None == b'z')) is not None) for a in x for super in [1.5]}:
            def self(__class__: (_q(**print, z="s", **()) + (b'z' == 0)) = (__p\
   .attr.meth(
    (),
    a) == {_q: a for b in _q for x in [1]}), *args, kw: int = {super: False for __class__ in a for a in [{c: b'z' for print in _q for super in [b'z']}]}) -> _q.m(f'{__class__!r:>{__p}} t {y}', k=(lambda b=..., *, k=1: ())):
              pass
            assert {**x, b'z': ((c := (
  b'z'
   - 1.5)) < {"%s %r" % (a, 1), "%s %r" % (True, False)} <= (f'{super!r:>{_q}} t {self}' or True or (lambda y=0, *, k=b: True))), "k": (not a\
   .attr.meth(
    (
  True
   - c),
    ()))}, "s"
            from ..m import super as super, _q
          super += (not 1.5)
      try: x = None
      except E: y
    case {"k": [v54, *r30], ns.Z: ns.K}:
      (c, *_q) = b.m((not ((not -1) + (x := None))), k=(
  ((1 in [-1, ...]) is not None)
   - ({self: y for _q in a for x in [...]} < (None == 1) <= (None is not None))))
  
