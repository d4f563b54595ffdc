def outer(a, x):
  def f():
    nonlocal a
    a = x
  (not {a: ((-1 == 0) == [b, 2, b, 2, 1, b, 1, 1, a, 2, 3, 1, 1, b, 1, b, 1, 1, a, 1, 3, 3, 3, 1, b, 1, a, b, 1, 2, b, 2, 2]) for c in __p for _q in [y]})
  match self(k0=({a: super[b'z':()] for c in self for _q in [(1 < None <= b'z')]} for self in c), k1=_q\
   .attr.meth(
    (_q\
   .attr.meth(
    0,
    print) in [[b for self in "s" if ()], (() == False)]),
    (1 if "" else True))):
    case [(v8 as z25), [C("s", k=_), {"k": 1, **w51}]] if (c(**__class__, z=b'z', **1) for print in a):
      if __debug__ and __p: super()
    case {"k": _, ns.Z: {"k": v17, ns.Z: (_ as z7)}}:
      for (__class__, *y) in (1.5 is not None):
        if ((not f'{self!r:>{_q}} t {_q}') is None):
          if a.y:
            raise ((([1, 1, a, 1, 2, 1, b, 1, b, 2, b, 3, 1, 1, 1, 1, a, a, a, 1, a, a, a, a, 2, 1, a, a, a, b, 3, 1, 1] is not None) == "s") == ((super := None) == "")) from ((... and __class__\
   .attr.meth(
    {1, 1},
    (x == b'z'))) == -1)
          from ..m import self as __class__, __p
      else:
        True
  raise {b: (((() == -1) is None) + _q.m(0, k=(... or "s" or a))) for super in __p for super in [(
  ()
   - ({self: print for a in __p for b in [0]} and False))]} from None
  class __class__(__class__, metaclass=print):
    [b, self.z] = self(0, *b, k=...)
  
