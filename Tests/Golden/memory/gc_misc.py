import gc
for n in sorted(dir(gc)): print(n, end=" ")
print()
class N: pass
class D:
    def __del__(self): pass
d = D(); print(gc.is_finalized(d), gc.is_finalized(1), gc.is_finalized([]))
class R:
    def __del__(self): global saved; saved = self
r = R(); del r; print(gc.is_finalized(saved)); s = saved; del saved; del s; print("saved" in globals()); s = saved if "saved" in globals() else None
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), gc.get_debug(), gc.get_threshold())
for bad in ("gc.collect(generation=5)", "gc.collect(1, 2)", "gc.set_threshold()", "gc.set_threshold('a')", "gc.set_debug()", "gc.set_debug('x')", "gc.is_tracked()", "gc.get_objects(7)", "gc.get_objects('a')", "gc.freeze(1)", "gc.get_objects(generation=None) and 1", "gc.get_referrers()", "gc.is_finalized()", "gc.get_stats(1)", "gc.collect(-1)"):
    try: print(bad, eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
gc.set_threshold(0); x = [[] for _ in range(2000)]; print(gc.get_count()[0] > 1500); gc.set_threshold(700); print(gc.get_threshold(), gc.get_count()[0] > 1500); y = []; print(gc.get_count()[0] < 700); gc.set_threshold(700, 10, 10)
print(gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze(), gc.get_freeze_count()); print(sorted(gc.get_stats()[0]), len(gc.get_stats()), type(gc.get_objects()), any(o is x for o in gc.get_objects())); print(gc.__name__, gc.__spec__.origin, gc.collect.__name__, gc.callbacks, gc.garbage)
