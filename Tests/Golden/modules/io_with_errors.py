"""Exceptions in with blocks, in close, in chains, with tracebacks."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import traceback
def run(f):
    try: f()
    except BaseException: print("".join(l for l in traceback.format_exc().splitlines(True) if "File" not in l), end="")
def a():
    with open("a", "w") as f:
        f.write("x")
        raise ValueError("inside")
run(a); print(open("a").read())
def b():
    with open("a") as f: f.write("x")
run(b)
def c():
    with open("missing/a") as f: pass
run(c)
def d():
    f = open("a"); f.close(); f.read()
run(d)
def e():
    with open("a", "wb") as f: f.write("text")
run(e)
def g():
    with open("a", "w", encoding="ascii") as f: f.write("ok\u20ac")
run(g); print(open("a", "rb").read())
class Bad(io.RawIOBase):
    def writable(self): return True
    def write(self, b): raise OSError(28, "No space left on device")
def h():
    with io.TextIOWrapper(io.BufferedWriter(Bad())) as t: t.write("lost")
run(h)
def i():
    with io.TextIOWrapper(io.BufferedWriter(Bad())) as t: t.write("lost"); raise KeyError("first")
run(i)
def j(): open("a", "q")
run(j)
def k():
    for l in open("a", "w"): pass
run(k)
def m(): next(open("a", "rb", 0)) and open(5.0)
run(m)
full = attempt(open, "/dev/full", "w")
print(attempt(full.write, "x"), attempt(full.flush), attempt(full.close), full.closed)
z = open("/dev/zero", "rb"); print(z.read(5), z.peek(1)[:1], z.seekable()); z.close()
n = open("/dev/null", "r+b", 0); print(n.read(), n.write(b"gone"), n.isatty()); n.close()

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
