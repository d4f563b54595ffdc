"""BufferedRWPair."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


p = io.BufferedRWPair(io.BytesIO(b"one\ntwo\n"), io.BytesIO(), 8)
print(p.read(2), p.peek()[:1], p.read1(1), p.readline(), p.write(b"xyz"), p.flush(), p.readable(), p.writable(), p.seekable(), p.isatty(), p.closed, list(p))
print(p.readinto(bytearray(2)), p.readinto1(bytearray(2)), attempt(p.seek, 0), attempt(p.tell), attempt(p.detach), attempt(p.fileno))
p.close(); print(p.closed, attempt(p.read), attempt(p.write, b""))
print(attempt(io.BufferedRWPair), attempt(io.BufferedRWPair, io.BytesIO(), io.BytesIO(), 0), attempt(io.BufferedRWPair, 1, 2), attempt(io.BufferedRWPair, io.BytesIO(), io.BytesIO(), buffer_size=5))
class No(io.RawIOBase): pass
print(attempt(io.BufferedRWPair, No(), io.BytesIO()), attempt(io.BufferedRWPair, io.BytesIO(), No()))
q = io.BufferedRWPair.__new__(io.BufferedRWPair); print(attempt(q.read), attempt(lambda: q.closed))
class W(io.BytesIO):
    def close(self): super().close(); raise OSError("writer")
class R(io.BytesIO):
    def close(self): super().close(); raise OSError("reader")
p = io.BufferedRWPair(R(), W())
try: p.close()
except OSError as e: print(e, "|", e.__context__)
r, w = os.pipe()
with open(r, "rb", 0) as a, open(w, "wb", 0) as b:
    p = io.BufferedRWPair(a, b); p.write(b"through\n"); p.flush(); print(p.readline())

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
