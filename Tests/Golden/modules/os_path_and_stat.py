"""stat, os.path, glob, fnmatch, fileinput, linecache on files."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import stat, glob, fnmatch, linecache, filecmp, fileinput
open("a.py", "w").write("x = 1\ny = 2\n"); open("b.txt", "w").write("b\n"); os.mkdir("sub"); open("sub/c.py", "w").close(); os.symlink("a.py", "l")
for n in ["a.py", "sub", "l"]:
    m = os.lstat(n).st_mode; print(n, stat.S_ISREG(m), stat.S_ISDIR(m), stat.S_ISLNK(m), stat.filemode(stat.S_IFMT(m) | 0o644), oct(stat.S_IMODE(m & 0o700)))
print(sorted(glob.glob("*.py")), sorted(glob.glob("**/*.py", recursive=True)), glob.glob("nothing*"), fnmatch.filter(sorted(os.listdir()), "*.t?t"))
print(linecache.getline("a.py", 2), filecmp.cmp("a.py", "l"), [l.strip() for l in fileinput.input(["a.py", "b.txt"])])
print(os.path.getmtime("a.py") > 0, os.path.ismount("/"), os.path.samestat(os.stat("a.py"), os.stat("l")), os.path.isfile("sub"), os.path.isdir("l"))
s = os.stat("b.txt"); print(s.st_size, s.n_fields if hasattr(s, "n_fields") else None, repr(s).split("(")[0], s[:0], s.__reduce__()[0] is os.stat_result, os.stat_result.__match_args__)
match s:
    case os.stat_result(st_size=n): print("size", n)
print([n for n in dir(s) if n.startswith("st_")])
exec(open("a.py").read()); print(x + y); exec(compile(open("a.py").read(), "a.py", "exec"))
sys.path.insert(0, place + "/sub"); open("sub/mod.py", "w").write("value = open(__file__).read().count('o')\n"); import mod; print(mod.value)
print(os.get_terminal_size.__name__, attempt(os.get_terminal_size, 0).__class__, os.terminal_size((80, 24)), attempt(os.terminal_size, 5))
print(sorted(set(dir(os)) & {"open", "read", "write", "stat", "scandir", "fork", "system", "getcwd", "error", "DirEntry", "register_at_fork"}), os.error is OSError, os.register_at_fork(before=print), attempt(os.register_at_fork), attempt(os.register_at_fork, before=5))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
