(
{[a for __class__ in (() and ...) if 0], y(k0={True, 1.5}, k1="s", k2=(0 for __class__ in _q))}
 - ([(1 == "s"), *_q, (c == -1)] == ((
""
 - -1) in [c, None])))
try:
  self += b'z'
  {..., {[3, 3, a, 2], [a for print in (1 == 1.5) if "s"]}}
except x as c:
  b[([None, *x, b'z'] is None)] *= [y for _q in "s" if (None is not None)]
except:
  try:
    __p: ((0 if "s" else 0) == ...) = (not 1)
    async def y():
      match (1 is None):
        case {"k": {"k": True, ns.Z: True}, **w27} if _q[():__p[1:None]]:
          return print(**c, z=(not c(b(b'z', *a, k=y), *print, k=0)), **-1)
          class c(a, metaclass=a):
            x
            x = 1
        case ns.K:
          c += (True is not None)
        case _:
          for print[[(), *super, (await 1)]] in True:
            pass
            y
      from ..m import a as self, c
  finally:
    print: {**y, (lambda super="", *, k=print: ""): (), "k": (not -1)} = (1.5 == ("s" is None))
    global _qg
    while 1:
      if (((x == None) == print(k0=False, k1=c(b'z', *self, k=1.5), k2=(... < b'z' <= b), k3=b'z', k4=(-1 if c else True), k5=b'z', k6=(lambda c=1.5, *, k="s": ""), k7=[b'z', *__class__, self], k8=x(-1, *c, k=None), k9=print\
 .attr.meth(
  1,
  "s"), k10=1.5, k11=..., k12=None, k13=print, k14=("" in [None, __class__]), k15=("" == -1), k16=(
b
 - None))) is None):
        if "s":
          continue
          raise x.m((() and super.self), k=...) from 1
          if False:
            pass
            super
          elif ((None or [2, 3, 3, 1, a, 2, 1, 2, a, 2, 1, 3, 3, a, b, a, a, 1, b, 1, 2, 1, a, 2, b, 2, 1, 2, b, a, b, 1, a] or False) + ("" is None)):
            pass
          else:
            b
            x = 1
