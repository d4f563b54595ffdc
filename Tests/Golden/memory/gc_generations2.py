import gc
gc.disable(); gc.collect()
class N: pass
def gen_of(o):
    for g in range(3):
        if any(x is o for x in gc.get_objects(g)): return g
a = N(); print(gen_of(a)); gc.collect(0); print(gen_of(a)); gc.collect(0); print(gen_of(a)); gc.collect(1); print(gen_of(a)); gc.collect(2); print(gen_of(a))
b = N(); gc.collect(1); print(gen_of(b)); c = N(); gc.collect(2); print(gen_of(c)); l = []; print(gen_of(l)); t = (1, 2); print(gen_of(t)); gc.collect(); print(gen_of(t), gc.is_tracked(t)); t = (l, l); print(gen_of(t)); gc.collect(0); print(gen_of(t)); d = {1: 2}; print(gen_of(d)); d[1] = []; print(gen_of(d)); f = lambda: 0; print(gen_of(f), gen_of(N), gen_of(gc), gen_of(gc.__dict__), gen_of(5))
for bad in (-1, 3, "x", None):
    try: print(gc.collect(bad))
    except Exception as e: print(type(e).__name__, e)
    try: print(len(gc.get_objects(bad)) > 0)
    except Exception as e: print(type(e).__name__, e)
print(gc.get_threshold(), gc.isenabled()); gc.set_threshold(5); print(gc.get_threshold()); gc.set_threshold(5, 6); print(gc.get_threshold()); gc.set_threshold(700, 10, 10)
s0 = gc.get_stats(); x = N(); x.x = x; del x; gc.collect(0); y = N(); y.y = y; z = [y]; z.append(z); del y, z; gc.collect(1); gc.collect(2); s1 = gc.get_stats(); print([{k: b[k] - a[k] for k in b} for a, b in zip(s0, s1)])
gc.freeze(); print(gc.get_freeze_count() > 100); q = N(); q.q = q; del q; print(gc.collect()); n = gc.get_freeze_count(); gc.unfreeze(); print(gc.get_freeze_count(), n > 0)
gc.collect(); print(len(gc.get_objects(0)), len(gc.get_objects(1))); k = [N() for _ in range(10)]; print(len(gc.get_objects(0)), len(gc.get_objects(generation=1))); gc.collect(0); print(len(gc.get_objects(0)), len(gc.get_objects(1)))
