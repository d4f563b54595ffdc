while 1:
  global printg
  @x.d(super.a)
  def c(__p: f'{__p!r:>{c}} t {y}' = (1.5 for a in print), *args, kw: int = 0) -> (False == print\
 .attr.meth(
  ...,
  None)):
    "doc"
    class super(b, metaclass=super):
      with (__p := ((self.m(-1, k=()) is not None), [3, 1, a, 3, 2, a, 2, 2, 1, a, 2, 1, 3, 2, 2, 3, 1, a, 2, b, b, 2, 3, a, 2, b, 2, a, 3, b, b, a, 1])) as b, [a, a, b, 3]:
        for _q.__class__ in ({**self, _q: _q[print\
 .attr.meth(
  None,
  -1):("s" == True)], "k": ...} and ()):
          match (lambda super=..., *, k=__class__: (False, (("" == "") == _q))):
            case True:
              pass
              pass
            case {"k": ((_ | ns.K) | ({} | _)), **w18}:
              pass
              a
            case _:
              pass
          x += False
  c: "s" = ([a, 1, 3, 2] == [self for print in () if 1.5])
x, __class__ = ((lambda self=(1.5 for __p in __p), *, k="s": -1) if b'z' else "%s %r" % (False, ((0 + ...) + (
""
 - "s"))))
(x, *b) = 0
