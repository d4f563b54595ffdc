"""FileIO: modes, descriptors, openers, closing."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


f = io.FileIO("f", "w"); print(f.mode, f.name, f.closefd, f.closed, f.write(b"abc"), f.tell(), f.seekable(), f.readable(), f.writable(), attempt(f.read), attempt(f.readall), attempt(f.readinto, bytearray(1))); print(f); f.close(); print(f, attempt(f.write, b""), attempt(f.fileno), attempt(f.seek, 0), attempt(f.isatty), attempt(f.readable), f.close(), attempt(f.truncate))
for mode in ["r", "w", "a", "x", "r+", "rb", "rb+", "b", "", "rw", "r++", "q", "+", "xb+", "ab+"]:
    def use():
        with io.FileIO("f", mode) as f: return f.mode, f.tell()
    print(repr(mode), attempt(use))
open("f", "wb").write(b"0123456789" * 2000)
f = io.FileIO("f"); print(len(f.read()), f.read(), f.seek(5), f.read(3), f.tell(), f.seek(-2, 2), f.readall(), f.seek(0, 1), attempt(f.seek, -1), attempt(f.seek, "x"), attempt(f.seek, 0, 9), attempt(f.write, b"x"), attempt(f.truncate), f.readinto(b := bytearray(3)), b, f.seek(1), f.readinto(b), b, f._blksize, f.isatty())
fd = f.fileno(); g = io.FileIO(fd, "r", closefd=False); print(g.name == fd, g.closefd, g.read(2), repr(g).replace(str(fd), "N")); g.close(); print(g.closed, f.closed, f.tell()); f.close()
print(attempt(io.FileIO, fd), attempt(io.FileIO, -1), attempt(io.FileIO, "f", "r", False), attempt(io.FileIO), attempt(io.FileIO, "."), attempt(io.FileIO, "nope"), attempt(io.FileIO, 2.5), attempt(io.FileIO, "a\0"), attempt(io.FileIO, "f", 5))
def opener(path, flags): print("opener", path, flags == os.O_RDONLY | os.O_CLOEXEC); return os.open(path, flags)
print(io.FileIO("f", opener=opener).read(3), attempt(io.FileIO, "f", opener=lambda p, f: -7), attempt(io.FileIO, "f", opener=lambda p, f: "x"), attempt(io.FileIO, "f", opener=lambda p, f: 1 / 0), open("f", opener=opener).read(2))
f = io.FileIO("f", "r+"); print(f.truncate(4), f.tell(), f.read(), f.seek(10), f.write(b"z"), f.seek(0), f.read(), f.seek(2), f.truncate(), attempt(f.truncate, -1), attempt(f.truncate, "x")); f.extra = 1; print(f.__dict__); f.name = "other"; print(f); del f.name; print(repr(f)[:13]); f.close()
class F(io.FileIO):
    def close(self): print("closing", self.closed); super().close()
x = F("f"); del x
with F("f") as y: pass
a = io.FileIO("app", "a"); a.write(b"1"); print(a.tell()); a.close(); a = io.FileIO("app", "a+"); print(a.tell(), a.write(b"2"), a.seek(0), a.read(), a.seek(0), a.write(b"3"), a.tell()); a.close(); print(open("app", "rb").read())
z = io.FileIO("f"); z.__init__("app"); print(z.read(), z.close())
print(attempt(io.FileIO, "app", "x"), io.FileIO.__mro__)

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
