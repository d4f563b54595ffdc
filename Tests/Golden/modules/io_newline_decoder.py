"""IncrementalNewlineDecoder."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for translate in [True, False]:
    d = io.IncrementalNewlineDecoder(None, translate)
    for part in ["a\r", "\nb", "\r", "c\n", "\r\r\n", "", "d\r"]: print(repr(d.decode(part)), d.newlines, d.getstate())
    print(repr(d.decode("", True)), repr(d.decode("\r", final=True)), d.newlines); d.reset(); print(d.newlines, d.getstate(), d.setstate((b"", 1)), repr(d.decode("x")))
import codecs
d = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), translate=True)
for part in [b"\xe2", b"\x82\xac\r", b"\n\xc3", b"\xa9"]: print(ascii(d.decode(part)), d.getstate())
print(ascii(d.decode(b"\r", True)), d.reset(), d.getstate(), d.setstate((b"\xe2", 3)), d.getstate(), ascii(d.decode(b"\x82\xac")))
print(attempt(d.setstate, 5), attempt(d.setstate, (1,)), attempt(d.setstate, (b"", "x")), attempt(d.decode), attempt(io.IncrementalNewlineDecoder), attempt(io.IncrementalNewlineDecoder, None, "x"), attempt(io.IncrementalNewlineDecoder(None, 1).decode, 5), attempt(io.IncrementalNewlineDecoder(None, 1).decode, b"x"))
class D:
    def decode(self, x, final): return 5
    def getstate(self): return 5
    def reset(self): return "reset"
e = io.IncrementalNewlineDecoder(D(), 1); print(attempt(e.decode, b""), attempt(e.getstate), e.reset(), attempt(e.setstate, (b"", 0)))
n = io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder); print(attempt(n.decode, "x"))
big = "ab\u20ac\r\n" * 3 + "\U0001f40d\r"; print(ascii(io.IncrementalNewlineDecoder(None, True).decode(big, True)), ascii(io.IncrementalNewlineDecoder(None, False).decode(big)))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
