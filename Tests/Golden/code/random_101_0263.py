def outer(a, x):
  def f():
    nonlocal a
    a = x
  if "":
    while 1:
      assert __p.m((((True or ... or 1.5) == 0) or x.m((0 + False), k=None) or ...), k=b'z'), c.m(b, k=[super(k0=b'z', k1=c, k2=y(..., *print, k=())), *a, (__class__[1.5:None], (
  1.5
   - 1))])
    while 1:
      __class__\
       .at -= ""
      while 1:
        ((((lambda _q="", *, k=True: True), c.self) + 1.5) == f'{c!r:>{super}} t {a}')
  import __p.b.c as __class__, d.e
  
