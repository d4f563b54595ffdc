while 1:
  while ((print\
 .attr.meth(
  (1, __class__),
  (1 == True)), ...), ...):
    raise False from (__class__(**x, z=[2, b, a, a], **0) in [(b'z', ([1, 3, 1, b, b, 2, 2, a, 1, 3, a, 1, b, 3, 1, 1, 3, b, 2, 2, 1, 2, a, 2, 2, 3, 2, 2, 1, b, 3, b, 3] in [(-1 == 1), (True == 1)])), 1])
    if 0:
      y\
 .attr.meth(
  f'{a!r:>{__class__}} t {a}',
  (not print(**self, z=(y < b'z' <= b), **(-1 == ()))))
      while [(None for _q in b), *c, 0]:
        match (not __class__(k0=True, k1=__p[(
"s"
 - 0):(False, "")])):
          case ["s", [_, v19]]:
            a
          case True:
            pass
        {**c, (
True
 - None): a[__p(**print, z=(False == print), **True):((lambda super=super, *, k=None: None) and (True in [None, False]))], "k": a((super(a, *__p, k=1) or (b := b'z') or (1.5 == -1)), *__p, k=[3, b, 2])}
    else:
      if __debug__ and super: __class__()
      b[False] *= ("" and __p(k0=y[():b'z'], k1=1.5, k2=super(**__class__, z=(0 and "s"), **(not "s"))))
      match (... if "" else (not a.x)):
        case {"k": _, **w39}:
          if 0:
            x = 1
            x = 1
            b
          else:
            x = 1
            pass
          class x(x, metaclass=self):
            x = 1
            pass
            print
        case [{"k": {"k": ns.K, **w16}, **w18}, *r12]:
          assert 1.5, [self for self in True if (({**x, None: "", "k": b'z'} + (None == ...)) and b'z')]
        case _:
          try:
            _q
            pass
            x = 1
          finally:
            pass
