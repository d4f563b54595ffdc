import sys
R = sys.getrefcount
o = [object()]; i = iter(o); print(R(o)); next(i); print(R(o), R(o[0])); next(i, None); print(R(o)); del i; print(R(o))
d = {1: o}; i = iter(d.items()); k, v = next(i); print(R(o), R(d)); t = next(iter(d.items())); print(R(t), R(o)); del i, k, v, t; print(R(o), R(d))
z = zip([o, o], [o, o]); a = next(z); print(R(o), R(a)); b = next(z); print(R(o)); del a, b, z; print(R(o)); e = enumerate([o]); x = next(e); print(R(o)); del x, e
for x in [o]:
    for y in [x]: print(R(o))
print(R(o)); del x, y; g = (q for q in [o]); print(R(o)); n = next(g); print(R(o)); del n, g; print(R(o)); m = map(lambda a: a, [o, o]); l = list(m); print(R(o)); del l, m; r = reversed([o]); next(r); print(R(o)); del r; s = {1, 2}; i = iter(s); print(R(s)); list(i); print(R(s)); st = "abc"; i = iter(st); del i; c = iter(lambda: o, o); print(R(o)); list(c); print(R(o))
