"""Newlines: all newline arguments, on reading and on writing."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


data = b"a\nb\rc\r\nd\r\r\n\n\re"
open("n", "wb").write(data)
for nl in [None, "", "\n", "\r", "\r\n"]:
    with open("n", newline=nl) as f: print(repr(nl), f.read().encode(), f.newlines)
    with open("n", newline=nl) as f: print(repr(nl), [l for l in f], f.newlines)
    with open("n", newline=nl) as f: print(repr(nl), [f.read(1) for _ in range(16)], f.newlines)
    with open("n", newline=nl) as f: print(repr(nl), [f.readline(2) for _ in range(14)])
    with open("m", "w", newline=nl) as f: print(f.write("x\ny\rz\r\n"), f.writelines(["p\n", "q"]))
    print(open("m", "rb").read())
for bad in ["x", "\n\n", "\r\r", 5, b"\n"]: print(attempt(open, "n", newline=bad))
# a \r at the end of a chunk
with open("c", "wb") as f: f.write(b"x" * 8191 + b"\r\n" + b"y" * 8190 + b"\r" + b"\n" + b"z" * 5)
for nl in [None, "", "\n", "\r", "\r\n"]:
    with open("c", newline=nl) as f: print(repr(nl), [(len(l), l[-2:]) for l in f], f.newlines)

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
