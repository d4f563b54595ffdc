"""BytesIO: everything."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


b = io.BytesIO(b"hello\nworld\n")
print(b.read(3), b.tell(), b.read1(2), b.readline(), b.readlines(), b.seek(0), list(b), b.getvalue())
print(b.seek(3), b.write(b"XY"), b.getvalue(), b.seek(20), b.write(b"!"), b.getvalue(), b.truncate(4), b.getvalue(), b.tell(), b.write(b"z"), b.getvalue())
print(attempt(b.seek, -1), attempt(b.seek, 0, 5), b.seek(-2, 2), b.seek(-100, 1), attempt(b.seek, sys.maxsize, 2), attempt(b.truncate, -1), attempt(b.write, "s"), attempt(b.read, "x"), attempt(b.readlines, "x"), attempt(b.readlines, 2.5))
v = b.getbuffer(); v[0:2] = b"QQ"; print(b.getvalue()[:4], attempt(b.write, b"x"), attempt(b.truncate, 0), attempt(b.close), attempt(b.__init__, b"")); v.release(); print(b.write(b"x"), b.close(), b.closed, attempt(b.read), attempt(b.getvalue), attempt(b.getbuffer), attempt(iter, b).__class__, attempt(next, b))
d = b"shared" * 10; c = io.BytesIO(d); print(c.getvalue() is d, c.read() is d, c.seek(0, 2), c.write(b"+"), d == b"shared" * 10, c.getvalue() is d)
s = io.BytesIO(b"abc"); s.read(1); s.extra = 5; st = s.__getstate__(); print(st); t = io.BytesIO(); t.__setstate__(st); print(t.getvalue(), t.tell(), t.extra)
for bad in [5, (), (b"a",), ("s", 0, None), (b"a", "x", None), (b"a", -1, None), (b"a", 0, 5)]: print(attempt(t.__setstate__, bad))
import copy; u = copy.copy(s); print(u.read(), s.read(), u.extra)
print(io.BytesIO(bytearray(b"x")).read(), io.BytesIO(memoryview(b"y")).read(), io.BytesIO(None).read(), attempt(io.BytesIO, "s"), attempt(io.BytesIO, 5), io.BytesIO(initial_bytes=b"kw").read(), attempt(io.BytesIO, b"", b""))
x = io.BytesIO(b"0123456789"); ba = bytearray(4); print(x.readinto(ba), ba, x.readinto(memoryview(ba)[1:3]), ba, x.readinto(bytearray(100)), attempt(x.readinto, b"xx"), attempt(x.readinto, "x"))
print(x.isatty(), x.readable(), x.writable(), x.seekable(), attempt(x.fileno), x.flush(), attempt(x.detach), x.writelines([b"a", bytearray(b"b")]), attempt(x.writelines, 5), attempt(x.writelines, ["s"]))
class B(io.BytesIO):
    def write(self, b): return super().write(bytes(b).upper())
y = B(); print(y.writelines([b"ab"]), y.write(b"cd"), y.getvalue(), y.__class__.__mro__[:3])
with io.BytesIO(b"q") as z: print(z.read())
print(z.closed, attempt(z.__enter__), sys.getsizeof(io.BytesIO()), io.BytesIO.__flags__ & 1024)

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
