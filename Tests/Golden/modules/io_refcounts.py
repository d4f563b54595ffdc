"""No leaks: blocks after many operations are as many as before."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import gc
open("f", "w").write("one\ntwo\u00e9\nthree\n" * 50)
def work():
    for mode in ["r", "rb", "r+", "r+b", "a", "w+b"]:
        name = "f" if mode[0] == "r" else "g"
        with open(name, mode) as f:
            b = "b" in mode
            if f.readable(): f.read(5); f.readline(); list(f); f.seek(0); f.read(); f.seek(3)
            if f.writable() and mode != "r+" and mode != "r+b": f.write(b"x" if b else "x\u00e9"); f.flush(); f.tell(); f.truncate()
            repr(f)
    for bad in [("nope",), ("f", "zz"), ("f", "rb", 1, "utf-8"), ("f", "r", 0), (None,), ("f", "r", -1, "no-such")]:
        try: open(*bad)
        except (OSError, ValueError, TypeError, LookupError): pass
    s = io.StringIO("a\nb"); s.read(1); s.write("q"); s.getvalue(); s.seek(0); list(s); s.close()
    b = io.BytesIO(b"abc"); b.getbuffer()[0]; b.write(b"z" * 50); b.getvalue(); b.readlines(); b.close()
    t = io.TextIOWrapper(io.BytesIO(b"x\r\ny\r"), "utf-8"); t.read(1); t.tell(); t.readline(); t.seek(0); t.read(); t.newlines; t.detach()
    for e in os.scandir("."): e.stat(); e.is_dir(); e.path; repr(e)
    os.listdir("."); os.stat("f"); os.getcwd(); os.path.normpath("a/../b"); os.fspath("x")
    try: os.stat("nope")
    except OSError as e: str(e)
    fd = os.open("f", os.O_RDONLY); os.read(fd, 5); os.lseek(fd, 0, 0); os.fstat(fd); os.close(fd)
    r, w = os.pipe(); os.write(w, b"x"); os.read(r, 1); os.close(r); os.close(w)
    f = io.FileIO("f"); f.readall(); f.readinto(bytearray(3)); f.seek(0); repr(f); f.close()
    p = io.BufferedRWPair(io.BytesIO(b"x"), io.BytesIO()); p.read(); p.write(b"y"); p.close()
    d = io.IncrementalNewlineDecoder(None, True); d.decode("a\r\nb"); d.newlines; d.getstate(); d.setstate((b"", 0))
import warnings; warnings.simplefilter("ignore")
for _ in range(3): work()
gc.collect(); a = sys.getallocatedblocks()
for _ in range(30): work()
gc.collect(); b = sys.getallocatedblocks()
print("leaked" if b - a > 25 else "no leak")

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
