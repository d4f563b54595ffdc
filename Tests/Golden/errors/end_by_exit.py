import sys
class D:
    def __init__(s, n): s.n = n
    def __del__(s):
        try: print("del", s.n, len("abc"), sys.stdout is not None)
        except Exception as e: sys.stderr.write(repr(e) + "\n")
x = D("x")
def f():
    y = D("y local")
    sys.exit(D("exit value") and 3)
f()
