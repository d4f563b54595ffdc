"""What the standard streams are, and writing to them in all ways."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for s in [sys.stdin, sys.stdout, sys.stderr]:
    print(repr(s), type(s), s.name, s.mode, s.encoding, s.fileno(), s.isatty(), s.closed, s.line_buffering, s.write_through, s.newlines, type(s.buffer).__name__, type(s.buffer.raw).__name__, s.buffer.name, s.buffer.raw.closefd, s.buffer.mode)
print(sys.stdout is sys.__stdout__, attempt(sys.stdout.read), attempt(sys.stdin.write, "x"), sys.stdout.readable(), sys.stdin.writable(), attempt(sys.stdin.fileno))
sys.stdout.flush(); sys.stdout.buffer.write(b"raw bytes\n"); sys.stdout.flush(); os.write(1, b"os.write\n")
print("text", end="|"); sys.stdout.flush(); sys.stdout.buffer.write(b"first\n"); print("second"); sys.stdout.flush()
sys.stdout.writelines(["l1\n", "l2\n"]); print("\u00e9\u20ac", ascii("\udcff")); print("\udcff".encode("utf-8", "surrogateescape"))
sys.stderr.write("to stderr \udcff\u20ac\n"); print("x", file=sys.stderr, end=""); sys.stderr.flush()
print(attempt(print, "a", file=5), attempt(print, "a", file=io.BytesIO()), attempt(print, "x", flush=True, file=io.StringIO()))
sys.stdout.reconfigure(newline="\r\n"); print("crlf"); sys.stdout.reconfigure(newline="\n", encoding="ascii", errors="backslashreplace"); print("\u00e9\u20ac"); sys.stdout.reconfigure(encoding="utf-8", errors="strict"); print(attempt(print, "\udc80"))
old = sys.stdout; sys.stdout = io.StringIO(); print("captured"); got = sys.stdout.getvalue(); sys.stdout = old; print(repr(got))
dup = os.dup(1); w = open(dup, "w"); w.write("through a dup\n"); w.close(); print(attempt(os.write, dup, b"x"))
print(input(), sys.stdin.readline(), repr(sys.stdin.read()), repr(sys.stdin.read())) if False else None

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
