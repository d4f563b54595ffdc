"""TextIOWrapper over buffers of all kinds."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


b = io.BytesIO(b"one\ntwo\xc3\xa9\nthree"); t = io.TextIOWrapper(b, "utf-8")
print(t.read(2), t.readline(), t.readline(3), t.tell(), t.read(), t.buffer is b, t.encoding, t.errors, t.line_buffering, t.write_through, t.newlines, t._CHUNK_SIZE, t.readable(), t.writable(), t.seekable(), attempt(t.fileno), t.isatty(), repr(t).split(" at ")[0])
t.seek(0); print([l for l in t], t.detach() is b, attempt(t.read), attempt(t.detach), attempt(repr, t), attempt(lambda: t.closed), t.errors, attempt(t.close), b.closed)
b = io.BytesIO(); t = io.TextIOWrapper(b, "utf-8", line_buffering=True); print(t.write("x"), b.getvalue(), t.write("y\nz"), b.getvalue(), t.write("\r"), b.getvalue(), t.flush(), b.getvalue())
b = io.BytesIO(); t = io.TextIOWrapper(b, "utf-8", write_through=True); print(t.write("x"), b.getvalue(), t.write("\u00e9"), b.getvalue())
b = io.BytesIO(); t = io.TextIOWrapper(b, "utf-8"); t._CHUNK_SIZE = 5; print([(t.write("abc"), b.getvalue()) for _ in range(4)], t.write("abcdefghij"), b.getvalue(), t.flush(), b.getvalue(), attempt(setattr, t, "_CHUNK_SIZE", 0), attempt(setattr, t, "_CHUNK_SIZE", "x"), attempt(delattr, t, "_CHUNK_SIZE"))
t = io.TextIOWrapper(io.BytesIO(b"\xe2\x82\xac" * 10), "utf-8"); t._CHUNK_SIZE = 4; print(ascii(t.read(3)), t.tell(), ascii(t.read(4)), t.tell(), ascii(t.read()))
for args in [(), (5,), (io.BytesIO(), 5), (io.BytesIO(), "utf-8", 5), (io.BytesIO(), "utf-8", None, "x"), (io.BytesIO(), "no-such"), (io.BytesIO(), "utf-8", None, None, "x"), (io.RawIOBase(), "utf-8")]: print(attempt(lambda: type(io.TextIOWrapper(*args)).__name__))
t = io.TextIOWrapper.__new__(io.TextIOWrapper); print(attempt(t.read), attempt(repr, t), attempt(lambda: t.name), attempt(lambda: t.errors))
b = io.BytesIO(); t = io.TextIOWrapper(b, "ascii"); print(attempt(t.write, "\u00e9"), attempt(t.write, b"x"), attempt(t.write, 5), attempt(t.write), t.reconfigure(encoding="utf-8", errors="replace"), t.encoding, t.errors, t.write("\u00e9"), t.reconfigure(line_buffering=True, write_through=True), t.line_buffering, t.write_through, t.reconfigure(newline="\r\n"), t.write("a\n"), t.flush(), b.getvalue(), attempt(t.reconfigure, encoding=5), attempt(t.reconfigure, newline="q"), attempt(t.reconfigure, 5), attempt(t.reconfigure, errors=5), attempt(t.reconfigure, newline=5))
t = io.TextIOWrapper(io.BytesIO(b"abc\n")); t.read(1); print(attempt(t.reconfigure, encoding="ascii"), attempt(t.reconfigure, newline=""), t.reconfigure(line_buffering=False))
class R1(io.BytesIO):
    def read1(self, n=-1): print("read1", n); return super().read1(min(n, 3))
print(io.TextIOWrapper(R1(b"hello\nworld")).readline(), io.TextIOWrapper(R1(b"hi")).read(1))
class No1(io.RawIOBase):
    d = [b"ab", b"c\nd", b""]
    def readable(self): return True
    def read(self, n=-1): print("read", n); return self.d.pop(0)
print(io.TextIOWrapper(No1()).readline())
class Lies(io.BytesIO):
    def read1(self, n=-1): return "text"
print(attempt(io.TextIOWrapper(Lies()).readline), attempt(io.TextIOWrapper(Lies()).read, 1))
t = io.TextIOWrapper(io.BytesIO(b"x")); t.close(); print(t.closed, attempt(t.read), attempt(t.write, "x"), attempt(t.readline), attempt(next, t), attempt(t.seek, 0), attempt(t.tell), attempt(t.flush), t.close(), t.buffer.closed)
class T(io.TextIOWrapper):
    def readline(self): return super().readline().upper()
print(list(T(io.BytesIO(b"a\nb\n"))))
class BadT(io.TextIOWrapper):
    def readline(self): return b"x"
print(attempt(list, BadT(io.BytesIO(b"a"))))
t = io.TextIOWrapper(io.BytesIO()); t.mode = "w"; t.extra = 3; print(repr(t).split("<")[1], t.__dict__)
rec = io.BytesIO(); rec.name = rec; t = io.TextIOWrapper(rec, "utf-8"); rec.name = t; print(attempt(repr, t))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
