"""seek and tell of text files, with characters of all sizes."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


text = "".join(chr(c) for c in [65, 0xe9, 0x20ac, 0x1f40d, 10, 66, 0x3b1, 10]) * 50
with open("t", "w", encoding="utf-8") as f: f.write(text)
with open("t", encoding="utf-8", newline="") as f:
    marks = []
    while True:
        p = f.tell()
        c = f.read(7)
        if not c: break
        marks.append((p, c))
    print([p for p, c in marks])
    for p, c in reversed(marks):
        f.seek(p)
        assert f.read(7) == c, p
    for p, c in marks[::3]:
        assert f.seek(p) == p
        assert f.read(3) == c[:3]
        q = f.tell(); x = f.read(5); f.seek(q); assert f.read(5) == x
    print(f.seek(0, 2), f.tell(), f.read(), f.seek(0), f.read(2))
    print(attempt(f.seek, 1, 1), attempt(f.seek, -1, 2), attempt(f.seek, -1), attempt(f.seek, 0, 9), attempt(f.seek, 1 << 200), attempt(f.seek, "x"), attempt(f.seek))
    print(f.seek(0, 1) == f.tell())
with open("t", encoding="utf-8") as f:
    next(f); print(attempt(f.tell))
    for l in f: pass
    print(f.tell())
with open("u", "w+", encoding="utf-16") as f:
    f.write("abc\u20ac\n" * 5); print(f.tell()); f.seek(0); print(ascii(f.read(3)), f.tell() > 0); p = f.tell(); r = f.read(); f.seek(p); print(f.read() == r)
    f.seek(0); f.write("X"); f.seek(0); print(ascii(f.readline()))
with open("v", "w+", encoding="utf-7") as f:
    f.write("a\u20ac\u20acb" * 9); f.seek(0); f.read(3); p = f.tell(); r = f.read(4); f.seek(p); print(f.read(4) == r, p)
with open("t", "r+", encoding="utf-8") as f:
    f.read(3); print(f.truncate(6), f.tell()); f.seek(0); print(ascii(f.read()))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
