def outer(a, x):
  def f():
    nonlocal a
    a = x
  (not b'z')
  super: f'{c!r:>{x}} t {print}' = 1.5
  if {**print, 1: f'{x!r:>{super}} t {self}', "k": None}:
    None
  elif _q:
    1.5
  else:
    class __p(__p, metaclass=print):
      {__class__(k0=..., k1=(
  f'{super!r:>{__class__}} t {__class__}'
   - 1)), [c for a in ((0 == __class__) if (... and True) else {**print, 1.5: 0, "k": __p}) if ((False < "" <= ()) for super in c)]}
      a, __p = ({**_q, (print\
   .attr.meth(
    1,
    True) and (
  "s"
   - None)): _q(k0=(), k1=(1.5 is not None), k2=(not a)), "k": ...}, [a, 3, a, 2])
    a.m("s", k=((__p[None:__p] + (... if 0 else super)) == b.m(print(c, *a, k=1), k=(c := False))))
  "%s %r" % ({**print, c: print.m((() == False), k=(__class__ or -1 or False)), "k": ((_q is not None) == 0)}, -1)
  
