def outer(a, x):
  def f():
    nonlocal a
    a = x
  raise (y(k0=True, k1="s", k2=((not False) is None)) == b'z') from 0
  from ..m import x as a, b
  match __class__.m(super.m(__p.m(self\
   .attr.meth(
    "s",
    ()), k=(
  False
   - -1)), k=((), (None if 1 else ""))), k=({super: (1 == 1) for a in y for self in [__p]}, self(k0=y.m(1.5, k="s"), k1=-1))):
    case ns.K:
      while {**a, x\
   .attr.meth(
    False,
    (False == (a or "" or False))): False, "k": {None, (0 for __class__ in self)}}:
        c\
         .at -= x((y and [-1, *y, [a, 1, 1, 2]]), *__p, k=1)
        for a[[(__class__ == 1), *a, (1.5 == ())]] in self((lambda a=super(k0=(None == True), k1=1.5, k2=[print for y in () if True], k3={a: self for self in a for __class__ in [""]}, k4={**__class__, b'z': ..., "k": ""}, k5={(), -1}, k6=0, k7=[b'z', *_q, super], k8=("" + print), k9=(-1 == False), k10=(None in [(), True]), k11=(0 and ""), k12=(1.5 == 0), k13={**__p, b'z': b, "k": False}, k14=(... < 1 <= _q), k15=(..., ""), k16={self: None for x in x for x in [-1]}), *, k=(): -1), *a, k=1.5):
          {**y, b\
   .attr.meth(
    __class__(k0=(-1 is not None), k1=__p(**c, z=1, **None)),
    ()): None, "k": 1}
        else:
          {"", ((None is None) is None)}
          a\
           .at -= 0
          b: [__class__\
   .attr.meth(
    False,
    None), *__p, b] = None
        if __debug__ and print: print()
      else:
        super[a] *= (((
  (b == ...)
   - "s") == (lambda y=a._q, *, k=(x := True): {_q, b'z'})) for self in self)
        x = c
      from ..m import c as c, b
    case {"k": ns.K, ns.Z: None}:
      async def y():
        from ..m import a as _q, super
        return
    case _:
      {{**_q, x.m(self[...:b'z'], k=(1.5 + None)): {**_q, (b'z' is not None): (y in [(), True]), "k": (x is not None)}, "k": print(k0=(lambda __class__=True, *, k="": b), k1="s", k2=[__p for self in 0 if __p], k3=(not None), k4=(a := b'z'), k5=(
  ""
   - 0), k6=(None == False), k7=x("", *y, k=""), k8=b(**__class__, z=b'z', **b'z'), k9=(-1 == b'z'), k10=True, k11=False, k12=(() == self), k13=[2, 3, b, b, 2, 3, 3, 1, b, 1, b, a, a, a, 2, 2, 3, 2, 3, 3, 1, 3, 2, 3, a, b, 2, 3, b, 3, b, 1, 1], k14=super(k0=-1, k1=b'z'), k15=y.m(0, k=None), k16=(-1, None))}, (((_q := print) < {**b, None: True, "k": 0} <= y(**__class__, z="", **a)) if {_q: [True, *super, 1] for self in x for __p in [(1.5 == False)]} else None)}
  ""
  
