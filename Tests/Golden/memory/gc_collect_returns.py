import gc, functools, types, collections
gc.disable(); gc.collect()
class N: pass
class S: __slots__ = ("a", "__weakref__")
def t1(): a = []; a.append(a)
def t2(): a = {}; a["a"] = a
def t3(): a = N(); a.a = a
def t4(): a = N(); b = N(); a.b = b; b.a = a
def t5(): a = S(); a.a = a
def t6():
    def f(): return f
def t7():
    class C: pass
def t8():
    class C:
        def m(self): return C
def t9():
    class C:
        @property
        def p(self): return C
        __slots__ = ("x",)
def t10(): g = None; g = (x for x in [1] if g); next(g)
def t11():
    try: raise ValueError
    except ValueError as e: x = e
def t12():
    l = []; t = (l,); l.append(t)
def t13(): a = N(); a.__dict__["self"] = a
def t14(): a = N(); d = a.__dict__; d["d"] = d
def t15(): a = [N() for _ in range(10)]; a.append(a)
def t16(): a = N(); a.m = a.__init__
def t17(): s = set(); a = N(); s.add(a); a.s = s
def t18(): import functools; p = functools.partial(print); a = [p]; q = functools.partial(print, a); a.append(q)
def t19(): i = iter([]); l = []; i = iter(l); l.append(i)
def t20():
    import types; m = types.ModuleType("m"); m.m = m
def t21(): type("T", (N,), {"x": 1})
def t22(): a = N(); a.cb = lambda: a
def t23():
    class M(type): pass
    class C(metaclass=M): pass
    C.c = C()
def t24(): d = {}; d["k"] = d.keys()
def t25():
    from collections import deque, defaultdict
    d = deque(); d.append(d); e = defaultdict(lambda: e)
def t26():
    async def c(): await x
    x = c(); y = [x]; x.close()
def t27():
    a = bytearray(b"abc"); m = memoryview(a); l = [m]; l.append(l)
def t28():
    class A:
        def __init__(self): self.s = super(); self.z = zip([self]); self.e = enumerate([self])
    A()
for i in range(1, 29):
    f = globals()["t%d" % i]; f(); print(i, gc.collect(), gc.collect(), end="; ")
print(); print(gc.garbage, gc.get_count()[1:])
