"""Buffer sizes, line buffering, big writes and reads."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for buffering in [-1, 0, 1, 2, 10, 100000]:
    for mode in ["wb", "w"]:
        def use():
            f = open("b", mode, buffering)
            sizes = []
            for n in [1, 5, 100, 9000, 20000]:
                f.write((b"y" if "b" in mode else "y") * n); sizes.append(os.path.getsize("b"))
                if "b" not in mode: f.write("\n"); sizes.append(os.path.getsize("b"))
            r = type(f).__name__, getattr(f, "line_buffering", None), sizes
            f.close(); return r + (os.path.getsize("b"),)
        print(buffering, mode, attempt(use))
data = bytes(range(256)) * 1000
open("big", "wb").write(data)
for n in [1000, 4096, 8191, 8192, 8193, 65536, 300000]:
    for size in [7, 4096, 8192]:
        with open("big", "rb", size) as f:
            parts = []
            while p := f.read(n): parts.append(p)
            assert b"".join(parts) == data
            f.seek(0); assert b"".join(iter(lambda: f.read1(n), b"")) == data
            f.seek(100); assert f.read(n) == data[100:100 + n]
            f.seek(-n if n < len(data) else 0, 2 if n < len(data) else 0); assert f.read() == (data[-n:] if n < len(data) else data)
print("big ok")
lines = [("line %d " % i) * (i % 7 + 1) + "\n" for i in range(3000)]
with open("l", "w") as f: f.writelines(lines)
with open("l") as f: assert f.readlines() == lines
with open("l") as f: assert list(f) == lines
with open("l") as f: assert [f.readline() for _ in lines] == lines and f.readline() == ""
with open("l", "rb") as f: assert [l.decode() for l in f] == lines
with open("l") as f: assert "".join(iter(lambda: f.read(777), "")) == "".join(lines)
with open("l") as f: r = f.readlines(5000); print(len(r), sum(map(len, r)))
print(sum(1 for _ in open("l")), len(open("l").read()))
long = "\u20ac" * 100000
open("long", "w", encoding="utf-8").write(long); print(open("long", encoding="utf-8").read() == long, open("long", encoding="utf-8").readline() == long, os.path.getsize("long"))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
