def outer(a, x):
  def f():
    nonlocal a
    a = x
  while 1:
    raise (c.__class__ < ("" == None) <= [super for __class__ in () if -1]) from ...
  (__class__.m(((print if __class__ else ()) or __class__(k0=self, k1=..., k2="s") or "s"), k=_q(k0=(True for __p in b), k1=x(**a, z="s", **False), k2={..., 1})) in ["%s %r" % (__class__(k0=-1, k1=("s" == ""), k2=(-1 or 1 or ()), k3=(__class__ == -1), k4=[y for x in 0 if 0], k5=0, k6=(-1 and -1), k7=x(k0=1.5, k1=1.5, k2=-1, k3=..., k4="s", k5=1, k6=-1, k7=b'z', k8="", k9=1, k10=1, k11=False, k12="", k13="", k14=1, k15=(), k16=...), k8=(1 == False), k9=("s" == None), k10=("s" == ...), k11=(not 0), k12=False, k13=(b for super in _q), k14=(1 in [True, _q]), k15=c.y, k16="s"), ((b'z' is not None) is not None)), {super: 1 for c in __class__ for print in [()]}])
  (([__class__ for _q in b'z' if [y, *__p, "s"]] and False) in [x._q, (
  x
   - {_q: () for y in b for b in [(x == None)]})])
  while 1:
    try:
      1
      with -1 as _q, 1:
        super += __p\
   .attr.meth(
    y[((... in [0, b'z']) and (1.5 == True)):([b, *y, super] if {**c, 0: "s", "k": True} else [b for c in "" if 1.5])],
    _q[(c := (-1 or b'z' or super)):False])
        c[self(**y, z=self\
   .attr.meth(
    False,
    1.5), **(x in [(), 0]))] = (() == self.m(b'z', k=__p(**b, z=(True == 1), **(1 is not None))))
    except __class__ as _q:
      [1, a, b]
    except:
      __class__[((True is not None) + (0, "s"))] *= None
      a.a = True
    async def c():
      global __pg
      class b(a, metaclass=super):
        for self in f'{self!r:>{super}} t {super}':
          (f'{a!r:>{super}} t {print}' for print in __p)
  
