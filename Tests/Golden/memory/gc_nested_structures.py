import gc
gc.disable(); gc.collect()
class N: pass
def ring(n):
    first = prev = N()
    for _ in range(n - 1): x = N(); prev.next = x; prev = x
    prev.next = first
for n in (1, 2, 10, 1000, 5000): ring(n); print(n, gc.collect())
def tree(d):
    t = N(); t.kids = [tree(d - 1) for _ in range(2)] if d else []; t.up = None
    for k in t.kids: k.up = t
    return t
for d in range(6): tree(d); print(d, gc.collect())
def graph(n):
    l = [[] for _ in range(n)]
    for i in range(n):
        for j in range(0, n, i + 1): l[i].append(l[j])
for n in (1, 5, 30): graph(n); print(n, gc.collect())
d = {}
for i in range(50): d[i] = {"up": d, "l": [d], "t": (d,), "s": frozenset([(i,)])}
del d; print(gc.collect())
keep = N(); keep.c = [keep]; print(gc.collect()); keep.c.append([keep.c]); del keep; print(gc.collect()); g = [N() for _ in range(10)]
for a, b in zip(g, g[1:]): a.n = b
g[-1].n = g[5]; h = g[3]; g = a = b = None; print(gc.collect()); h = None; print(gc.collect())
