import sys
R = sys.getrefcount
o = object()
print(R(o), R(*[o]), R(*(o,)), [R(o)][0], (lambda: R(o))(), (lambda x: R(x))(o), (lambda *x: R(x[0]))(o), (lambda **k: R(k["x"]))(x=o))
print([R(x) for x in [o, o]], {R(x) for x in (o,)}, {k: R(k) for k in [o]}[o], list(R(x) for x in [o, o, o]))
def walrus():
    p = object()
    return (q := p) and R(p), R(q)
print(walrus())
def chain():
    p = object()
    return p is p is p, R(p), (R(p) < R(p) <= R(p))
print(chain())
def match(v):
    match v:
        case [a, *rest]: return R(a), len(rest)
        case {"k": a, **rest}: return R(a), len(rest)
        case object(): return R(v)
print(match([o, 1]), match({"k": o}), match(o))
def unpack():
    a, (b, *c), d = p = (object(), (object(), object(), object()), object())
    return [R(x) for x in (a, b, *c, d)], R(p), R(c)
print(unpack())
def swap():
    a, b = object(), object()
    a, b = b, a
    a, b, c = b, a, a
    return R(a), R(b), R(c)
print(swap())
def fstr():
    class C:
        def __format__(self, s): return str(R(self))
        def __str__(self): return str(R(self))
        def __repr__(self): return str(R(self))
    c = C()
    return f"{c} {c!r} {c!s} {c:x}", "%s %r" % (c, c), "{} {0}".replace("{0}", "{}").format(c, c), str(c), repr(c)
print(fstr())
def default(a=o, *, b=o): return R(o)
print(default(), R(o))
def deleted():
    a = object(); b = a; c = [a]
    r = [R(a)]; del b; r.append(R(a)); c.clear(); r.append(R(a)); c = None
    return r
print(deleted())
def loop():
    out = []
    for x in [object()]: out.append(R(x))
    for i, x in enumerate([object()]): out.append(R(x))
    for x, y in zip([object()], [object()]): out.append((R(x), R(y)))
    for x in map(lambda v: v, [object()]): out.append(R(x))
    for x in filter(None, [object()]): out.append(R(x))
    for x in reversed([object()]): out.append(R(x))
    for x in sorted([object()], key=id): out.append(R(x))
    for x in {object()}: out.append(R(x))
    for x in {object(): 1}: out.append(R(x))
    for x in {1: object()}.values(): out.append(R(x))
    for k, x in {1: object()}.items(): out.append(R(x))
    for x in iter([object(), 0].pop, 0): out.append(R(x))
    return out
print(loop())
class P:
    @property
    def p(self): return R(self)
    def m(self): return R(self)
    @classmethod
    def c(cls): return R(cls)
    @staticmethod
    def s(x): return R(x)
    def __getattr__(self, n): return R(self)
    def __call__(self): return R(self)
    def __getitem__(self, i): return R(self), R(i)
    def __enter__(self): return R(self)
    def __exit__(self, *a): print("exit", R(self), [R(x) > 3 for x in a])
    def __add__(self, x): return R(self), R(x)
    def __radd__(self, x): return R(self), R(x)
    def __lt__(self, x): return R(self)
    def __len__(self): print("len", R(self)); return 1
    def __bool__(self): print("bool", R(self)); return True
    def __iter__(self): print("iter", R(self)); return iter(())
    def __contains__(self, x): print("contains", R(self), R(x)); return True
    def __hash__(self): print("hash", R(self)); return 1
    def __eq__(self, x): print("eq", R(self)); return True
p = P()
b = P.c()
print(p.p, p.m(), P.m(p), P.c() - b, p.s(p), P.s(object()), p.nothing, p(), p[o], p + o, o + p, p < 1, len(p), bool(p), list(p), o in p, hash(p), p == 1, p != 1)
print(P().p, P().m(), P()(), P()[1.5], P().zz, (P() + 1.5)[0])
bm = p.m; print(bm(), R(bm), R(p))
with p as q: print(q)
try:
    with p: raise KeyError
except KeyError: pass
print(not p, p and 1, p or 1, 1 if p else 2)
async def co(x): return R(x)
c = co(o)
try: c.send(None)
except StopIteration as e: print(e.value)
def gen(x):
    while True: x = yield R(x)
g = gen(o); print(next(g), g.send(object()), g.send(o)); g.close(); print(R(o))
def yf(): yield from gen(o)
g = yf(); print(next(g)); del g; print(R(o))
