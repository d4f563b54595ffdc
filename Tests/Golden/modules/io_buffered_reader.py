"""BufferedReader on raw streams written in Python: short reads, None, errors, lies."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


class Raw(io.RawIOBase):
    def __init__(self, *parts): self.parts = list(parts); self.calls = []
    def readable(self): return True
    def readinto(self, b):
        self.calls.append(len(b))
        if not self.parts: return 0
        p = self.parts.pop(0)
        if p is None: return None
        if isinstance(p, BaseException): raise p
        if isinstance(p, int): return p
        n = min(len(p), len(b)); b[:n] = p[:n]
        if p[n:]: self.parts.insert(0, p[n:])
        return n
def make(size, *parts): return io.BufferedReader(Raw(*parts), size)
for size in [1, 3, 8, 8192]:
    r = make(size, b"ab", b"cdefgh", b"i\njkl\n", b"m"); print(size, r.read(1), r.peek(), r.read(3), r.readline(), r.read1(2), r.read(), r.read(), r.raw.calls)
    r = make(size, b"abc", None, b"de", None, None); print(attempt(r.read, 2), attempt(r.read, 5), attempt(r.read, 5), attempt(r.read), attempt(r.read), r.raw.calls)
    r = make(size, b"abc", OSError(5, "boom"), b"de"); print(attempt(r.read, 2), attempt(r.read, 9), attempt(r.read, 9))
    r = make(size, 99999, -1, -7); print(attempt(r.read, 2), attempt(r.read, 2), attempt(r.read1, 2), attempt(r.readline))
    r = make(size, b"x\ny\n", b"z"); print(list(r), next(r, "end"))
    r = make(size, *[bytes([65 + i]) * 3 for i in range(8)]); print(r.readinto(b := bytearray(10)), b, r.readinto1(b), b, r.read(2))
print(attempt(io.BufferedReader, Raw(), 0), attempt(io.BufferedReader, Raw(), -3), attempt(io.BufferedReader), attempt(io.BufferedReader, 5), attempt(io.BufferedReader, Raw(), "x"))
r = make(8, b"abc"); print(attempt(r.read, -2), attempt(r.read, "x"), attempt(r.read, None), attempt(r.seek, 0), attempt(r.tell), attempt(r.write, b""), attempt(r.truncate), r.seekable(), r.readable(), r.writable())
r.close(); print(r.closed, attempt(r.read), attempt(r.peek), attempt(r.readline), attempt(r.readinto, bytearray(2)), attempt(next, r), r.close())
r = make(8, b"abc"); raw = r.detach(); print(type(raw), attempt(r.read), attempt(r.close), attempt(lambda: r.closed), attempt(repr, r), attempt(r.detach), r.raw)
print(attempt(io.BufferedReader.read, io.BufferedReader.__new__(io.BufferedReader)))
class Reenter(Raw):
    def readinto(self, b):
        print("inner", attempt(outer.read, 3)); b[:1] = b"q"; return 1
outer = io.BufferedReader(Reenter(), 4); print(outer.read(1))
class OnlyRead(io.RawIOBase):
    def readable(self): return True
    def read(self, n=-1): return b"data"[:n] if n >= 0 else b"data"
print(attempt(io.BufferedReader(OnlyRead()).read, 2))
class Many(io.RawIOBase):
    n = 0
    def readable(self): return True
    def read(self, n=-1):
        self.n += 1
        return [b"", b"aa", b"bb", b"", b"cc"][self.n]
    readall = None
print(attempt(io.BufferedReader(Many()).read))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
