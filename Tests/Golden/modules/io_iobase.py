"""The base classes by themselves, and classes that derive from them."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for cls in [io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase]:
    o = cls(); print(cls.__name__, o.closed, o.readable(), o.writable(), o.seekable(), attempt(o.fileno), attempt(o.seek, 0), attempt(o.tell), attempt(o.truncate), o.flush(), o.isatty(), attempt(o.readline), attempt(lambda: o.read()), attempt(lambda: o.write(b"")), attempt(next, o), attempt(o.readlines), o.close(), o.closed, attempt(o.flush), attempt(o.isatty), attempt(iter, o), attempt(o.__enter__), o.close())
class L(io.RawIOBase):
    def __init__(self, d): self.d = d; self.p = 0
    def readable(self): return True
    def read(self, n=-1):
        if n < 0: n = len(self.d)
        r = self.d[self.p:self.p + n]; self.p += len(r); return r
l = L(b"one\ntwo\nthree"); print(l.readline(), l.readline(2), l.readline(), l.readlines(), l.readline())
l = L(b"a\nbb\nccc\n"); print(l.readlines(3), l.readlines(0), attempt(l.readlines, "x"))
class P(L):
    def peek(self, n): print("peek", n); return self.d[self.p:self.p + 4]
print(P(b"xy\nz").readline(), P(b"abcdefgh").readline(6))
class BadPeek(L):
    def peek(self, n): return "s"
print(attempt(BadPeek(b"x").readline))
class BadRead(L):
    def read(self, n): return "s"
print(attempt(BadRead(b"x").readline))
class W(io.IOBase):
    def write(self, x): print("write", x); return 1
W().writelines(["a", "b"]); print(attempt(W().writelines, 5), attempt(W().writelines, [1]), attempt(io.IOBase().writelines, ["x"]))
class RI(io.RawIOBase):
    def __init__(self, r): self.r = r
    def readinto(self, b):
        if isinstance(self.r, list):
            if not self.r: return 0
            x = self.r.pop(0)
            if x is None: return None
            b[:len(x)] = x; return len(x)
        return self.r
print(RI([b"ab"]).read(5), RI(None).read(2), attempt(RI("x").read, 2), attempt(RI(-1).read, 2), RI([b"a", b"bc", None]).readall(), RI([None]).readall(), RI([b"xy", b"z"]).read(), attempt(RI([b"x"]).write, b""), attempt(io.RawIOBase().readinto, bytearray(1)))
class C(io.IOBase):
    def close(self): print("close called", self.closed); super().close()
    def flush(self): print("flush"); super().flush()
c = C(); del c
c = C(); c.close(); del c
class E(io.IOBase):
    def flush(self): raise ValueError("no flush")
e = E(); print(attempt(e.close), e.closed, attempt(e.close)); del e; E(); print("silent")
class BB(io.BufferedIOBase):
    def read(self, n=-1): return b"abcdef"[:n] if n >= 0 else b"abcdef"
    read1 = read
b = BB(); print(b.readinto(x := bytearray(3)), x, b.readinto1(x), attempt(b.readinto, b"ro"), attempt(b.detach))
class Long(io.BufferedIOBase):
    def read(self, n=-1): return b"x" * 50
print(attempt(Long().readinto, bytearray(3)))
print(io.TextIOBase().encoding, io.TextIOBase().errors, io.TextIOBase().newlines, attempt(io.TextIOBase().detach))
print(isinstance(sys.stdout, io.TextIOBase), issubclass(io.FileIO, io.RawIOBase), io.IOBase.__subclasses__()[:0], io.UnsupportedOperation.__mro__, io.SEEK_SET, io.DEFAULT_BUFFER_SIZE)
o = io.IOBase(); o.x = 1; print(o.__dict__, attempt(setattr, o, "closed", 1)); print(o._checkClosed(), attempt(o._checkReadable), attempt(o._checkWritable), attempt(o._checkSeekable))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
