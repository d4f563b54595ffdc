def outer(a, x):
  def f():
    nonlocal a
    a = x
  del __class__, __class__.q, print[-1]
  global bg
  _q\
   .at -= 1.5
  try:
    def b(_q: -1 = __p(k0=x(x, *__class__, k=None), k1=...), *args, kw: int = ((b + 1.5) is None)) -> ((y == None) < (0 if 1.5 else "s") <= (b == "")):
      global selfg
      while 1.5:
        try:
          def self(a: ([3, 3, 2, 2] in [__p, ...]) = (not b'z'), *args, kw: int = "%s %r" % ((1.5 for a in __p), None)) -> (
  0
   - b'z'):
            (b'z' + [3, b, 2])
          __class__\
           .at -= (not ((x[():True] == self) == ([1, 1, 1, 2, 2, b, 1, 3, 1, 3, 2, 1, 2, a, a, b, 2, 2, 1, b, b, 3, b, 3, 3, a, a, 1, 2, b, 1, 3, 2], (None == ""))))
          while 1:
            print\
             .at -= (yield from False)
            with (lambda x={**self, b'z': ((b < () <= False) == __class__\
   .attr.meth(
    0,
    "s")), "k": b'z'}, *, k=(None and ...): "s") as self, ((((0, "s") < 1 <= (... == 0)) < ("" if (yield from 1.5) else True) <= {super: (-1 for y in c) for b in super for super in [a]}) is None):
              c
        finally:
          b[(..., (a if False else -1))] *= (((... is None) if (-1, super(k0=b'z', k1=-1, k2=b'z')) else (not "")) is not None)
        if print(**print, z=(a.m(self.m(..., k=-1), k=[b, b, 1, 1, b, 2, 3, a, 1, 1, 2, 3, 1, 2, 1, 2, 2, 2, 1, 2, a, a, a, 3, 1, a, 2, 3, b, a, 1, 2, a]) == ((1 == 0) and ("s" is not None))), **(([a for self in 1.5 if "s"] is not None) < _q(**__class__, z=-1, **(1.5 is None)) <= __class__(**c, z=("" < 0 <= 0), **("s" < ... <= 1.5)))):
          __class__\
           .at -= [super for c in False if {b(**x, z=(... in [(), 0]), **-1), (b := {a: __class__ for __class__ in __class__ for super in [print]})}]
      else:
        True
    self
    global xg
  finally:
    ("s" if (lambda c=(False == y\
   .attr.meth(
    "s",
    "")), *, k=None: {**c, (1 is None): (x := 0), "k": ()}) else super\
   .attr.meth(
    ((y for x in c) == {super: ... for __class__ in a for c in [...]}),
    1.5))
  
