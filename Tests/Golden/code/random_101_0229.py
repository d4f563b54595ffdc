with False as __p, [2, a, a, 2, a, b, b, b, 2, a, b, 2, 2, b, a, a, b, 3, 1, a, b, b, a, b, a, 2, 1, b, 2, b, 3, b, 3]:
  for self in (... or False or {x: b'z' for b in super for y in [[a, b, 1, b, 2, a, b, 1, b, 3, 1, 3, b, 1, 1, a, b, b, b, b, 2, b, 2, b, a, 2, 1, 2, 2, a, 2, 2, a]]}):
    continue
    [x, __p.z] = a(**x, z=0, **None)
  else:
    if __debug__ and __p: a()
try: x = 1
except E: y
y = (not y[-1:{self, (print == None)}])
while c(k0=(), k1=((a(k0=(), k1=(), k2=__p, k3=b'z', k4=b'z', k5=-1, k6=b, k7=-1, k8=self, k9=..., k10=1.5, k11=1, k12=-1, k13=1, k14="", k15=..., k16=b'z') is not None) == 0), k2=_q(**x, z=[(b'z' == __p), *b, ()], **((False is not None) for y in c))):
  while 1:
    a += ...
    try: x = {b: (("" is None) == 0) for __p in a for super in [({**x, "": (... + "s"), "k": (
None
 - "s")} is None)]}
    except E: y
