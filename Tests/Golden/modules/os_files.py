"""os: files and folders as scripts use them."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


os.makedirs("a/b/c"); open("a/f1", "w").write("1"); open("a/b/f2", "w").write("22"); os.symlink("f1", "a/link"); os.symlink("nowhere", "a/dead"); os.symlink("b", "a/dirlink")
for r, d, f in os.walk("a"): d.sort(); print(r, d, sorted(f))
for r, d, f in os.walk("a", topdown=False): print(r, sorted(d), sorted(f))
with os.scandir("a") as it:
    for e in sorted(it, key=lambda e: e.name): print(e, e.name, e.path, e.is_file(), e.is_dir(), e.is_symlink(), e.is_dir(follow_symlinks=False), e.is_file(follow_symlinks=False), e.inode() == os.lstat(e.path).st_ino, attempt(lambda: e.stat().st_size), e.stat(follow_symlinks=False).st_mode == os.lstat(e).st_mode, os.fspath(e))
print(attempt(next, it), attempt(it.close), attempt(type(it)), attempt(os.DirEntry))
s = os.stat("a/f1"); print(s.st_size, s[6], s.st_nlink, oct(s.st_mode)[:4], len(s), type(s), s.st_mtime == s.st_mtime_ns / 1e9 or abs(s.st_mtime - s.st_mtime_ns / 1e9) < 1e-3, s[8] == int(s.st_mtime), s.st_blksize > 0, s.st_uid == os.getuid(), s == os.lstat("a/f1"), os.lstat("a/link").st_size)
print(os.stat_result(range(10)), attempt(os.stat_result, range(3)), os.stat_result(range(10)).st_mtime, os.stat_result(range(19)).st_rdev, os.stat_result.n_fields, os.stat_result.n_sequence_fields, os.stat_result.n_unnamed_fields)
os.utime("a/f1", (100, 200.5)); s = os.stat("a/f1"); print(s.st_atime, s.st_mtime, s.st_mtime_ns); os.utime("a/f1", ns=(1, -5)); print(os.stat("a/f1").st_mtime_ns, os.stat("a/f1").st_atime_ns)
os.chmod("a/f1", 0o640); print(oct(os.stat("a/f1").st_mode)); print(os.access("a/f1", os.R_OK), os.path.isfile("a/f1"), os.path.isdir("a"), os.path.islink("a/link"), os.path.exists("a/dead"), os.path.lexists("a/dead"), os.readlink("a/link"), os.readlink(b"a/dead"), os.path.samefile("a/f1", "a/link"), os.path.getsize("a/b/f2"), os.path.realpath("a/link").endswith("/a/f1"))
os.rename("a/f1", "a/g1"); os.replace("a/b/f2", "a/g1"); print(open("a/g1").read(), sorted(os.listdir("a"))); os.link("a/g1", "a/h1"); print(os.stat("a/h1").st_nlink); os.truncate("a/h1", 1); print(open("a/g1").read())
here = os.getcwd(); os.chdir("a"); print(os.getcwd() == here + "/a", os.getcwdb() == here.encode() + b"/a", sorted(os.listdir())); os.chdir(here); os.removedirs("a/b/c"); print(sorted(os.listdir("a")))
fd = os.open("a", os.O_RDONLY); print(sorted(os.listdir(fd)), sorted(e.name for e in os.scandir(fd)), os.stat("g1", dir_fd=fd).st_size, os.path.exists(fd)); f2 = os.open("new", os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=fd); os.close(f2); os.mkdir("sub", dir_fd=fd); os.rename("new", "newer", src_dir_fd=fd, dst_dir_fd=fd); print(sorted(os.listdir("a"))); os.unlink("newer", dir_fd=fd); os.rmdir("sub", dir_fd=fd); os.close(fd)
print(os.umask(os.umask(0o22)) >= 0, os.path.join("a", "b"), os.path.split("/x/y"), os.path.splitext("a.tar.gz"), os.sep, os.linesep, os.curdir, os.name, os.devnull, os.extsep, os.path.abspath("z") == here + "/z", os.path.relpath("a/b", "a/c"), os.path.commonpath(["/a/b", "/a/c"]))
for p in ["", ".", "..", "/", "//", "///", "//a", "///a", "a//b", "a/./b", "a/../b", "../../a", "/..", "/../a", "a/..", "a/b/../..", "./a", "a/.", "a/", "/a/../..", "//..", "\0", "a\0b/../c", "..a", "a/...", "\u00e9/../\u20ac"]: print(repr(p), repr(os.path.normpath(p)))
print(os.path.normpath(b"a/../b"), attempt(os.path.normpath, 5))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
