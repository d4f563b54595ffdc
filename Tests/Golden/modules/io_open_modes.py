"""Every mode of open: what it makes, reads, writes, and what it refuses."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


open("a", "w").write("one\ntwo\n")
for mode in ["r", "w", "a", "x", "r+", "w+", "a+", "x+", "rb", "wb", "ab", "xb", "rb+", "r+b", "b+r", "wt", "tr", "rt+"]:
    for name in ["a", "new"]:
        with open("a", "w") as f: f.write("one\ntwo\n")
        def use():
            with open(name, mode) as f:
                t = [type(f).__name__, f.mode, f.readable(), f.writable(), f.seekable(), f.tell()]
                t.append(attempt(f.read, 2))
                t.append(attempt(f.write, b"zz" if "b" in mode else "zz"))
                return t
        print(mode, name, attempt(use), open("a").read() if os.path.exists("a") else None)
        if os.path.exists("new"): os.remove("new")
for mode in ["", "b", "t", "+", "rw", "rr", "bt", "rbt", "U", "q", "r++", "ra", "xw", "r\0"]:
    print(repr(mode), attempt(open, "a", mode))
print(attempt(open, "a", 5), attempt(open), attempt(open, "a", "r", "x"), attempt(open, "a", nonsense=1))
print(attempt(open, "a", "rb", encoding="utf-8"), attempt(open, "a", "rb", errors="x"), attempt(open, "a", "rb", newline=""))
print(attempt(open, "a", "r", 0), attempt(open, "a", "rb", -5).__class__, attempt(open, 3.5), attempt(open, None), attempt(open, -1), attempt(open, 999))
print(attempt(open, "a\0b"), attempt(open, ""), attempt(open, "."), attempt(open, "no/where"), attempt(open, "a/b"))
print(attempt(open, b"a").name, attempt(open, "a", closefd=False))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
