import weakref, sys, gc, operator
class C:
    def __init__(self, n=0): self.n = n
    def __eq__(self, o): return isinstance(o, C) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f"C{self.n}"
R = weakref.ref
c = C(1)
print(R(c) is R(c), R(c, None) is R(c), R(c, print) is R(c), weakref.getweakrefcount(c), len(weakref.getweakrefs(c)))
r = R(c); r2 = R(c, lambda r: None)
print(weakref.getweakrefs(c)[0] is r, sys.getsizeof(r), sys.getrefcount(c), sys.getrefcount(r), r.__callback__, callable(r2.__callback__))
class Sub(R):
    __slots__ = ("tag",)
s = Sub(c); s.tag = 5
print(Sub(c) is s, sys.getsizeof(s), s == r, hash(s) == hash(r), weakref.getweakrefcount(c), r.__hash__() == hash(c))
class SubCB(R): pass
s2 = SubCB(c, print); s2.x = 1
try: R(1)
except TypeError as e: print(e)
try: R()
except TypeError as e: print(e)
try: R(c, 1, 2)
except TypeError as e: print(e)
d = C(1); rd = R(d)
print(r == rd, r is rd, r != rd)
try: r < rd
except TypeError as e: print(e)
del d
print(r == rd, rd == R(c), rd(), str(rd).split(" at ")[0], hash(rd) if False else "")
try: hash(rd)
except TypeError as e: print(e)
e = C(2); re_ = R(e); h = hash(re_); del e; print(hash(re_) == h)
class NoHash:
    __hash__ = None
n = NoHash()
try: hash(R(n))
except TypeError as e: print(e)
p = weakref.proxy(c)
print(type(p).__name__, p.n, p == c, p == C(1), weakref.proxy(c) is p, repr(c), sys.getsizeof(p), isinstance(p, C), p.__class__ is C, type(p) is C)
try: hash(p)
except TypeError as e: print(e)
p.n = 9; print(c.n); del p.n; print(hasattr(c, "n")); c.n = 3
class Num:
    def __init__(s, v): s.v = v
    def __add__(s, o): return ("add", o)
    def __radd__(s, o): return ("radd", o)
    def __iadd__(s, o): s.v += o; return s
    def __call__(s, *a): return a
    def __getitem__(s, i): return i
    def __setitem__(s, i, v): print("set", i, v)
    def __delitem__(s, i): print("del", i)
    def __contains__(s, i): return True
    def __len__(s): return 4
    def __bool__(s): return False
    def __iter__(s): return iter((1, 2))
    def __str__(s): return "strNum"
    def __bytes__(s): return b"bytes"
    def __index__(s): return 7
    def __lt__(s, o): return "lt"
    def __neg__(s): return "neg"
    def __matmul__(s, o): return "mm"
num = Num(1); q = weakref.proxy(num)
print(type(q).__name__, q + 1, 1 + q, q(1, 2), q[3], 5 in q, len(q), bool(q), list(q), str(q), bytes(q), operator.index(q), q < 1, -q, q @ 1)
q[1] = 2; del q[1]
try: next(q)
except TypeError as x: print(x)
q2 = q; q2 += 5; print(type(q2).__name__, num.v)
del num, q2
for f in (lambda: q + 1, lambda: q.v, lambda: len(q), lambda: str(q), lambda: bool(q), lambda: q[1], lambda: list(q), lambda: q == 1, lambda: setattr(q, "a", 1)):
    try: print(f())
    except ReferenceError as x: print("ReferenceError", x)
print(repr(q).split(" at ")[0])
log = []
def cb(r): log.append((r() is None, weakref.getweakrefcount(r)))
x = C(5); rs = [R(x, cb) for i in range(3)]; a = R(x, lambda r: log.append("a")); b = R(x, lambda r: log.append("b")); del a
del x; print(log); log.clear()
def boom(r): raise ValueError("cb")
sys.unraisablehook = lambda u: log.append((type(u.exc_value).__name__, u.err_msg, u.object is boom))
x = C(6); k = R(x, boom); del x; print(log); log.clear()
keepalive = []
class Res:
    def __del__(self): keepalive.append(self)
z = Res(); rz = R(z, lambda r: log.append("cb")); del z; print(rz() is None, log, len(keepalive)); rz2 = R(keepalive[0]); keepalive.clear(); print(rz2(), log)
wd = weakref.WeakValueDictionary(); o1 = C(10); wd["a"] = o1; it = iter(wd.items()); next(it); del o1; gc.collect(); print(len(wd), list(wd))
c3 = C(3); ws = weakref.WeakSet([c3]); print(len(ws), C(3) in ws, c3 in ws) 
wk = weakref.WeakKeyDictionary({c3: 1}); print(wk[c3], len(wk), list(wk.keyrefs())[0]() is c3)
m = weakref.WeakMethod(c.__repr__); print(m()(), m == weakref.WeakMethod(c.__repr__))
fin = weakref.finalize(c, print, "finalized", 1, k=2) if False else weakref.finalize(c, log.append, "fin"); print(fin.alive, fin.peek()[2]); del c, s, s2; gc.collect(); print(fin.alive, log, m())
for t in (int, type, C, len, [].append, lambda: 0, (i for i in ()), {1}, re_, frozenset(), type(sys), sys, OSError()):
    try: R(t); print("ok", end=" ")
    except TypeError as x: print(x)
for t in (1, "a", (), [], {}, None, 1.5, b"", object(), slice(1), range(3), iter([]), bytearray(), memoryview(b""), sys._getframe(), lambda: 0):
    try: R(t); print("ok", end=" ")
    except TypeError as x: print(x)
