"""OSErrors with number, text, file names and class."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


def show(f, *a, **k):
    try: r = f(*a, **k)
    except OSError as e: print(f.__name__, type(e).__name__, e.errno, e.strerror, repr(e.filename), repr(e.filename2), e.args, str(e))
    else: print(f.__name__, "no error", r)
os.mkdir("d"); open("f", "w").close(); open("d/x", "w").close()
show(open, "none"); show(open, "none/none"); show(open, "f/x"); show(open, "d"); show(open, "d", "w"); show(open, "f", "x"); show(open, b"none"); show(open, 77); show(open, "x" * 300)
show(os.stat, "none"); show(os.lstat, "none"); show(os.stat, 77); show(os.listdir, "none"); show(os.listdir, "f"); show(os.scandir, "none"); show(os.mkdir, "d"); show(os.mkdir, "n/n"); show(os.rmdir, "d"); show(os.rmdir, "f"); show(os.rmdir, "none"); show(os.unlink, "none"); show(os.unlink, "d"); show(os.remove, "none")
show(os.rename, "none", "y"); show(os.rename, "f", "d"); show(os.replace, "none", "y"); show(os.rename, "d", "f"); show(os.link, "none", "y"); show(os.symlink, "a", "f"); show(os.readlink, "f"); show(os.chdir, "none"); show(os.chdir, "f"); show(os.close, 77); show(os.read, 77, 1); show(os.write, 77, b""); show(os.lseek, 77, 0, 0); show(os.dup, 77); show(os.fstat, 77); show(os.open, "none", os.O_RDONLY); show(os.truncate, "none", 0); show(os.ftruncate, 77, 0); show(os.utime, "none"); show(os.chmod, "none", 0); show(os.access, "none", 0); show(os.isatty, 77); show(os.read, 0, -1); show(os.get_terminal_size, 77); show(os.fsync, 77); show(os.set_inheritable, 77, True); show(os.get_inheritable, 77); show(os.get_blocking, 77); show(os.pread, 77, 1, 0); show(os.removedirs, "none"); show(os.makedirs, "d"); show(os.makedirs, "d", exist_ok=True); show(os.dup2, 77, 78)
for f, a in [(os.stat, (1.5,)), (os.stat, (None,)), (os.stat, ()), (os.stat, ("f", 5)), (os.listdir, (1.5,)), (os.open, ("f",)), (os.open, ("f", "x")), (os.mkdir, (5,)), (os.rename, ("a",)), (os.read, ("x", 1)), (os.write, (1, "s")), (os.close, ("x",)), (os.close, (1 << 40,)), (os.unlink, (None,)), (os.fspath, (5,)), (os.strerror, ("x",)), (os.access, ("f",)), (os.chdir, (None,)), (os.stat, ("a\0b",)), (os.mkdir, ("a\0b",)), (os.utime, ("f", 5)), (os.utime, ("f", (1,))), (os.stat, (1 << 70,)), (os.putenv, ("a=b", "c")), (os.urandom, (-1,)), (os.urandom, ("x",))]:
    print(f.__name__, a, attempt(f, *a))
print(attempt(os.stat, "f", dir_fd="x"), attempt(os.stat, "f", follow_symlinks=2).st_size, attempt(os.stat, 0, follow_symlinks=False).__class__, attempt(os.stat, 1 << 20, follow_symlinks=False), attempt(os.utime, "f", (1, 2), ns=(1, 2)), attempt(os.utime, "f", ns=5))
class P:
    def __init__(self, p): self.p = p
    def __fspath__(self): return self.p
print(os.stat(P("f")).st_size, os.fspath(P(b"x")), attempt(os.fspath, P(5)), attempt(os.stat, P(5)), attempt(open, P(5)), open(P("f")).read(), attempt(open, P("none")), os.listdir(P("d")), os.listdir(b"d"))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
