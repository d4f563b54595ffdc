def outer(a, x):
  def f():
    nonlocal a
    a = x
  self += (1 == {**__p, super\
   .attr.meth(
    b.m(1, k=-1),
    (-1 is None)): ("s", (1 + c)), "k": (1.5 in ["%s %r" % ("", _q), -1])})
  while 1:
    y["%s %r" % (b'z', None)] *= [(not super[(a := ""):"%s %r" % (1, "")]), *__p, (b'z' is not None)]
    b[x(k0=x(**a, z=(), **1.5), k1=(lambda super="s", *, k=print: ""), k2=(None, ...), k3={-1, b'z'}, k4=(0 in [..., 0]), k5=(
  ...
   - ...), k6=(lambda print=-1, *, k=b'z': "s"), k7=(() and 1), k8=a, k9=True, k10=(
  __class__
   - ()), k11=a(k0=0, k1=b'z'), k12=False, k13=("", ""), k14=x, k15=x.m("", k=...), k16="%s %r" % (__class__, 0))] *= b(__p, *x, k=(b'z' and b'z'))
    for self in x(**c, z=self[((... + ()) == __class__(k0=(), k1=None, k2="")):((0 and b'z') in [None, (1 < True <= ())])], **(a < (lambda y=(c + ()), *, k=(... == None): False) <= [print for _q in (() == False) if (None if ... else y)])):
      continue
      print\
       .at -= 0
      a(k0="", k1=(False is not None))
    else:
      while ((__class__ == (True and (y := "s"))) == [a for print in (True and (... is not None)) if ""]):
        assert (_q := None), -1
        x += 1.5
        print[(-1 or print(**_q, z=None, **None) or "s")] *= "s"
      else:
        _q[{y: b(k0=(), k1=1.5) for super in y for self in [(1 in [b'z', -1])]}] = [1, 2, 3, 2]
        try: x = False
        except E: y
        {(super := 0), super(**y, z=(a(k0=-1, k1=..., k2=y, k3=0, k4=1.5, k5=1.5, k6="s", k7=super, k8=__p, k9=False, k10=b'z', k11=1.5, k12=y, k13=super, k14=(), k15=1.5, k16=1) == _q(0, *y, k=1.5)), **{__p: {**y, True: __p, "k": -1} for super in __p for y in [[__p for b in 0 if True]]})}
      (self := 1)
  import b.b.c as __class__, d.e
  
