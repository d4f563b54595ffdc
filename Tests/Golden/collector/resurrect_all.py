# Finalizers that bring whole cycles back, once; weak references and callbacks with it; uncollected counts.
import gc, _weakref
gc.disable()
pool = []
log = []
class F:
    def __init__(self, name): self.name = name
    def __del__(self):
        log.append(self.name)
        if self.name in keep: pool.append(self)
for keep in (set(), {'a'}, {'b'}, {'a', 'b', 'c'}):
    nodes = {n: F(n) for n in 'abcde'}
    for n, m in ('ab', 'bc', 'ca', 'cd', 'de', 'ed'): setattr(nodes[n], m, nodes[m])
    refs = {n: _weakref.ref(nodes[n]) for n in nodes}
    nodes.clear()
    n = gc.collect()
    print(sorted(keep), n, sorted(log), sorted(x.name for x in pool), sorted(k for k in refs if refs[k]() is not None))
    log.clear(); pool.clear()
    print(gc.collect(), log)
before = len(gc.get_objects())
for i in range(50):
    a = []; b = {}; a.append(b); b['a'] = a; c = (a, b); a.append(c)
    f = lambda: f
    del f
del a, b, c
print(gc.collect(), len(gc.get_objects()) - before)
def gen():
    me = yield
    try: yield me
    finally: log.append('generator closed')
g = gen(); next(g); g.send(g); del g
print(gc.collect(), log)
class Meta(type): pass
for i in range(3):
    class T(metaclass=Meta):
        def m(self): return T
del T
print(gc.collect())
e = None
def raiser():
    try: raise KeyError('x')
    except KeyError as err: return err
x = raiser(); x.me = x; del x
print(gc.collect() > 0, gc.garbage)
