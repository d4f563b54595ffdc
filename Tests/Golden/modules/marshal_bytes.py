# marshal: the very bytes of dumps in every version, and what loads makes of good and bad data.
import marshal

print(marshal.version)


class Fake:
    """A file that keeps bytes."""

    def __init__(self, data=b""):
        self.data = data
        self.at = 0

    def write(self, b):
        self.data += b
        return len(b)

    def read(self, n=-1):
        piece = self.data[self.at:] if n < 0 else self.data[self.at:self.at + n]
        self.at += len(piece)
        return piece

    def readinto(self, buffer):
        piece = self.read(len(buffer))
        buffer[:len(piece)] = piece
        return len(piece)


def f(a, b, /, c=1, *args, d: int = 2, **kw):
    "doc"
    x = [a, b]

    def inner(y):
        nonlocal x
        return x, y, {"k": 1.5, "z": (1, 2, (3, 4))}, a in {1, 2, 3}

    try:
        return inner(c)
    except ValueError as e:
        return e


values = [
    None, True, False, ..., StopIteration, 0, 1, -1, 255, 2**31 - 1, -2**31, 2**31, -2**31 - 1, 2**62, 2**63, -2**63, 2**64,
    10**40, -10**40, 2**15, 2**30, 2**45, 2**60, 0.0, -0.0, 1.5, 1e300, float("inf"), -float("inf"), 3.141592653589793, 1 + 2j,
    complex("nan"), b"", b"a", b"abc" * 100, bytearray(b"xyz"), memoryview(b"view"), "", "a", "abc", "é", "ü" * 3, "\u20ac",
    "\U0001f600", "x" * 255, "x" * 256, "not interned", "a" + "b c"[1:], "\udc80", (), (1,), (1, 2, 3), ("a", ("a", "a")),
    tuple(range(255)), tuple(range(256)), [], [1, [2, [3]]], {}, {"a": 1, 2: "b", None: ()}, set(), {1}, {3, 1, 2}, {"b", "a"},
    frozenset(), frozenset({1, 2}), frozenset({(1, 2), "q"}),
]
for v in values:
    for version in range(5):
        try:
            data = marshal.dumps(v, version)
        except ValueError as e:
            print(version, "ValueError", e)
            continue
        if len(data) < 80:
            print(version, data)
        else:
            print(version, len(data), data[:30], data[-30:], sum(data))
        back = marshal.loads(data)
        if back != v and back == back:
            print("  differs:", type(back).__name__, back)
        elif type(back) is not type(v):
            print("  type", type(back).__name__)

shared = "shared text"
pair = [shared, shared, (shared, shared), [1, 2]]
pair.append(pair[3])
for version in range(5):
    print(version, marshal.dumps(pair, version))
back = marshal.loads(marshal.dumps(pair))
print(back, back[0] is back[1], back[3] is back[4])
recursive = []
recursive.append(recursive)
print(marshal.dumps(recursive))
back = marshal.loads(marshal.dumps(recursive))
print(back, back[0] is back)
big = 10**30
print(marshal.dumps([big, big]), marshal.dumps([3.5, 3.5]))

code = f.__code__
for version in range(5):
    data = marshal.dumps(code, version)
    back = marshal.loads(data)
    print(version, back == code, back.co_name, back.co_qualname, back.co_varnames, back.co_cellvars, back.co_firstlineno)
    print(sorted(c for c in back.co_consts if isinstance(c, (int, str, float))), back.co_linetable == code.co_linetable,
          back.co_exceptiontable == code.co_exceptiontable)
top = compile("import os\ndef g(x): return x + 1\nclass C:\n    a = 1\n    def m(self): return self.a\nprint(g(2), C().m(), (1, 2, 3))\n",
              "name.py", "exec")
data = marshal.dumps(top)
print(len(data), data)
exec(marshal.loads(data.replace(b"\x02os", b"\x02gc")))

f1 = Fake()
print(marshal.dump([1, "two", 3.0], f1), marshal.dump({"k": b"v"}, f1, 2), f1.data)
f2 = Fake(f1.data)
print(marshal.load(f2), marshal.load(f2))
for data in [b"", b"i", b"i\x01\x00", b"(\x05\x00\x00\x00i\x01\x00\x00\x00", b"q", b"r\x00\x00\x00\x00", b"r\xff\xff\xff\xff",
             b"s\xff\xff\xff\xff", b"s\x05\x00\x00\x00ab", b"[\xff\xff\xff\xff", b"(\xff\xff\xff\xff", b"<\xff\xff\xff\xff",
             b"u\xff\xff\xff\xff", b"z", b"z\x05ab", b"0", b"[\x01\x00\x00\x000", b")\x010", b"{N0", b"<\x01\x00\x00\x00[\x00\x00\x00\x00",
             b"l\x01\x00\x00\x00\x00\x80", b"l\x02\x00\x00\x00\x01\x00\x00\x00", b"l\x00\x00\x00\x00", b"l\x01\x00\x00\x00",
             b"c\x00\x00\x00\x00", b"f\x031.5", b"f\x03x.5", b"f", b"x\x011\x012", b"g\x00", b"I\x01\x00\x00\x00\x00\x00\x00\x80",
             b"u\x01\x00\x00\x00\xff", b"\xe9\x01\x00\x00\x00", b"N trailing", b"[\x01\x00\x00\x00" * 3000, b"a\x02\x00\x00\x00hi", b"A\x02\x00\x00\x00hi",
             b"\xdb\x01\x00\x00\x00r\x00\x00\x00\x00", b")\x02i\x01\x00\x00\x00",
             b"c" + b"\x01\x00\x00\x00" * 5 + b"s\x01\x00\x00\x00a" + b")\x00" * 3 + b"s\x00\x00\x00\x00" + b"z\x00" * 3
             + b"\x01\x00\x00\x00" + b"s\x00\x00\x00\x00" * 2,
             b"c" + b"\x01\x00\x00\x00" + b"\x00\x00\x00\x00" * 4 + b"s\x02\x00\x00\x00ab" + b")\x00" * 3 + b"s\x00\x00\x00\x00" + b"z\x00" * 3
             + b"\x01\x00\x00\x00" + b"s\x00\x00\x00\x00" * 2]:
    try:
        print(data[:12], repr(marshal.loads(data))[:60])
    except Exception as e:
        print(data[:12], type(e).__name__, str(e).partition("codeobject.c")[0])
    if len(data) < 100:
        try:
            marshal.load(Fake(data))
        except Exception as e:
            print("  file:", type(e).__name__, str(e).partition("codeobject.c")[0])
deep = []
for _ in range(2500):
    deep = [deep]
for bad in [object(), lambda: 0, [1, object()], int, deep, marshal, {1: print}, {object()}]:
    try:
        print(marshal.dumps(bad))
    except Exception as e:
        print(type(e).__name__, e)
for call in [lambda: marshal.dumps(), lambda: marshal.dumps(1, 2, 3), lambda: marshal.dumps(1, "x"), lambda: marshal.loads("text"),
             lambda: marshal.loads(), lambda: marshal.dump(1), lambda: marshal.load(1), lambda: marshal.dump(1, 2),
             lambda: marshal.dumps(1, 2.0), lambda: marshal.load(Fake("text"))]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


class Lying(Fake):
    def readinto(self, buffer):
        return len(buffer) + 1


try:
    marshal.load(Lying(b"i\x00\x00\x00\x00"))
except Exception as e:
    print(type(e).__name__, e)
