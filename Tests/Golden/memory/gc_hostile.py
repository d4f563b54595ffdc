import gc, sys, weakref
gc.collect(); gc.disable()
def tell(f, *a, **k):
    try: print(f.__name__, a, k, f(*a, **k))
    except BaseException as e: print(f.__name__, a, k, type(e).__name__, e)
tell(gc.collect, 3); tell(gc.collect, -1); tell(gc.collect, "a"); tell(gc.collect, 0, 1); tell(gc.collect, generation=1); tell(gc.collect, generation=None)
tell(gc.set_threshold); tell(gc.set_threshold, "a"); tell(gc.set_threshold, 700, 10, 10); tell(gc.get_threshold); tell(gc.set_threshold, 1, 2, 3, 4)
tell(gc.set_threshold, 100); tell(gc.get_threshold); tell(gc.set_threshold, 0, 5); tell(gc.get_threshold); gc.set_threshold(700, 10, 10)
tell(gc.is_tracked); tell(gc.is_tracked, 1, 2); tell(gc.is_finalized, 1)
for g in (-1, 3, 1.5, "a", 10**20):
    try: print(len(gc.get_objects(g)) > 0)
    except Exception as e: print(type(e).__name__, e)
tell(gc.get_debug); tell(gc.set_debug, "a"); tell(gc.enable); tell(gc.isenabled); tell(gc.disable); tell(gc.isenabled); tell(gc.get_freeze_count)
x = []; x.append(x)
gc.freeze(); n = gc.get_freeze_count(); print(n > 100, any(o is x for o in gc.get_objects()))
w = weakref.ref(type("C", (), {})); 
del x
print(gc.collect() >= 0); gc.unfreeze(); print(gc.get_freeze_count(), gc.collect() >= 1)
# callbacks
log = []
def cb(phase, info): log.append((phase, sorted(info.items())))
def bad(phase, info): raise ValueError(phase)
gc.callbacks.append(cb); 
sys.unraisablehook = lambda u: log.append(("unraisable", str(u.exc_value), u.object is bad, u.err_msg))
gc.callbacks.append(bad)
a = []; a.append(a); del a
print(gc.collect(0)); print(log); log.clear()
gc.callbacks[:] = [1]
gc.collect(0); print([l[:2] for l in log]); log.clear()
gc.callbacks.clear()
# collect within a finalizer, within a callback, within traversal
class Re:
    def __init__(self): self.me = self
    def __del__(self): log.append(gc.collect())
Re(); print(gc.collect(), log); log.clear()
def again(phase, info): log.append((phase, gc.collect()))
gc.callbacks.append(again); gc.collect(); print(log); log.clear(); gc.callbacks.clear()
# resurrection, twice
keep = []
class Z:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self): log.append(self.n); keep.append(self)
Z(1); print(gc.collect(), log, len(keep), gc.is_finalized(keep[0])); keep.clear(); print(gc.collect(), log); log.clear()
# one resurrects, the other goes along
class Y:
    def __del__(self): log.append("Y"); keep.append(self.other)
class W: pass
y, w = Y(), W(); y.other, w.other = w, y; wr, yr = weakref.ref(w), weakref.ref(y)
del y, w; print(gc.collect(), log, wr(), keep[0].other is not None, yr()); log.clear(); keep.clear(); print(gc.collect())
# weakref callbacks of garbage and of outsiders
class V: pass
v = V(); v.me = v; v.inner = weakref.ref(v, lambda r: log.append("inner")); outer = weakref.ref(v, lambda r: log.append(("outer", r()))); del v
print(gc.collect(), log); log.clear()
# DEBUG_SAVEALL
gc.set_debug(gc.DEBUG_SAVEALL); q = V(); q.me = q; del q; print(gc.collect(), len(gc.garbage), [type(o).__name__ for o in gc.garbage]); gc.set_debug(0); gc.garbage.clear(); print(gc.collect())
# referrers and referents
t = ("a", []); l = [t, t]; d = {"k": t}
names = lambda os: sorted(type(o).__name__ for o in os)
print(names(gc.get_referrers(t)), names(gc.get_referents(t, l, d)), gc.get_referents(), gc.get_referents(1, "a"), gc.get_referrers())
class K: __slots__ = ("s", "__weakref__")
k = K(); k.s = l; wk = weakref.ref(k); print(names(gc.get_referents(k)), names(gc.get_referrers(l)), gc.is_tracked(k))
def clo(): return l2
def outer_f():
    l2 = []
    def inner(): return l2
    return inner, gc.get_referrers(l2)[0] is inner.__closure__[0]
print(outer_f()[1], names(gc.get_referents(outer_f()[0]))[:3])
def gen():
    local = yield 1
    yield gc.get_referents(g)
g = gen(); next(g); print(names(g.send([])))
it = iter([1]); print(names(gc.get_referents(it))); list(it); print(names(gc.get_referents(it)))
print(names(gc.get_referents(type("Q", (), {"a": 1}))), gc.is_tracked(type), gc.is_tracked(int))
stats = gc.get_stats(); a = []; a.append(a); del a; gc.collect(1); s2 = gc.get_stats(); print([{k: s2[i][k] - stats[i][k] for k in s2[i]} for i in range(3)])
