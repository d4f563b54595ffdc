f'{__p!r:>{x}} t {self}'
b = (print.super == ([self for b in (-1 in [1, print]) if b(**super, z=..., **0)] < (self == (1 for b in __p)) <= ((y for b in self) for self in a)))
(not (
[c for __class__ in "s" if {0, b'z'}]
 - __class__(k0={**b, 1: -1, "k": ""}, k1=("" or 1.5 or y))))
for [self, __class__.z] in None:
  a[__p(k0=(() and False), k1={1.5, ...}, k2=...)] *= (_q(k0=b'z', k1="s") == (not {a: (() == ()) for __p in b for y in [y]}))
  try: x = ((True is None) for __p in __p)
  except E: y
  a += {**__p, _q.m(1, k=({**__p, "s": 1.5, "k": x} == x\
 .attr.meth(
  False,
  True))): (((0 if b'z' else ...) or [_q for _q in 1 if False] or "%s %r" % (0, ())) is None), "k": b.m((
self
 - None), k=((b < False <= 1) for super in b))}
else:
  super: "" = super[self[b'z':0]:("s" in ["", None])]
  True
