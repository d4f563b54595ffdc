"""StringIO: everything, all newline arguments."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for nl in ["\n", None, "", "\r", "\r\n", "default"]:
    kw = {} if nl == "default" else {"newline": nl}
    s = io.StringIO("a\nb\rc\r\nd", **kw); print(repr(nl), s.getvalue().encode(), s.readlines(), s.newlines, s.seek(0), s.read(3).encode(), s.readline(1), s.write("x\ny\r\nz"), s.getvalue().encode())
    s = io.StringIO(**kw); print(s.write("p\nq\r"), s.write("\nr"), s.getvalue().encode(), s.seek(0), list(s), s.newlines)
for bad in ["x", 5, b"\n"]: print(attempt(io.StringIO, "", bad))
print(attempt(io.StringIO, 5), attempt(io.StringIO, b"x"), io.StringIO(None).read(), attempt(io.StringIO, "", "\n", 1), io.StringIO(initial_value="k", newline=None).read())
s = io.StringIO("\U0001f40d\u20ac\u00e9a"); print(ascii(s.read(2)), s.tell(), s.seek(10), s.read(), s.write("!"), ascii(s.getvalue()), s.truncate(2), ascii(s.getvalue()), s.tell(), attempt(s.truncate, -1), attempt(s.truncate, "x"))
print(attempt(s.seek, -1), attempt(s.seek, 1, 1), attempt(s.seek, 0, 7), s.seek(0, 2), s.seek(0, 1), attempt(s.seek, "a"), attempt(s.write, b"x"), attempt(s.write, 5), attempt(s.read, 1.5))
print(s.line_buffering, s.encoding, s.errors, s.isatty(), s.readable(), s.writable(), s.seekable(), attempt(s.fileno), attempt(s.detach), s.flush())
st = s.__getstate__(); print(ascii(st)); t = io.StringIO(); t.__setstate__(st); print(ascii(t.getvalue()), t.tell())
for bad in [5, (), ("a", None, 0), ("a", "\n", "x", None), ("a", "\n", -1, None), ("a", "\n", 0, 5), (b"a", "\n", 0, None)]: print(attempt(t.__setstate__, bad))
t.close(); print(t.closed, attempt(t.read), attempt(t.write, "x"), attempt(t.getvalue), attempt(lambda: t.newlines), attempt(lambda: t.line_buffering), t.close(), attempt(next, t))
u = io.StringIO.__new__(io.StringIO); print(attempt(u.read), attempt(lambda: u.closed), attempt(u.write, "x"))
w = io.StringIO()
for i in range(1000): w.write(str(i)); w.write(",")
print(len(w.getvalue()), w.getvalue()[-9:], w.seek(5), w.read(5), w.seek(0, 2), w.write("END"), w.getvalue()[-7:])
class S(io.StringIO):
    def readline(self, n=-1): l = super().readline(n); return l.upper()
print(list(S("ab\ncd\n")), S("ab\n").readlines())
class Bad(io.StringIO):
    def readline(self): return 5
print(attempt(list, Bad("x")))
print(print("to", "string", file=(o := io.StringIO())), o.getvalue(), sys.getsizeof(io.StringIO()))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
