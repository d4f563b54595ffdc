import gc
gc.disable(); gc.collect(); gc.collect()
class N: pass
keep = [N() for _ in range(5)]
gc.set_debug(gc.DEBUG_STATS)
gc.collect(0); a = N(); a.a = a; del a; gc.collect(1)
b = N(); b.b = b; del b; gc.collect(0)
gc.set_debug(0)
print(gc.get_stats()[2]["uncollectable"])
