import sys
def show(f, *a):
    try: f(*a)
    except BaseException as e: sys.excepthook(type(e), e, e.__traceback__)
def b(x): return x + 1
show(b, "a")
def idx(d): return d["a"]["b"][2]
show(idx, {"a": {"b": [1]}})
show(idx, {"a": {}})
show(idx, {})
def attr(o): return o.foo.bar
show(attr, 5)
def call(f): return f(1)(2)
show(call, 5)
show(call, len)
def many(a, b, c): return a // b ** c if a else (a   @   b)
show(many, 1, 0, 1)
show(many, 0, 1, 1)
def multi():
    return (1 +
            "a" +
            3)
show(multi)
def multicall():
    return len(
        5,
        6
    )
show(multicall)
def unpack():
    a, b = 1, 2, 3
show(unpack)
def unpack2():
    a, *b, c = [1]
show(unpack2)
def unpack3():
    for a, b in [(1,)]: pass
show(unpack3)
def raiser(): raise ValueError("x")
def chain():
    try: raiser()
    except ValueError as e: raise KeyError("k") from e
show(chain)
def ctx():
    try: raiser()
    except ValueError: 1/0
show(ctx)
def supp():
    try: raiser()
    except ValueError: raise TypeError("t") from None
show(supp)
def fin():
    try: raiser()
    finally: 1/0
show(fin)
def reraise():
    try: raiser()
    except ValueError: raise
show(reraise)
def deep(n):
    if n: return deep(n-1)
    raise RuntimeError("deep")
show(deep, 2)
show(deep, 10)
def a1(n): return a2(n)
def a2(n): return a1(n-1) if n else 1/0
show(a1, 3)
def note():
    e = ValueError("with note")
    e.add_note("note 1\nsecond line")
    e.add_note("note 2")
    raise e
show(note)
def badnote(n):
    e = ValueError("bad"); e.__notes__ = n; raise e
show(badnote, 5)
show(badnote, "abc")
show(badnote, [1, 2])
show(badnote, ["a\n", "b"])
class BadStr(Exception):
    def __str__(self): raise ValueError("no")
def badstr(): raise BadStr()
show(badstr)
class Mod(Exception): pass
Mod.__module__ = "some.where"
Mod.__qualname__ = "Outer.Mod"
def modx(): raise Mod("text\nlines")
show(modx)
def empty(): raise ValueError
show(empty)
def emptys(): raise ValueError("")
show(emptys)
def none(): raise ValueError(None)
show(none)
def non_exc(): raise 5
show(non_exc)
def non_cause(): raise ValueError from 5
show(non_cause)
def asrt(x): assert x == 1, "bad x"
show(asrt, 2)
def asrt2(x): assert x
show(asrt2, 0)
def comp(): return [1/x for x in (1, 0)]
show(comp)
def gen():
    yield 1
    yield 1/0
show(lambda: list(gen()))
def lam(): return (lambda q: q.foo)(5)
show(lam)
class C:
    def m(self, x): return self.n(x)
    def n(self, x): return x.y
    @property
    def p(self): return self.q
    def __repr__(self): return 1/0
    def __getattr__(self, n): raise AttributeError(n)
    def __len__(self): return -1
    def __iter__(self): return 5
    def __bool__(self): return 5
show(C().m, 1)
show(lambda: C().p)
show(lambda: repr(C()))
show(lambda: len(C()))
show(lambda: list(C()))
show(lambda: not C())
show(lambda: C().z)
def wh():
    with 5 as x: pass
show(wh)
def dele():
    del zzz
show(dele)
def ub():
    print(v); v = 1
show(ub)
def nm(): return undefined_name
show(nm)
def imp(): import nosuchmodule
show(imp)
def imp2(): from sys import nosuchname
show(imp2)
def kw(a, *, b): pass
show(lambda: kw(1))
show(lambda: kw(1, 2))
show(lambda: kw(1, b=2, c=3))
show(lambda: kw())
show(lambda: kw(*5))
show(lambda: kw(**5))
show(lambda: kw(1, **{"a": 2}))
def sub():
    x = {}
    x  [  "k"  ]  = x["a"]
show(sub)
def aug():
    x = 1
    x += "a"
show(aug)
def aug2():
    x = [1]
    x[3] += 1
show(aug2)
def neg(): return -"a"
show(neg)
def cmp(): return 1 < "a" < 3
show(cmp)
def cmp2(): return 1 in 5
show(cmp2)
def sl(): return [1,2]["a":]
show(sl)
def sl2(): return (1)[0]
show(sl2)
def fst(): return f"{1/0!r:>5} {2}"
show(fst)
def tern(x): return (x.foo if x else
  x.bar)
show(tern, 0)
show(tern, 1)
def sem(): a = 1; b = a.x; c = 2
show(sem)
def star(): return [*5]
show(star)
def dstar(): return {**5}
show(dstar)
def exc_in_exc():
    try:
        1/0
    except 5:
        pass
show(exc_in_exc)
def nested():
    try:
        try: 1/0
        except ZeroDivisionError: {}["a"]
    except KeyError: [][1]
show(nested)
x = ValueError("self"); x.__context__ = None
def cyc():
    a = ValueError("a"); b = ValueError("b")
    a.__context__ = b; b.__context__ = a
    raise a
show(cyc)
def hang():
    e = ValueError("c"); e.__cause__ = KeyError("cause"); e.__context__ = KeyError("context")
    raise e
show(hang)
sys.excepthook(ValueError, ValueError("no tb"), None)
sys.excepthook(ValueError, 5, None)
