"""Encodings and error handlers of text files."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


text = "a\u00e9\u20ac\U0001f40d\n"
for enc in ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "ascii", "cp1252", "utf-8-sig", "utf-7", "no-such"]:
    for err in [None, "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape"]:
        def use():
            with open("e", "w", encoding=enc, errors=err) as f:
                n = f.write(text), f.write(text)
            raw = open("e", "rb").read()
            with open("e", encoding=enc, errors=err) as f: return n, raw, f.read()
        print(enc, err, attempt(use))
open("bad", "wb").write(b"ok\xff\xfe\xc3(\xe2\x82end\xe2")
for err in ["strict", "ignore", "replace", "backslashreplace", "surrogateescape"]:
    def use():
        with open("bad", encoding="utf-8", errors=err) as f: return f.read()
    r = attempt(use)
    print(err, ascii(r))
print(attempt(open, "e", encoding="rot13"), attempt(open, "e", encoding="rot_13"), attempt(open, "e", encoding=5), attempt(open, "e", errors=5))
with open("e", "w", encoding="utf-16") as f: f.write("one"); f.flush(); f.write("two")
print(open("e", "rb").read())
with open("e", "a", encoding="utf-16") as f: f.write("three")
print(open("e", "rb").read(), open("e", encoding="utf-16").read())
with open("e", "r+", encoding="utf-8-sig") as f: f.write("x"); f.seek(0); f.write("y")
print(open("e", "rb").read()[:8])

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
