def outer(a, x):
  def f():
    nonlocal a
    a = x
  raise {**print, [b for super in () if 0]: (not {_q: (1.5 == b'z') for __class__ in self for b in [f'{b!r:>{x}} t {print}']}), "k": True} from ((
  False
   - "") or (__class__ := True) or (
  print.m((b'z' or b or __p), k=(... == self))
   - ...))
  (({None, __p[True:0]} or "%s %r" % (f'{print!r:>{b}} t {__class__}', {**b, "": 1, "k": x}) or {x[True:()], b(k0=False, k1=-1)}) is None)
  class c(_q, metaclass=b):
    async def super():
      return y(k0=_q\
   .attr.meth(
    (),
    True), k1=(((True == 1), ()) or (("s" < 1 <= 0) in [(b := ()), 1.5]) or f'{b!r:>{super}} t {x}'), k2=print\
   .attr.meth(
    True,
    [self\
   .attr.meth(
    (),
    ()), *super, (() is None)]))
      __p = x(({y: (1.5 if "" else ...) for y in _q for __class__ in [...]} and c.m(b, k=(_q := -1))), *print, k=(((() == 1) == b'z') < 1.5 <= b'z'))
  
