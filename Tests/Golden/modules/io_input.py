"""input() and sys.stdin, with what stands in io_input.in."""
import os, sys, io
place = f"/tmp/vivarium_test_{os.getpid()}"
os.mkdir(place)
os.chdir(place)


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


print(input("name? "), input())
print(sys.stdin.readline(), sys.stdin.read(3), sys.stdin.buffer.peek(1)[:0])
for line in sys.stdin:
    print(repr(line))
    if line == "stop\n": break
print(repr(sys.stdin.readline(4)), repr(sys.stdin.readline()), sys.stdin.readlines(12), input("again? "))
rest = sys.stdin.read(); print(ascii(rest), repr(sys.stdin.read()), repr(sys.stdin.readline()), attempt(input), attempt(input, "p? "), attempt(next, sys.stdin))
sys.stdin = io.StringIO("from a string\nlast"); print(input("? "), input(), attempt(input))
sys.stdin = None; print(attempt(input)); sys.stdin = 5; print(attempt(input)); sys.stdin = sys.__stdin__
class In:
    def readline(self): return 5
    def fileno(self): raise OSError
sys.stdin = In(); print(attempt(input))
class In2:
    def readline(self): return "no newline"
sys.stdin = In2(); print(input("p"))
sys.stdin = sys.__stdin__; print(attempt(input, "a", "b"), attempt(input, prompt="x"))

for folder, folders, files in os.walk(place, topdown=False):
    for n in files: os.remove(os.path.join(folder, n))
    for n in folders:
        p = os.path.join(folder, n)
        os.remove(p) if os.path.islink(p) else os.rmdir(p)
os.chdir("/")
os.rmdir(place)
