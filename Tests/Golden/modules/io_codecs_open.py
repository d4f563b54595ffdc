"""codecs.open, StreamReader and the incremental codecs."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


import codecs
with codecs.open("k", "w", "utf-16") as f: f.write("a\u20ac\n"); f.writelines(["b", "c"])
print(open("k", "rb").read())
with codecs.open("k", encoding="utf-16") as f: print(ascii(f.read()), f.seek(0), ascii(f.readline()), f.readlines(), f.encoding)
with codecs.open("k", "rb") as f: print(f.read(4))
print(codecs.EncodedFile(io.BytesIO(b"\xe9"), "utf-8", "latin-1").read(), codecs.getreader("utf-8")(io.BytesIO(b"\xc3\xa9x")).read(1) == "\u00e9", codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8").__next__())
w = codecs.getwriter("utf-8")(b := io.BytesIO()); w.write("\u20ac"); print(b.getvalue())
d = codecs.getincrementaldecoder("utf-8")(); print([d.decode(bytes([c])) for c in "\u20ac!".encode()], d.getstate(), attempt(d.decode, b"\xe2", True))
e = codecs.getincrementalencoder("utf-16")(); print(e.encode("a"), e.encode("b"), e.getstate(), e.reset(), e.encode("c"))
for n in ["utf8", "UTF_8", "latin1", "ASCII", "utf-16-le", "cp437"]: print(n, codecs.lookup(n).name)
print(attempt(codecs.lookup, "nope"), attempt(codecs.open, "none"), codecs.BOM_UTF8, io.text_encoding("x"), io.text_encoding("utf-8", 3), attempt(io.text_encoding), attempt(io.text_encoding, None, "x"))
print(io.open is open, open.__module__, open.__name__, io.open_code("k").read(2), attempt(io.open_code, b"k"), attempt(io.open_code, "none"), attempt(io.open_code, path="none"))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
