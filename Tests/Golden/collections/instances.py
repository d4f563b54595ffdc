# Attributes of instances: inline values, shared keys, dicts made on demand.
import sys
g = sys.getsizeof
class C:
    def __init__(self): self.a = 1; self.b = 2
for i in range(40):
    c = C(); print(i, g(c.__dict__), g(c), g(C), list(c.__dict__))
class E: pass
e = E(); f = E()
e.x = 1; e.y = 2; e.z = 3
f.z = 1; f.x = 2
print(e.__dict__, f.__dict__, vars(e))
del e.y; e.y = 9; print(e.__dict__); e.__dict__['w'] = 1; print(e.w, e.__dict__)
del e.__dict__['x']
try: e.x
except AttributeError as x: print(x)
h = E()
for i in range(40): setattr(h, 'n%d' % i, i)
print(h.__dict__, g(h.__dict__))
k = E()
for i in range(40): setattr(k, 'm%d' % i, i)
print(list(vars(k)), g(k.__dict__), g(E))
for i in range(0, 40, 3): delattr(k, 'm%d' % i)
print(k.__dict__)
try: del k.m0
except AttributeError as x: print(x)
n = E()
try: del n.q
except AttributeError as x: print(x)
n.a = 1
d = n.__dict__; d2 = n.__dict__; print(d is d2)
n.b = 2; print(d); d.clear(); print(n.__dict__, hasattr(n, 'a'))
n.__dict__ = {'p': 1}; print(n.p, vars(n))
p = E(); p.a = 1; p.b = 2
q = p.__dict__.copy(); print(q, g(q)); q['c'] = 1; print(q, p.__dict__, g(q))
print(p.__dict__.popitem(), p.__dict__)
p.__dict__[1] = 2; print(p.__dict__)
class S(str): pass
r = E(); setattr(r, S('abc'), 1) ; print(r.__dict__, r.abc)
for o in (E(), C()):
    o.zz = 1
    print([*o.__dict__.items()], [*reversed(o.__dict__)], o.__dict__ == {'zz': 1}, list(o.__dict__.values()))
class Deep:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.__dict__ == o.__dict__
print(Deep(1) == Deep(1), Deep(1) == Deep(2))
it = iter(C().__dict__); print(next(it), next(it)); 
try: next(it)
except StopIteration: print("stop")
t = C()
try:
    for k in t.__dict__: t.newattr = 1
except RuntimeError as x: print(x)
import gc
class G: pass
x = G(); x.me = x; x.v = 1; del x; print(gc.collect())
x = G(); print(gc.is_tracked(x), gc.is_tracked(x.__dict__)); x.a = 1; print(gc.is_tracked(x.__dict__)); x.b = []; print(gc.is_tracked(x.__dict__))
