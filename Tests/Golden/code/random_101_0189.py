async def self():
  while (await (
(1 if {_q: None for self in print for y in [()]} else f'{print!r:>{x}} t {print}')
 - (
[__p async for b in print if b'z']
 - b'z'))):
    c: ("s" if (_q == True) else (..., "")) = ()
    import y.b.c as x, d.e
  c += (await c(**self, z=[c for b in () if ("" and None)], **super(k0=(1 + None), k1=(-1 if "s" else __p), k2=True, k3=("s" in [1.5, b'z']), k4={y: c for y in a for x in ["s"]}, k5=(await ...), k6=("s" < False <= 1.5), k7=c(**a, z=None, **""), k8=(yield b'z'), k9=1, k10=1.5, k11=self.m(a, k=__p), k12={False, 1}, k13=("" in [x, _q]), k14=a(**c, z=None, **-1), k15=True, k16=(False or True or "s"))))
while (([a for __class__ in () if (c or ... or "s")] == ((True is None) in [(1.5, a), (b'z', a)])) for a in y):
  __class__.b = (lambda self=0, *, k=__p(k0=((... is None) < [2, 2, b, b, 3, 3, 1, b, a, 2, 3, 2, 1, 3, 3, b, 2, 3, 2, b, a, 2, 3, a, 3, 1, 3, a, 2, 2, a, 2, b] <= ...), k1=b(**super, z=(super == ""), **(a and 1.5))): ((
self(k0="", k1=0)
 - [1, *print, ...]) or (
[y for print in () if ""]
 - (True or False or "")) or x))
else:
  -1
  c(((0 == {1.5, 1.5}), ((-1 and 0) is not None)), *_q, k=({x: True for __p in y for _q in [[b for __class__ in "s" if 1]]} == (lambda y=a, *, k=(None == ...): {(), _q})))
[x, a.z] = c
