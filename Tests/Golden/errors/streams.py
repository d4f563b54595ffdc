import sys
sys.stderr.write("err\n"); print("out"); sys.stdout.write("w"); sys.stdout.flush()
sys.stdout.writelines(["a","b\n"])
print(sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors, sys.stdin.errors, sys.stdout.name, sys.stdout.mode, sys.stdout.closed, sys.stdout.isatty(), sys.stdout.fileno(), sys.stdout.writable(), sys.stdout.readable(), sys.stdout.line_buffering, sys.stdout, sys.stdin)
for f in (lambda: sys.stdout.write(5), lambda: sys.stdout.write(), lambda: print("x", file=5), lambda: sys.stdin.write("a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(sys.stdout.write("é漢\n"))
try: print("\ud800")
except UnicodeEncodeError as e: print(e)
print("\ud800", file=sys.stderr)
class W:
    def write(self, s): l.append(s)
    def flush(self): l.append("F")
l = []
o = sys.stdout; sys.stdout = W(); print(1, 2); print("x", flush=True); sys.stdout = o; print(l)
sys.stdout = None; print("nothing"); sys.stdout = o
del sys.stdout
try: print("x")
except RuntimeError as e: sys.stdout = o; print(e)
1/0
