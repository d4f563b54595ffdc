import sys
def f(): return 1000, "hello world", (1, 2, 3), 1.5, b"xy", 2**70, "abc"
def g(): return 1000, "hello world", (1, 2, 3), 1.5, b"xy", 2**70, "abc"
print([a is b for a, b in zip(f(), g())], [a is b for a, b in zip(f(), f())])
x = 1000; y = 1000; print(x is y, x is f()[0], 1000 is x, 10 * 100 is x, -1000 is -1000, 1.5 is 1.5, (1, 2) is (1, 2), (1, [2][0]) is (1, 2))
a = "hello"; b = "hel" + "lo"; c = "".join(["hel", "lo"]); h = "hel"; d = h + "lo"; print(a is b, a is c, a is d, a is sys.intern(c), sys.intern(d) is a, a is "hello"[:], a is str(a), a is ("%s" % a), a is f"{a}", a is a.strip(), a is a.replace("x", "y"), a is a.lower(), a is a + "", "" + a is a, a is a * 1, a is a.ljust(3), a is a.encode().decode())
print([chr(i) is chr(i) for i in (0, 97, 127, 128, 233, 255, 256, 8364)], "a" is "abc"[0], "abc"[1:2] is "b", "\xe9" is "\xe9l"[0], "a".upper() is "A", str(5) is "5", str(5) is str(5), repr(1) is "1", "%d" % 5 is "5", "".join("a") is "a")
print([i for i in range(-10, 300) if int(str(i)) is int(str(i))] == list(range(-5, 257)), [(int("100") + k) is (100 + k) for k in (156, 157)], 256 + 0 is 256, 257 - 1 is 256, 2**8 is 256, 512 // 2 is 256, int(256.0) is 256, len("a" * 256) is 256, -5 is -2 - 3, 1 << 8 is 256, ~-1 is 0, True + 0 is 1, sum([1, 2]) is 3, 10**20 - 10**20 is 0, 10**20 // 10**20 is 1, int.from_bytes(b"\1", "big") is 1, abs(-3) is 3, round(2.6) is 3, hash(7) is 7)
e = (); print(e is tuple(), e is tuple([]), e is (1,)[:0], e is () * 5, tuple(e) is e, (1,) * 1 is (1,) * 1, (lambda t: t * 1 is t)((1, 2)), frozenset() is frozenset(), frozenset([]) is frozenset(()), bytes() is b"", bytes([65]) is b"A", b"ab"[:1] is b"a", b"a" + b"" is b"a", bytes(b"abc"[:]) is b"abc", "" is str(), "".join([]) is "", "abc"[3:] is "", "a".strip("a") is "")
t = (1, 2); print(tuple(t) is t, t[:] is t, t + () is t, () + t is t, list(t) is list(t), frozenset(fs := frozenset([1])) is fs, fs | fs is fs, fs.copy() is fs, range(3) is range(3), type(None) is type(None), float(1.5) is float(1.5), (fl := 1.5) is float(fl), +fl is fl, int(q := 10**20) is q, +q is q, q + 0 is q, q * 1 is q, complex(1j) is 1j)
class K: "doc"; x = "hello"; y = 1000
print(K.x is a, K.y is x, K.__name__ is "K", K.__doc__ is "doc", list(vars(K))[0] is "__module__", K.__module__ is __name__, f.__name__ is "f", f.__code__.co_name is "f", f.__code__.co_consts[1] is 1000, sys.modules["sys"] is sys)
print("hello world" is "hello world", "hello_world" is "hello" + "_" + "world", "a b" is "a" " b", "x" * 20 is "xxxxxxxxxxxxxxxxxxxx", "x" * 4096 is "x" * 4096, "x" * 4097 is "x" * 4097, 1 + 2 is 3, 500 + 500 is 1000, (1,) + (2,) is (1, 2), "é" is "é", "éa" is "éa", not None is True)
for n in (1, 20): exec("p = 7777; q = 7777; print(p is q, p is 7777, 'hello' is a, (1,2,3) is f()[2])")
