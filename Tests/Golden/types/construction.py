def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag)); cls.tag = tag
class A(Base, tag='a'): pass
class B(A): pass
print(Base.subs, A.tag, B.tag)
def d():
    class C(Base, nope=1): pass
t(d)
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int], G[1, 2], type(G.__dict__['__class_getitem__']))
class G2(G): pass
print(G2['x'])
t(lambda: int[3]); t(lambda: Base[1]); t(lambda: Base()[1])
class N:
    def __new__(cls, *a, **k):
        print('new', cls.__name__, a, k)
        return super().__new__(cls)
    def __init__(self, *a, **k): print('init', a, k)
N(1, b=2)
class N2:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(N2())
class N3:
    def __init__(self): return 5
t(lambda: N3())
class N4:
    def __new__(cls, a): return super().__new__(cls, a)
t(lambda: N4(1))
class N5:
    def __init__(self, a): super().__init__(a)
t(lambda: N5(1))
class N6:
    def __new__(cls, a): return super().__new__(cls)
t(lambda: N6(1)); t(lambda: N6())
class N7:
    def __init__(self, a): pass
t(lambda: N7()); t(lambda: N7(1, 2)); t(lambda: N7(b=1)); print(type(N7(a=1)).__name__)
class N8(N6):
    def __init__(self, a): self.a = a
print(N8(4).a)
class N9:
    __new__ = 5
t(lambda: N9())
class N10:
    __init__ = None
t(lambda: N10())
class N11:
    @staticmethod
    def __new__(cls): print('static new'); return object.__new__(cls)
N11()
class IntS(int):
    def __new__(cls, v, extra): 
        o = super().__new__(cls, v); o.extra = extra; return o
    def __init__(self, v, extra): print('init', v, extra)
i = IntS(5, 'e'); print(i, i.extra, i + 1, type(i + 1))
# del
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
D(1)
d = D(2); d = D(3); del d
l = [D(4), D(5)]; l.clear()
class Res:
    keep = []
    def __del__(self): print('res'); Res.keep.append(self)
r = Res(); del r; print(len(Res.keep)); Res.keep.clear(); print('after')
class BadDel:
    def __del__(self): raise ValueError('in del')
import sys
sys.unraisablehook = lambda u: print('unraisable', u.exc_type.__name__, u.exc_value, u.object.__qualname__)
BadDel()
def f():
    x = D('local'); y = D('local2')
f()
class DelSub(D):
    def __del__(self): print('sub'); super().__del__()
DelSub(9)
class SlotDel:
    __slots__ = ('a',)
    def __del__(self): print('slotdel', self.a)
s = SlotDel(); s.a = D('inner'); del s
class IntDel(int):
    def __del__(self): print('intdel', self)
x = IntDel(7); del x
class TDel(tuple):
    def __del__(self): print('tdel', self)
x = TDel((1, 2)); del x
class ExDel(Exception):
    def __del__(self): print('exdel')
try: raise ExDel
except ExDel: pass
print('end')
# weak references
import _weakref
class W: pass
w = W(); ref = _weakref.ref(w, lambda r: print('dead')); print(ref() is w, w.__weakref__ is ref); del w; print(ref())
class WS: __slots__ = ()
t(lambda: _weakref.ref(WS())); t(lambda: _weakref.ref(5)); t(lambda: _weakref.ref([]))
class WL(list): pass
wl = WL(); print(_weakref.ref(wl)() is wl)
r = _weakref.ref(W); del W; 
import gc; gc.collect(); print(r())
