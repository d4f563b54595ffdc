# Sizes of lists, dicts, sets and tuples as they grow and shrink.
import sys
g = sys.getsizeof
for mk in (lambda n: "a%d" % n, lambda n: n):
    d = {}; last = None
    for i in range(3000):
        d[mk(i)] = 0
        if g(d) != last: last = g(d); print(len(d), last)
l = []; last = None
for i in range(3000):
    l.append(i)
    if g(l) != last: last = g(l); print(len(l), last)
while l:
    l.pop()
    if g(l) != last: last = g(l); print(len(l), last)
s = set(); last = None
for i in range(90000):
    s.add(i)
    if g(s) != last: last = g(s); print(len(s), last)
while len(s) > 10: s.pop()
print(g(s))
s.add(1); print(g(s)); s |= {1, 2}; print(g(s)); print(g(s.copy()))
for n in range(40):
    print(n, g(tuple(range(n))), g([0] * n), g(list(range(n))), g(set(range(n))), g(dict.fromkeys(range(n))), g(dict.fromkeys("abcdefghijklmnopqrstuvwxyz"[:n])), g(dict.fromkeys(set(range(n)))), g(frozenset(range(n))),
      g([*range(n)]), g({**dict.fromkeys(range(n))}), g(dict(zip(range(n), range(n)))), g(list(x for x in range(n))), g(sorted(range(n))))
print(g(slice(1)), g(iter([])), g(iter(())), g(iter({})), g(iter(set())), g({}.keys()), g({}.items()), g(zip()), g(map(abs, [])), g(filter(None, [])), g(enumerate([])), g(reversed([])), g(reversed((1,))), g(reversed({})), g(iter(int, 1)))
class L(list): pass
class T(tuple): pass
class D(dict): pass
class S(set): pass
class F(frozenset): pass
print(g(L()), g(T()), g(D()), g(S()), g(F()), g(L([1,2,3])), g(T((1,2,3))), g(D(a=1)))
l = [1]; l.extend(range(5)); print(g(l)); l += [1,2]; print(g(l)); l[2:2] = range(9); print(g(l)); del l[3:]; print(g(l)); l *= 5; print(g(l)); l.insert(0, 1); print(g(l)); l.clear(); print(g(l))
d = dict.fromkeys("abcdef"); 
for k in "abcde": del d[k]
print(g(d)); d["z"] = 1; print(g(d)); print(g(d.copy())); print(g(dict(d)))
d = {'a': 1}; d[2] = 3; print(g(d))
d = {}; d.update(a=1, b=2); print(g(d)); d.update({1: 2}); print(g(d))
d = dict(a=1,b=2,c=3,d=4,e=5,f=6); print(g(d)); print(g(dict([(i,i) for i in range(7)]))); print(g({i:i for i in range(7)}))
