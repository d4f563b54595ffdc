"""Streams in cycles, weak references, copies, pickles, subclass instances that die."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import gc, weakref, copy, pickle
class F(io.FileIO): pass
f = F("g", "w"); f.me = f; r = weakref.ref(f); f.write(b"x"); del f; print(gc.collect() > 0, r() is None)
b = open("g", "rb"); wr = weakref.ref(b), weakref.ref(b.raw); b.close(); del b; print(wr[0]() is None, wr[1]() is None)
t = open("g"); t.cycle = t; wt = weakref.ref(t); t.close(); del t; gc.collect(); print(wt() is None)
s = io.StringIO("x"); s.c = s; ws = weakref.ref(s); del s; gc.collect(); print(ws() is None)
y = io.BytesIO(b"x"); y.c = y; wy = weakref.ref(y); del y; gc.collect(); print(wy() is None)
for o in [io.BytesIO(b"pk"), io.StringIO("pk")]:
    o.read(1); o.z = [1]; c = copy.copy(o); d = copy.deepcopy(o); print(c.read(), d.read(), c.z is o.z, d.z is o.z); q = pickle.loads(pickle.dumps(o, 2)); print(q.read(), q.z)
print(attempt(pickle.dumps, open("g")), attempt(copy.copy, open("g", "rb")), attempt(pickle.dumps, io.FileIO("g")), attempt(copy.deepcopy, io.BufferedRWPair(io.BytesIO(), io.BytesIO())))
for o in [io.BytesIO(), io.StringIO(), open("g"), open("g", "rb"), io.FileIO("g"), io.BufferedRWPair(io.BytesIO(), io.BytesIO()), io.IncrementalNewlineDecoder(None, 1)]: print(type(o).__name__, gc.is_tracked(o), type(o).__basicsize__, hash(o) == hash(o), o == o, bool(o))
class Res(io.BytesIO):
    kept = []
    def __del__(self): print("del"); Res.kept.append(self)
Res(b"back"); print(Res.kept[0].read(), Res.kept[0].closed); Res.kept.clear()
class T(io.TextIOWrapper):
    def close(self): print("T.close"); super().close()
T(io.BytesIO(b"x")); x = T(io.BytesIO(b"x")); x.me = x; del x; gc.collect(); print("done")
class Slots(io.IOBase):
    __slots__ = ("a",)
z = Slots(); z.a = 1; z.other = 2; print(z.a, z.__dict__); del z
refs = sys.getrefcount(None); n = [open("g").read() for _ in range(50)]; print(abs(sys.getrefcount(None) - refs) < 5)
name = "g" * 1; before = sys.getrefcount(name)
for _ in range(20):
    with open(name) as f: f.read(); f.tell(); f.seek(0)
    try: open(name + "/x")
    except OSError: pass
    with open(name, "rb") as f: f.peek(); f.readline(); f.read(1)
del f; print(sys.getrefcount(name) == before)
data = b"d" * 100; before = sys.getrefcount(data); w = io.BytesIO(data); w.read(); w.close(); del w
with open("h", "wb") as f: f.write(data); f.write(data)
del f; print(sys.getrefcount(data) == before)
text = "t" * 100; before = sys.getrefcount(text); f = open("h", "w"); f.write(text); print(sys.getrefcount(text) - before); f.write("\n"); f.flush(); print(sys.getrefcount(text) - before); f.close()

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
