# Collections that are changed while they are walked, compared, sorted or printed; deep nesting.
def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e)
def a():
    d = {1: 1, 2: 2}
    for k in d: d[k + 10] = 1
def b():
    d = {1: 1, 2: 2}
    for k in d: del d[k]
def c():
    d = {1: 1, 2: 2, 3: 3}
    for k in d: print(k); del d[k]; d[k + 10] = 1
def c2():
    d = {1: 1}
    for k, v in d.items(): print(k, v); del d[k]; d[k + 10] = 1
def c3():
    d = {1: 1}
    for v in d.values(): print(v); d.clear(); d[5] = 6
def d1():
    d = {1: 1, 2: 2}
    it = reversed(d); print(next(it)); d[3] = 1; next(it)
def e():
    s = {1, 2, 3}
    for x in s: s.add(x + 100)
def f():
    s = {1, 2, 3}
    for x in s: s.discard(x)
def g():
    l = [1, 2, 3, 4, 5, 6]
    for x in l: print(x, end=' '); l.remove(x)
    print(l)
def h():
    l = [1]
    for x in l:
        if len(l) < 10: l.append(x + 1)
    print(l)
def i():
    l = [1, 2, 3]; it = iter(l); next(it); l.clear(); print(list(it)); l.extend([1, 2]); print(list(it))
def j():
    l = [1, 2, 3, 4]; it = reversed(l); print(next(it)); l.pop(); l.pop(); print(list(it))
def k():
    d = {}
    class E:
        def __hash__(s): return 1
        def __eq__(s, o): d.clear(); return False
    d[E()] = 1; d[E()] = 2; print(len(d))
def k2():
    d = {}
    class E:
        n = 0
        def __hash__(s): return 1
        def __eq__(s, o):
            if E.n < 20: E.n += 1; d[E.n * 7] = 1
            return False
    d[E()] = 1; d[E()] = 2; print(len(d), sorted(k for k in d if type(k) is int))
def l():
    s = set()
    class E:
        n = 0
        def __hash__(s_): return 1
        def __eq__(s_, o):
            if E.n < 20: E.n += 1; s.add(E.n * 7)
            return False
    s.add(E()); s.add(E()); print(len(s))
def m():
    l = [1, 2, 3]
    class E:
        def __eq__(s, o): l.clear(); return False
    print(l.count(E()), l)
    l = [1, 2, 3]; print(E() in l, l); l[:] = [1, 2]
    t(lambda: l.remove(E()))
def n():
    class D:
        def __del__(s): x.append(1)
    x = [D(), D(), D()]; x[:] = [7]; print(x)
    x = [D() for _ in range(12)]; del x[2:11]; print(len(x)); x.clear(); print(x)
    x = [D(), 2]; x[0] = 5; print(x); x = [D()] * 2; x.pop(); print(len(x)); del x[0]; print(x)
def o():
    class R:
        def __repr__(s): l.clear(); return "R"
    l = [R(), 2, 3]; print(l); 
    class R2:
        def __repr__(s): d.clear(); return "R2"
    d = {1: R2(), 2: 3}; print(d)
def p():
    l = []; l.append(l); print(l, [l, l]); d = {}; d[1] = d; print(d, d.items(), d.values()); t = ([],); t[0].append(t); print(t)
    class F(set):
        def __hash__(s): return 1
    s = F(); s.add(s); print(s)
def q():
    d = {1: 1, 2: 2}
    def gen():
        for k in (1, 2, 3): d[k + 50] = 0; yield k, k
    d.update(gen()); print(d)
    class M:
        def keys(s): return [1, 2, 3]
        def __getitem__(s, k): d.pop(1, 0); return k
    d.update(M()); print(d)
def r():
    class E:
        def __hash__(s): return 3
        def __eq__(s, o):
            other[len(other)] = 1; return False
    other = {E(): 1, 5: 6}
    x = {E(): 1, E(): 2, 7: 8}
    other2 = x; 
    x.update(other); print(len(x))
for fn in (a, b, c, c2, c3, d1, e, f, g, h, i, j, k, k2, l, m, n, o, p, q): print(fn.__name__); t(fn)
a = {}; a['x'] = a; 
print(a == a); 
t(lambda: print({1: a} == {1: {'x': {}}}))
b1 = []; b1.append(b1); b2 = []; b2.append(b2)
t(lambda: b1 == b2)
x = []
for i in range(100000): x = [x]
del x
x = {}
for i in range(100000): x = {1: x}
del x
x = ()
for i in range(100000): x = (x,)
del x
x = frozenset()
for i in range(20000): x = frozenset([1]) if i % 100 == 0 else x
x = None
for i in range(50000): x = zip([x])
