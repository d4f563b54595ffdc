import weakref, gc
gc.disable(); gc.collect()
class N:
    def __init__(s, n): s.n = n
    def __repr__(s): return "N%s" % s.n
log = []
def C(name): return lambda r: log.append((name, r()))
a, b = N(1), N(2); a.o, b.o = b, a; r1, r2 = weakref.ref(a, C("a")), weakref.ref(b, C("b")); del a, b; print(log, r1() is not None); print(gc.collect(), log, r1(), r2())
log.clear(); a = N(3); a.me = a; a.inside = weakref.ref(a, C("inside")); out = weakref.ref(a, C("out")); del a; print(gc.collect(), log)
log.clear(); a, b = N(4), N(5); a.b, b.a = b, a; a.rb = weakref.ref(b, C("rb")); del a, b; print(gc.collect(), log)
class D(N):
    def __del__(s): log.append(("del", s.n, w() if w else None))
log.clear(); d = D(6); d.d = d; w = weakref.ref(d, C("w")); del d; print(gc.collect(), log, w())
class R(N):
    def __del__(s): global back; back = s
log.clear(); x = R(7); x.x = x; w = weakref.ref(x, C("w7")); del x; print(gc.collect(), log, w(), back, weakref.getweakrefcount(back)); w2 = weakref.ref(back, C("again")); del back; log.clear(); print(gc.collect(), log, w2(), "back" in globals())
log.clear(); r = R(8); w = weakref.ref(r, C("w8")); del r; print(log, w(), back); back = None; print(log, w())
log.clear(); k = weakref.WeakKeyDictionary(); a = N(9); k[a] = a; del a; print(gc.collect(), len(k)); k.clear(); print(gc.collect(), len(k))
v = weakref.WeakValueDictionary(); a = N(10); a.a = a; v["a"] = a; del a; print(len(v), gc.collect(), len(v))
log.clear(); l = [N(i) for i in range(4)]
for i in range(4): l[i].n = l[(i + 1) % 4]
rs = [weakref.ref(o, C(i)) for i, o in enumerate(l)]; l = o = None; print(gc.collect(), log)
log.clear(); l = [N(i) for i in range(3)]; l.append(l); rs = [weakref.ref(o, C(i)) for i, o in enumerate(l[:3])]; l = o = None; print(gc.collect(), log)
s = N("s"); s.cb = lambda r: print("cb holds", s); w = weakref.ref(s, s.cb); s.s = s; del s; gc.collect(); print("s" in globals())
