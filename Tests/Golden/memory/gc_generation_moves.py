import gc
gc.disable(); gc.collect()
def counts(): return [len(gc.get_objects(g)) for g in (0, 1)]
a = [[] for _ in range(20)]; c0 = counts(); gc.collect(0); c1 = counts(); print(c0[0] >= 20, c1[1] >= 20); gc.collect(1); print(counts()[1]); b = [{} for _ in range(10)]; print(any(o is b for o in gc.get_objects(0))); gc.collect(2); print(counts()[1]); t = tuple([1, 2]); print(any(o is t for o in gc.get_objects(0))); gc.collect(0); print(gc.is_tracked(t)); d = {1: [1]}; gc.collect(0); print(any(o is d for o in gc.get_objects(1))); d.clear(); gc.collect(1); print(gc.is_tracked(d), any(o is d for o in gc.get_objects(2)))
s = gc.get_stats(); gc.collect(0); gc.collect(0); gc.collect(1); e = gc.get_stats(); print([b["collections"] - a["collections"] for a, b in zip(s, e)]); print(gc.get_count()[1:]); gc.collect(0); print(gc.get_count()[1:]); gc.collect(1); print(gc.get_count()[1:]); gc.collect(); print(gc.get_count()[1:])
