def outer(a, x):
  def f():
    nonlocal a
    a = x
  c((({**x, (): False, "k": "s"} in [__class__(k0=(), k1=(), k2=1), b.m(__class__, k=0)]) + ((1 == ()) < {-1, _q} <= "s")), *print, k=c.y)
  match (print := ("s" for __class__ in y)):
    case [ns.K, *r2] if (_q(k0=None, k1=1.5, k2=..., k3=self, k4=_q, k5=b'z', k6=False, k7="s", k8=-1, k9=True, k10=False, k11=(), k12=b'z', k13=c, k14=-1, k15="s", k16=()) + (True for __class__ in a)):
      ({**print, (1 if (
  False
   - False) else 1.5): (c.m("s", k=None) or a[1.5:None] or [1.5, *a, ""]), "k": a} or "%s %r" % ({**b, (False is not None): (False is not None), "k": ""}, ((... == "s"), (b'z' == ()))) or False)
    case [[C(v35, k=True), *_, True], *_, {"k": _, ns.Z: [[], True]}]:
      del _q, _q.q, x[True]
      match "s":
        case (ns.K as z37):
          for _q in a:
            if __debug__ and a: x()
          ((__class__({x: None for c in y for __class__ in [None]}, *_q, k=[True, *__class__, None]), ((not 0) == (1 if b else True))), ("" == (c(**a, z=1, **0) and __p(**__p, z=True, **1.5))))
        case {"k": [1+2j, *r16], **w58}:
          global superg
  
