"""readline and read of random text in all newline modes against a model."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


seed = 7
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 9) % n
def split(text, nl):
    if nl is None: text = text.replace("\r\n", "\n").replace("\r", "\n"); ends = ["\n"]
    elif nl == "": ends = ["\r\n", "\n", "\r"]
    else: ends = [nl]
    out, cur, i = [], "", 0
    while i < len(text):
        for e in ends:
            if text.startswith(e, i): out.append(cur + e); cur = ""; i += len(e); break
        else: cur += text[i]; i += 1
    return out + ([cur] if cur else [])
total = 0
for case in range(150):
    text = "".join("\n\r\r\nab\u00e9\u20ac\U0001f40dz"[rnd(10)] for _ in range(rnd(60)))
    open("z", "wb").write(text.encode())
    for nl in [None, "", "\n", "\r", "\r\n"]:
        want = split(text, nl)
        for chunk in [1, 2, 3, 5, 8192]:
            with open("z", encoding="utf-8", newline=nl) as f:
                f._CHUNK_SIZE = chunk
                got = list(f)
                assert got == want, (text, nl, chunk, got, want)
                f.seek(0); assert f.read() == "".join(want)
                f.seek(0); assert "".join(iter(lambda: f.read(1 + rnd(4)), "")) == "".join(want)
                f.seek(0); lim = 1 + rnd(5); assert "".join(iter(lambda: f.readline(lim), "")) == "".join(want)
            s = io.StringIO(newline=nl) if nl not in ("\r", "\r\n") else None
            if s: s.write(text); s.seek(0); assert [l for l in s] == split(text, nl), (text, nl)
        total += len(want)
print(total)

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
