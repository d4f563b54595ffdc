"""os: descriptors."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


fd = os.open("d", os.O_RDWR | os.O_CREAT, 0o644); print(os.write(fd, b"hello"), os.write(fd, bytearray(b" wor")), os.write(fd, memoryview(b"ld")), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.read(fd, 100), os.read(fd, 10), os.lseek(fd, -3, os.SEEK_END), os.read(fd, 1), os.pread(fd, 3, 1), os.pwrite(fd, b"J", 0), os.fstat(fd).st_size, os.ftruncate(fd, 4), os.lseek(fd, 0, 2), os.isatty(fd), os.get_inheritable(fd), os.set_inheritable(fd, True), os.get_inheritable(fd), os.get_blocking(fd), os.fsync(fd))
e = os.dup(fd); os.lseek(fd, 0, 0); print(os.read(e, 2), os.read(fd, 2), os.get_inheritable(e)); os.close(e); print(attempt(os.read, e, 1)); g = os.dup2(fd, 50); print(g, os.get_inheritable(50)); os.dup2(fd, 51, False); print(os.get_inheritable(51)); os.closerange(50, 52); print(attempt(os.fstat, 50), attempt(os.fstat, 51)); os.close(fd)
r, w = os.pipe(); print(os.get_inheritable(r), os.write(w, b"pipe data"), os.read(r, 4), os.read(r, 100), attempt(os.lseek, r, 0, 0)); os.set_blocking(r, False); print(attempt(os.read, r, 1)); f = open(r, "rb"); print(f.seekable(), f.read(), attempt(f.seek, 0)); n = open(os.dup(r), "rb", 0); print(n.read(5), n.readall(), n.readinto(bytearray(2)))
os.close(w); print(f.read(), n.read(5)); f.close(); n.close()
r, w = os.pipe(); os.set_blocking(w, False); b = io.BufferedWriter(io.FileIO(w, "w"), 100)
def fill():
    try:
        while True: b.write(b"x" * 1000)
    except BlockingIOError as e: return e.errno, e.characters_written >= 0, str(e)
print(fill()); got = len(os.read(r, 1 << 20)) > 0; print(got); os.set_blocking(w, True); b.flush(); os.close(r)
try: os.write(w, b"x"); 
except OSError as e: print(type(e).__name__, e)
b.close()
with os.fdopen(os.open("t", os.O_CREAT | os.O_WRONLY), "w") as t: print(t.name.__class__, t.write("fdopen"))
print(open("t").read(), attempt(os.fdopen, "x"), os.O_RDONLY, os.O_CREAT, os.SEEK_END, os.F_OK, os.EX_OK)
print(os.getpid() == os.getpid() > 0, os.getppid() > 0, os.cpu_count() >= 1, os.strerror(2), os.strerror(9999), len(os.urandom(5)), os.urandom(0), os.environ["PATH"] == os.environb[b"PATH"].decode(), os.getenv("NOPE_X"), os.uname().sysname, len(os.uname()), os.times().user >= 0)
os.environ["VIV_T"] = "v"; print(os.getenv("VIV_T"), os.environ.pop("VIV_T"), "VIV_T" in os.environ, attempt(os.environ.__getitem__, "VIV_T"), attempt(os.putenv, "a\0", "b"), os.get_exec_path()[:0], os.fsencode("\udcff"), os.fsdecode(b"\xff") == "\udcff")
print(sorted(n for n in os.supports_fd.__class__.__name__), len(os.supports_dir_fd) > 5, os.supports_bytes_environ, os.supports_follow_symlinks >= {os.stat})

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
