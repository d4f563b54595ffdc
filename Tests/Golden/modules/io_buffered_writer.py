"""BufferedWriter on raw streams written in Python: short writes, None, errors."""
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
    def __init__(self, *takes): self.takes = list(takes); self.got = []
    def writable(self): return True
    def write(self, b):
        t = self.takes.pop(0) if self.takes else len(b)
        if t is None: return None
        if isinstance(t, BaseException): raise t
        self.got.append(bytes(b[:t])); return min(t, len(b)) if t >= 0 and t < 1000 else t
for size in [1, 4, 8]:
    w = io.BufferedWriter(Raw(), size); print(size, [w.write(b"abc"), w.write(b"d"), w.write(b"efghij" * 2), w.tell.__name__], w.raw.got, w.flush(), w.raw.got)
    w = io.BufferedWriter(Raw(1, 2, 1, 1), size); print(w.write(b"0123456789"), w.raw.got, attempt(w.flush), w.raw.got)
    w = io.BufferedWriter(Raw(None, None, 3, None), size)
    def bw(d):
        try: return w.write(d)
        except BlockingIOError as e: return str(e), e.characters_written
    print(bw(b"abc"), bw(b"defghijkl"), bw(b"mno"), attempt(w.flush), w.raw.got, attempt(w.flush), w.raw.got)
    w = io.BufferedWriter(Raw(OSError(28, "full")), size); print(attempt(w.write, b"x" * 20), attempt(w.flush), w.raw.got)
    w = io.BufferedWriter(Raw(-5, 5000), size); print(attempt(w.write, b"x" * 20), attempt(w.flush))
print(attempt(io.BufferedWriter, io.BytesIO(), 0), attempt(io.BufferedWriter, 3))
w = io.BufferedWriter(io.BytesIO()); print(w.write(bytearray(b"ab")), w.write(memoryview(b"cd")), attempt(w.write, "s"), attempt(w.write, 5), attempt(w.write), attempt(w.read), w.writable(), w.readable(), w.seekable(), w.tell(), w.seek(1), w.raw.getvalue())
print(w.truncate(2), w.raw.getvalue(), w.writelines([b"1", b"2"]), w.flush(), w.raw.getvalue()); w.close(); print(w.closed, attempt(w.write, b""), attempt(w.flush), w.close())
class Failing(io.BytesIO):
    def close(self): raise ValueError("close fails")
    def write(self, b): raise KeyError("write fails")
w = io.BufferedWriter(Failing()); w.write(b"x")
try: w.close()
except Exception as e: print(repr(e), repr(e.__context__))
import sys
print(sys.getsizeof(io.BufferedWriter(io.BytesIO(), 1000)), sys.getsizeof(io.BufferedReader(io.BytesIO(), 100)), sys.getsizeof(io.BytesIO(b"abc")), sys.getsizeof(io.StringIO("abc")))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
