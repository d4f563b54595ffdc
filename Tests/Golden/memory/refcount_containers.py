import sys
R = sys.getrefcount
o = object(); r = lambda: R(o) - 1
print(r())
l = [o]; print(r()); l.append(o); print(r()); l += [o] * 3; print(r()); l2 = l[:]; print(r()); l2.clear(); print(r()); l.sort(key=id); print(r()); l.reverse(); print(r()); del l[1:3]; print(r()); l[0] = None; print(r()); l.remove(o); print(r()); l.insert(0, o); print(r()); l *= 2; print(r()); l.count(o); l.index(o); o in l; print(r()); del l, l2; print(r())
t = (o, o); print(r()); t2 = t + (o,); print(r()); t3 = t2[:2]; print(r()); t4 = t[:]; print(r(), t4 is t); del t, t2, t3, t4; print(r())
d = {o: o}; print(r()); d[o] = 1; print(r()); d[1] = o; d[2] = o; print(r()); d2 = d.copy(); print(r()); d2.update({1: None}); print(r()); d.pop(1); print(r()); d.setdefault(3, o); print(r()); d.setdefault(3, o); print(r()); k = d.keys(), d.values(), d.items(); print(r()); x = list(d.items()); print(r()); del x; i = iter(d.items()); next(i); print(r()); del i; d.get(o); d.get(2); print(r()); d.popitem(); print(r()); del d, d2, k; print(r())
s = {o}; print(r()); s.add(o); print(r()); s2 = s | {1}; print(r()); f = frozenset(s); print(r()); s3 = s.copy(); s3.discard(o); print(r()); s.pop(); print(r()); del s, s2, f, s3; print(r())
class A: pass
a = A(); a.x = o; print(r()); a.y = o; print(r()); a.__dict__; print(r()); v = vars(a); print(r()); c = dict(v); print(r()); del a.x; print(r()); setattr(a, "z", o); getattr(a, "z"); print(r()); del a, v, c; print(r())
m = map(lambda q: q, [o]); z = zip([o], [o]); e = enumerate([o]); fl = filter(None, (o,)); rv = reversed([o]); print(r()); q = next(m), next(z), next(e), next(fl), next(rv); print(r()); del m, z, e, fl, rv; print(r()); del q; print(r())
sl = slice(o, o, o); print(r()); del sl; p = property(o, o); print(r()); del p; cm = classmethod(o); sm = staticmethod(o); print(r()); del cm, sm; print(r())
(x, *y) = [o, o, o]; print(r()); del x, y; [x, y] = o, o; x, y = y, x; print(r()); del x, y; print(r())
print("%s%s" % (1, 2), f"{o!r:.7}"[:7], "{0}".format(1)); print(r()); repr([o, (o,), {1: o}]); print(r()); str(o); hash(o); o == o; o != 1; bool(o); print(r())
[o, o] == [o, 1]; (o,) < (o, 1); {1: o} == {1: o}; print(r()); min([o], key=id); max(o, o, key=id); sorted([o, o], key=id); any([o]); all([o]); sum([1, 2]); list(map(id, [o, o])); print(r())
