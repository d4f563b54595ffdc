raise x.b from None
@super.d({**self, False: "", "k": "s"})
def super(print: print[print:(-1 == True)] = (__class__.__p == {y: b'z' for x in c for print in [...]}), *args, kw: int = ([a, 2, 1, 1, 3, 2, a, a, 3, a, 1, 3, b, 1, 1, b, 1, 3, a, b, b, a, 3, 2, a, a, 3, b, b, a, a, b, 1] if {**b, 1: True, "k": 0} else __class__)) -> [b, 2, 3]:
  "doc"
  @__p.d(f'{super!r:>{y}} t {__p}')
  def __p(b: (yield False) = (), *args, kw: int = [(b'z' < 0 <= b'z'), *b, (super := b'z')]) -> (__p := super(k0=0, k1=False)):
    "doc"
    del y, a.q, self[_q]
    with "" as super, 0:
      assert "s", "%s %r" % ("s", ([_q for x in (() and False) if f'{a!r:>{a}} t {y}'] == -1))
      raise "s" from {_q: False for y in x for a in [super(k0=((lambda print="", *, k="s": 0) and ["", *self, -1]), k1=__class__[f'{super!r:>{c}} t {self}':(yield from 0)], k2=1, k3=(self.m("s", k="s") is None), k4=_q\
 .attr.meth(
  (b'z' or True or ""),
  "s"), k5=[b, 1, a, 1], k6=(() for print in x), k7="", k8=((... is None) is not None), k9=-1, k10=self.super, k11=(lambda x=super\
 .attr.meth(
  0,
  x), *, k="": (lambda c=True, *, k=None: b'z')), k12=(), k13=c, k14=[f'{c!r:>{b}} t {c}', *b, (False, "")], k15=([a, 1, 2, a, a, 1, 2, 2, 3, 1, 3, 3, b, 2, b, 3, 1, b, 3, b, b, 3, a, 3, 2, 3, b, 1, a, b, b, b, b] in [b'z', (not b'z')]), k16=((1.5 in [..., "s"]) in [(-1 == True), (True == "")]))]}
