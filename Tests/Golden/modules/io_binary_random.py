"""BufferedRandom: reads and writes in any order, compared with a bytearray."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
for size in [1, 2, 3, 7, 16, 100, 8192]:
    model = bytearray(bytes(range(256)) * 3)
    with open("r", "wb") as f: f.write(model)
    f = open("r", "r+b", size)
    pos = 0
    log = 0
    for step in range(400):
        what = rnd(9)
        n = rnd(40)
        if what == 0: r = f.read(n); assert r == bytes(model[pos:pos + n]), step; pos += len(r)
        elif what == 1:
            data = bytes([rnd(256)]) * n
            assert f.write(data) == n
            if n:
                if pos > len(model): model.extend(bytes(pos - len(model)))
                model[pos:pos + n] = data
            pos += n
        elif what == 2: pos = rnd(len(model)); assert f.seek(pos) == pos
        elif what == 3: assert f.tell() == pos
        elif what == 4: r = f.readline(n); i = bytes(model).find(b"\n", pos); e = len(model) if i < 0 else i + 1; assert r == bytes(model[pos:max(pos, min(e, pos + n))]), step; pos += len(r)
        elif what == 5: r = f.peek(1); assert r[:1] == bytes(model[pos:pos + 1]), step
        elif what == 6: f.flush()
        elif what == 7: d = rnd(20) - 10; d = max(-pos, d); pos += d; assert f.seek(d, 1) == pos
        else: f.flush(); r = f.read1(n) if n else b""; assert bytes(model[pos:pos + len(r)]) == r; pos += len(r)
        log = (log * 31 + pos) % 1000003
    f.close()
    assert open("r", "rb").read() == model
    print(size, log, len(model))
f = open("r", "r+b"); print(f.truncate(10), f.tell(), f.seek(0, 2), f.write(b"!"), f.seek(0), f.read(), f)
print(f.readinto(bytearray(3)), f.seek(2), f.readinto(b := bytearray(5)), b, f.readinto1(b), b, f.readlines(), f.isatty(), f.detach().close(), attempt(f.read), attempt(repr, f))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
