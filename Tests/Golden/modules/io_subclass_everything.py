"""Classes that derive from the C classes and from nothing, as files for print, exec, json, csv-like use."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


class Log:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("<flush>")
l = Log(); print("a", 1, [2], sep="-", end="!", file=l, flush=True); print(l.parts)
class Upper(io.TextIOWrapper):
    def write(self, s): return super().write(s.upper())
b = io.BytesIO(); u = Upper(b, "utf-8"); print("shout", file=u); u.flush(); print(b.getvalue())
class Count(io.BufferedReader):
    n = 0
    def read1(self, size=-1): self.n += 1; return super().read1(size)
    def readline(self, size=-1): self.n += 100; return super().readline(size)
open("c", "w").write("x\ny\n"); c = Count(io.FileIO("c")); print(list(c), c.n); c.seek(0); t = io.TextIOWrapper(c); print(t.read(1), t.readline(), t.readlines(), c.n)
class NoClose(io.BytesIO):
    def close(self): pass
n = NoClose(); w = io.TextIOWrapper(n); w.write("kept"); w.close(); print(n.getvalue(), n.closed)
class Raw(io.RawIOBase):
    def __init__(self): self.buf = bytearray(); self.pos = 0
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def seek(self, p, w=0): self.pos = p if w == 0 else self.pos + p if w == 1 else len(self.buf) + p; return self.pos
    def tell(self): return self.pos
    def readinto(self, b): d = self.buf[self.pos:self.pos + len(b)]; b[:len(d)] = d; self.pos += len(d); return len(d)
    def write(self, b): b = bytes(b); self.buf[self.pos:self.pos + len(b)] = b; self.pos += len(b); return len(b)
    def truncate(self, n=None): n = self.pos if n is None else n; del self.buf[n:]; return n
r = io.BufferedRandom(Raw(), 5); r.write(b"hello world"); r.seek(3); print(r.read(4), r.write(b"XY"), r.seek(0), r.read(), r.tell(), r.truncate(4), r.seek(0), r.read(), bytes(r.raw.buf))
t = io.TextIOWrapper(io.BufferedRandom(Raw(), 7), "utf-8", newline="\n"); t.write("z\u00e9\n" * 5); t.seek(0); print(ascii(t.read(3)), ascii(t.readline()), t.tell(), t.seek(0, 2), t.write("end"), t.flush(), bytes(t.buffer.raw.buf))
class Closed(io.RawIOBase):
    closed = property(lambda self: 1 / 0)
    def readable(self): return True
k = io.BufferedReader(Closed()); print(attempt(k.read), attempt(k.close), attempt(lambda: k.closed)); del k
class BadClosed(io.IOBase):
    @property
    def closed(self): raise KeyError("no closed")
BadClosed(); print("survived", attempt(BadClosed().__enter__))
class BadSeekable(io.BytesIO):
    def seekable(self): raise RuntimeError("seekable")
print(attempt(io.TextIOWrapper, BadSeekable()))
class BadReadable(io.BytesIO):
    def readable(self): return 5
print(attempt(io.BufferedReader, BadReadable()))
class TellLies(Raw):
    def tell(self): return -5
print(attempt(io.BufferedReader(TellLies()).tell))
class TellText(Raw):
    def tell(self): return "x"
    def seek(self, p, w=0): return 1 << 80
print(attempt(io.BufferedReader(TellText()).tell), attempt(io.BufferedReader(TellText()).seek, 0))
import codecs
class Enc(codecs.IncrementalEncoder):
    def encode(self, s, final=False): return s
def search(name):
    if name == "viv_bad": return codecs.CodecInfo(lambda s, e="strict": (s, len(s)), lambda b, e="strict": (b, len(b)), incrementalencoder=Enc, incrementaldecoder=codecs.IncrementalDecoder, name="viv_bad")
    if name == "viv_none": return codecs.CodecInfo(None, None, name="viv_none")
codecs.register(search); print(attempt(io.TextIOWrapper(io.BytesIO(), "viv_bad").write, "x"), attempt(io.TextIOWrapper, io.BytesIO(), "viv_none"), attempt(io.TextIOWrapper(io.BytesIO(b"x"), "viv_bad").read))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
