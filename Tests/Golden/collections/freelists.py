# Free lists, and which collections the collector tracks.
x = [[] for _ in range(100)]; ids = [id(o) for o in x]; del x
y = [[] for _ in range(100)]; print(len(set(ids) & {id(o) for o in y}) >= 80)
a = []; i = id(a); del a; b = []; print(id(b) == i)
a = {}; i = id(a); del a; b = {}; print(id(b) == i)
a = (a for a in ()); t = tuple([1, 2, 3]); i = id(t); del t; t = tuple([4, 5, 6]); print(id(t) == i)
import gc
gc.collect(); c = gc.get_count()[0]
for i in range(1000): []
print(gc.get_count()[0] - c)
for i in range(1000): {}
print(gc.get_count()[0] - c)
print(gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked({1: 2}), gc.is_tracked({1: []}), gc.is_tracked({'a': (1,)}), gc.is_tracked(()), gc.is_tracked(tuple([1])), gc.is_tracked(set()), gc.is_tracked(frozenset()), gc.is_tracked(slice(1)), gc.is_tracked(dict([(1, 2)])), gc.is_tracked(dict(a=[])), gc.is_tracked({}.fromkeys([1], [])), gc.is_tracked({1: []}.copy()), gc.is_tracked({1: 2}.copy()))
d = {1: []}; d.clear(); print(gc.is_tracked(d)); d[1] = 2; print(gc.is_tracked(d)); gc.collect(); print(gc.is_tracked(d))
t = tuple([1, 2]); print(gc.is_tracked(t)); gc.collect(); print(gc.is_tracked(t)); t = (t, []); gc.collect(); print(gc.is_tracked(t))
class D(dict): pass
print(gc.is_tracked(D()))
z = zip([1, 2, 3]); a = next(z); del a; gc.collect(); a = next(z); print(gc.is_tracked(a))
l = [1]; l.append(l); s = {1}; d = {1: l, 2: s}; l.append(d); del l, s, d; print(gc.collect())
print(gc.get_referents([1, 2]), gc.get_referents({1: 'a', 'b': 2.5}), gc.get_referents((1, 2)), gc.get_referents({3, 4}), gc.get_referents(slice(1, 2, 3)), gc.get_referents({'k': 1}))
