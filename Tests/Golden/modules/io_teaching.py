"""What a first course does with files."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


with open("notes.txt", "w") as f:
    f.write("first line\n")
    print("second", "line", file=f)
    f.writelines(f"{i}: {i * i}\n" for i in range(3))
with open("notes.txt") as f:
    for n, line in enumerate(f, 1): print(n, line.rstrip())
with open("notes.txt", "a") as f: f.write("appended\n")
print(open("notes.txt").read().split("\n"))
with open("notes.txt") as a, open("copy.txt", "w") as b:
    for line in a: b.write(line.upper())
print(open("copy.txt").read())
try:
    with open("missing.txt") as f: pass
except FileNotFoundError as e: print("caught", e, e.errno, e.filename)
with open("data.bin", "wb") as f: f.write(bytes([0, 1, 2, 255]))
with open("data.bin", "rb") as f: print(list(f.read()))
import json
json.dump({"a": [1, 2.5, None, "\u00e9"]}, open("j.json", "w")); print(open("j.json").read(), json.load(open("j.json"))) 
words = {}
for w in open("notes.txt").read().split(): words[w] = words.get(w, 0) + 1
print(sorted(words.items()))
f = open("notes.txt"); print(f.readline(), f.readline(), f.tell()); f.seek(0); print(f.readline()); f.close()
try: f.read()
except ValueError as e: print(e)
print(f.closed, f.name, f.mode, f)
class Managed:
    def __init__(self, n): self.f = open(n)
    def __enter__(self): return self.f
    def __exit__(self, *a): self.f.close(); print("exit", a[0]); return True
with Managed("notes.txt") as f: next(f); raise KeyError("inside")
print(f.closed)
gen = (l.strip() for l in open("notes.txt") if "line" in l); print(list(gen))
from contextlib import redirect_stdout
with open("out.txt", "w") as f, redirect_stdout(f): print("redirected")
print(open("out.txt").read(), end="")
import pathlib
p = pathlib.Path("p.txt"); print(p.write_text("path\n"), p.read_text(), p.exists(), p.stat().st_size, [str(x) for x in sorted(pathlib.Path(".").glob("*.txt"))], p.unlink(), p.exists())

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
