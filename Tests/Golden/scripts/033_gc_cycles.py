import gc
gc.collect(); gc.disable()
class Node:
    def __init__(self, name): self.name, self.link = name, None
    def __del__(self): print("finalise", self.name)
a, b = Node("a"), Node("b"); a.link, b.link = b, a
del a, b
print("collected", gc.collect())
l = []; l.append(l); del l; print("self list", gc.collect())
d = {}; d["me"] = d; del d; print("self dict", gc.collect())
def f():
    def g(): return g
    return g
f(); print("closure", gc.collect())
class Res:
    saved = []
    def __init__(self): self.me = self
    def __del__(self): Res.saved.append(self)
Res(); print(gc.collect(), len(Res.saved)); Res.saved.clear(); print(gc.collect())
print(gc.get_threshold(), gc.isenabled(), gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked({}), gc.is_tracked({"a": []}), gc.is_tracked((1, 2)))
t = [1, 2]; print(gc.get_referents(t), [type(r).__name__ for r in gc.get_referrers(t)], gc.garbage)
gc.enable(); gc.set_threshold(5, 2, 2); junk = [[] for _ in range(100)]; print(gc.get_threshold()); gc.set_threshold(700, 10, 10)
def cb(phase, info): print(phase, sorted(info.items()))
gc.callbacks.append(cb); gc.collect(1); gc.callbacks.remove(cb)
