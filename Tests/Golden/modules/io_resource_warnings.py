"""ResourceWarning for what nobody closed."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import warnings
warnings.simplefilter("always")
open("w1", "w").write("left open")
print("after 1")
f = open("w1", "rb"); f = None
g = io.FileIO("w1"); del g
def leak():
    h = open("w1")
    return h.read()
print(leak())
os.scandir(".").__next__()
print("after scandir")
with open("w1") as ok: pass
del ok
k = open("w1"); k.close(); del k
fd = os.open("w1", os.O_RDONLY); m = open(fd, closefd=False); del m; os.close(fd)
warnings.simplefilter("error")
n = open("w1"); del n
print("after error")
p = io.FileIO("w1"); p = None
warnings.simplefilter("ignore")
q = open("w1"); del q
print("end")

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
