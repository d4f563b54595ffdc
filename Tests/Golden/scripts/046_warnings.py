import sys
x = 5
print(x is 5)
def f():
    "\d"
assert (x, "always true")
print("done", file=sys.stderr)
