def outer(a, x):
  def f():
    nonlocal a
    a = x
  def self(print: ((1 if ... else b'z') == 1.5) = (
  None
   - (1 if "" else y)), *args, kw: int = _q._q) -> "":
    import super.b.c as _q, d.e
    try: x = ((((not False) if False else None) or (x := (not print)) or ((_q in [(), -1]) if self\
   .attr.meth(
    "",
    ...) else {_q: "" for __p in y for print in [1.5]})) + {**a, self[self(k0=print, k1=-1, k2=..., k3=(), k4=-1, k5=1.5, k6=(), k7=..., k8=0, k9=b'z', k10=1.5, k11=..., k12=(), k13=-1, k14="", k15=_q, k16=b'z'):-1]: (
  (b'z' == -1)
   - [3, b, b]), "k": y\
   .attr.meth(
    [__p for c in False if "s"],
    __p("s", *y, k=True))})
    except E: y
    __class__, x = (yield None)
  
