import gc, sys
gc.disable(); gc.collect()
class N:
    pass
def cyc(n):
    a = N(); first = a
    for i in range(n - 1):
        b = N(); a.x = b; a = b
    a.x = first
cyc(5); print(gc.collect(), gc.collect())
cyc(3); print(gc.collect(0)); cyc(2); print(gc.collect(1))
l = []; l.append(l); del l; print(gc.collect())
d = {}; d['d'] = d; del d; print(gc.collect())
print(gc.get_threshold(), gc.isenabled(), gc.get_debug(), gc.garbage, gc.callbacks)
print([(s['collections'] >= 0, sorted(s)) for s in gc.get_stats()])
log = []
class F:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(('del', self.n))
a = F('a'); b = F('b'); a.b = b; b.a = a
del a, b; print(gc.collect(), log); log.clear()
class Z:
    def __del__(self): saved.append(self)
saved = []
z = Z(); z.z = z; del z
print(gc.collect(), len(saved), gc.is_finalized(saved[0]))
saved.clear(); print(gc.collect(), len(saved))
import _weakref
x = F('x'); x.x = x
r = _weakref.ref(x, lambda w: log.append(('wr', w())))
y = F('y'); y.y = y; y.r = _weakref.ref(y, lambda w: log.append('never'))
del x, y; print(gc.collect(), log); log.clear()
gc.set_debug(gc.DEBUG_SAVEALL); cyc(2); print(gc.collect(), len(gc.garbage), [type(o).__name__ for o in gc.garbage]); gc.set_debug(0); gc.garbage.clear(); print(gc.collect())
gc.callbacks.append(lambda ph, info: log.append((ph, sorted(info.items()))))
cyc(2); gc.collect(1); gc.callbacks.clear(); print(log); log.clear()
t = (1, 'a'); print(gc.is_tracked(t)); gc.collect(); t2 = (1, [2]); print(gc.is_tracked(t), gc.is_tracked(t2), gc.is_tracked({}), gc.is_tracked({1: []}), gc.is_tracked({1: 2}), gc.is_tracked(1), gc.is_tracked([]))
L = [1, 'x']; M = {'l': L}
print(gc.get_referents(L), gc.get_referents(M), gc.get_referents(1), [type(o).__name__ for o in gc.get_referrers(L)])
print(any(o is L for o in gc.get_objects()), any(o is L for o in gc.get_objects(0)), type(gc.get_objects(2)).__name__)
gc.freeze(); print(gc.get_freeze_count() > 100, gc.get_count()[1:]); gc.unfreeze(); print(gc.get_freeze_count())
gc.enable(); gc.set_threshold(10, 2, 2); keep = []
ev = []
gc.callbacks.append(lambda ph, info: ev.append(info['generation']) if ph == 'start' else None)
for i in range(200): keep.append([])
gc.callbacks.clear(); print(ev)
gc.set_threshold(700, 10, 10)
gc.disable()
def f():
    a = []; 
    for i in range(20): a.append((a, i))
    return gc.get_count()[0]
gc.collect(); c0 = gc.get_count()[0]; f(); print(gc.collect())
