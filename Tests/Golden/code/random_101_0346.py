def outer(a, x):
  def f():
    nonlocal a
    a = x
  if (not ((b'z' and {"", b'z'}) == b'z')):
    while 1.5:
      ...
  elif c(1, *_q, k=((super == ()) and ([_q for c in b'z' if b] and ()))):
    ()
    __class__
  else:
    while (
  ""
   - b'z'):
      import _q.b.c as b, d.e
      a, c = ()
      while 1:
        raise ({True, a(**b, z=(None + -1), **"s")} == "s") from print.__class__
        global xg
        while (("%s %r" % (..., print) for b in a) == b\
   .attr.meth(
    -1,
    (("" < True <= 0) is not None))):
          (True == f'{__class__!r:>{self}} t {c}')
          if {x\
   .attr.meth(
    self.c,
    ()), a(**c, z=("s" == {print: () for x in x for self in [True]}), **{"%s %r" % (1.5, False), _q(..., *__class__, k=())})}:
            del x, self.q, a[(0 in [-1, b'z'])]
            self += f'{print!r:>{y}} t {self}'
            try:
              pass
            finally:
              x = 1
              __p
              __p
        else:
          [1, 2, a, a, 3, a, 1, 3, 3, 2, b, 2, b, 3, 1, 3, b, b, a, b, a, a, b, 1, 3, 3, b, 3, 1, a, 2, b, b]
    async def super():
      from ..m import __p as a, print
      _q.c = a(**a, z=(a := __p(("s" and 1.5), *a, k=print(**c, z=False, **""))), **x(k0=(-1 in [x.y, c.m((), k=__p)]), k1=a\
   .attr.meth(
    b,
    __p(..., *print, k=None)), k2=(("s" == True) is None), k3=1.5, k4=((0, -1) if ("", 0) else (__p and ...)), k5=(... + ...), k6=True, k7=..., k8=(yield f'{x!r:>{b}} t {b}'), k9=(), k10=((1.5 + "") if "s" else ("" == b'z')), k11=a, k12=(0 in [(b + b'z'), [__p async for __p in b if False]]), k13=a(k0=print.m(1.5, k="s"), k1="s", k2=y, k3=..., k4=(... is None), k5=c(**c, z="", **1), k6=__class__, k7=(0 < y <= -1), k8=(-1 in [..., True]), k9=..., k10=(_q + ()), k11=("s" == b'z'), k12=(1 == 0), k13=[y for __class__ in None if 1], k14="s", k15=None, k16=f'{a!r:>{self}} t {self}'), k14=(), k15=(a(True, *_q, k=1) or -1 or self), k16=0))
  
