def outer(a, x):
  def f():
    nonlocal a
    a = x
  def b(x: () = ((not ()) or y\
   .attr.meth(
    (),
    print) or -1), *args, kw: int = {**b, c(**super, z=..., **self): (False for self in x), "k": (
  None
   - super)}) -> ({(), -1} in [(print or 1.5 or ()), a.print]):
    _q((c["s":y.m("", k=-1)] < (yield (print in [0, -1])) <= self(**y, z=(yield from -1), **(self := ...))), *y, k=b(**x, z=_q.a, **(print := (None for a in super))))
  class self(super, metaclass=super):
    ((b'z' == ((... < c <= True) == (False == 0))) == {((
  b'z'
   - None) if () else (-1 for __p in c)), ((lambda x=-1, *, k=0: ()) for self in self)})
  while ([True, *self, ""] if ("s" == (_q, (print := ""))) else "%s %r" % ("s", (1.5 == (() is not None)))):
    a = {**super, (-1 if ((() == "s") == (not ())) else ""): b[(self.m(..., k="s"), f'{self!r:>{_q}} t {a}'):True], "k": x.__p}
    (lambda _q=None, *, k=(a(**self, z=print, **super.m(0, k=b'z')) and __class__\
   .attr.meth(
    1,
    (-1 for c in x))): ((("s" in [(), ...]) in [[b'z', *super, False], ("s" == 0)]) is None))
    __p\
     .at -= (((... == (True == "s")) == (c(**a, z=None, **0) in [{y: False for c in __p for a in [False]}, b.m(super, k=b'z')])) + (y := (... is not None)))
  
