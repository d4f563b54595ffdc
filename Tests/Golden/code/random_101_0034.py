def outer(a, x):
  def f():
    nonlocal a
    a = x
  from ..m import self as self, a
  with [{**c, {1, (x := 1.5)}: a(**super, z=(__class__ or 1.5 or 0), **b'z'), "k": "s"}, *c, __p(**__p, z=([3, b, a] is not None), **((0 == ...) is not None))] as c, ...:
    global xg
    with (-1 and ((() == f'{self!r:>{y}} t {b}') == 1)) as self, "%s %r" % ((... + super[-1:(() or print or 1)]), [2, 3, 2]):
      from ..m import __class__ as __p, y
      __class__[(("s" is None) or __p\
   .attr.meth(
    "s",
    ()) or "")] = {(-1 == (
  (False or ... or True)
   - (0 == ""))), True}
  raise ("s" == ((f'{self!r:>{y}} t {__class__}' in [(), (-1 in [-1, None])]) if {None, (() + b)} else 1)) from self[([(lambda c=1.5, *, k=False: -1), *c, __p(**self, z="s", **None)] for a in __class__):f'{super!r:>{print}} t {__p}']
  
