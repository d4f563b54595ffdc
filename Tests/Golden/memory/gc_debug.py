import gc
gc.disable(); gc.collect()
class N: pass
class S: __slots__ = ("a",)
gc.set_debug(gc.DEBUG_COLLECTABLE); print(gc.get_debug())
a = N(); a.a = a; del a; print(gc.collect()); l = []; l.append(l); d = {"l": l}; l.append(d); del l, d; print(gc.collect()); s = S(); s.a = s; del s; print(gc.collect(0))
def f():
    def g(): return g
f(); print(gc.collect(1))
gc.set_debug(gc.DEBUG_SAVEALL); a = N(); a.a = a; del a; print(gc.collect(), gc.garbage, len(gc.garbage)); gc.garbage.clear(); gc.set_debug(0); print(gc.collect())
gc.set_debug(gc.DEBUG_LEAK); print(gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK); x = [N()]; x.append(x); del x; print(gc.collect(), [type(o).__name__ for o in gc.garbage]); gc.set_debug(0); del gc.garbage[:]; print(gc.collect(), gc.garbage)
