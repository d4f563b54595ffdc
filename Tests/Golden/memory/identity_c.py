import sys
a = 1000; b = 1000; print(a is b, "x y" is "x y")
def f(): return 1000
print(f() is a, f() is f(), (1, 2) is (1, 2)); print(sys.argv, __name__, [k for k in globals()])
print("hello" is "".join(["hel", "lo"]), sys.intern("".join(["hel", "lo"])) is "hello", 256 is 255 + 1, 257 is 256 + 1)
