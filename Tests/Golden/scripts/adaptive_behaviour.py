"""What specialisation changes for a program: texts of RecursionError, strings that grow in place, places in tracebacks, references."""
import sys


def recursion(function, *args):
    try:
        function(*args)
    except RecursionError as e:
        print(function.__name__, e)


def plain(n): return plain(n + 1)
def through_str(n): return str(Deep(n))
class Deep:
    def __init__(self, n): self.n = n
    def __str__(self): return through_str(self.n + 1)
    def __len__(self): return through_len(self)
    def __hash__(self): return hash(self)
    def __abs__(self): return abs(self)
    def __lt__(self, other): return self < other
    def __getattr__(self, name): return getattr(self, name + "x")
    def __instancecheck__(self, other): return isinstance(other, self)
    def __iter__(self): return iter(self)
    def __index__(self): return [1].index(self)
    def __eq__(self, other): return [other].index(self) and self == other
def through_len(o): return len(o)
def through_map(n): return list(map(through_map, [n]))
def through_sorted(n): return sorted([1, 2], key=through_sorted)
def through_append(n):
    out = []
    out.append(through_append(n))
    return out
for f in plain, through_map, through_sorted, through_append:
    recursion(f, 1)
d = Deep(1)
recursion(through_str, 1)
recursion(through_len, d)
recursion(hash, d)
recursion(abs, d)
recursion(Deep.__lt__, d, d)
recursion(isinstance, 1, d)
recursion(iter, d)
recursion(getattr, d, "z")
recursion(Deep.__index__, d)


def grow(n):
    s = ""
    moved = 0
    for i in range(n):
        before = id(s)
        s += "abcdefgh"
        moved += id(s) != before
    return len(s), moved < n // 2
def grow_held(n):
    s = ""
    moved = 0
    for i in range(n):
        keep = s
        s += "abcdefgh"
        moved += keep is not s
    return len(s), moved
print(grow(200), grow_held(200))
def refs(n):
    a = "x" * 1000
    b = a
    out = []
    for i in range(n):
        a += "y"
        out.append(sys.getrefcount(a))
        b = a
    return out[:3], out[-1], sys.getrefcount(b)
print(refs(20))


def unbound(flag, y):
    if flag: z = 1
    return y + z
def unbound_first(flag, y):
    if flag: z = 1
    return z + y
def unbound_after_store(flag, y):
    if flag: z = 1
    a = y; return z
def deleted(x):
    del x
    return x, x
for f, args in (unbound, (True, 1)), (unbound_first, (True, 1)), (unbound_after_store, (True, 1)):
    for _ in range(20): f(*args)
    try:
        f(False, 1)
    except UnboundLocalError:
        sys.excepthook(*sys.exc_info())
for _ in range(20):
    try:
        deleted(1)
    except UnboundLocalError as error:
        last = error
sys.excepthook(type(last), last, last.__traceback__)


class A:
    def __init__(self): self.items = [1, 2, 3]
    def m(self, x): return self.items[x] // x
def failing(o, i):
    try:
        if i < 2:
            return o.m(i)
        value = o.items[i]
        return value.nothing(
            len(o))
    finally:
        o.items.append(i)
a = A()
for i in (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 2, 1, 99):
    try:
        failing(a, i)
    except Exception:
        sys.excepthook(*sys.exc_info())
def calls(f, *a):
    return (f(a[0]),
            len(a),
            str(
                a[1]))
class BadStr:
    def __str__(self): raise ValueError("no")
for _ in range(20): calls(abs, 1, 2)
for args in (abs, "x", 1), (abs, 1, BadStr()), (len, 1, 1):
    try:
        calls(*args)
    except Exception:
        sys.excepthook(*sys.exc_info())
def built(d, l, k):
    x = d[k]
    l[x] = d
    a, b = l
    return isinstance(a, b)
for _ in range(20): built({1: 0}, [1, int], 1)
for args in ({}, [1, 2], 1), ({1: 5}, [1, 2], 1), ({1: 0}, [1, 2, 3], 1), ({1: 0}, [1, 2], 1), ({1: 0}, (1, 2), 1):
    try:
        built(*args)
    except Exception:
        sys.excepthook(*sys.exc_info())


# References are counted as in the general form.
class Counted: pass
def use(o, l, d, t):
    l[0] = o
    d[0] = o
    o.x = o.x
    a, b = t
    l.append(o)
    len(l)
    isinstance(o, Counted)
    type(o)
    x = l[0]
    y = d[0]
    z = t[0]
    str(o)
    tuple(l)
    if o == x: pass
    return l.pop()
def counts():
    o = Counted()
    o.x = 1
    l, d, t = [0], {}, (o, o)
    out = []
    for _ in range(30):
        use(o, l, d, t)
        out.append((sys.getrefcount(o), sys.getrefcount(l), sys.getrefcount(d), sys.getrefcount(t), sys.getrefcount(len) - base, sys.getrefcount(Counted) - base2))
    return out[0], out[1:] == out[:-1]
base = sys.getrefcount(len)
base2 = sys.getrefcount(Counted)
print(counts())
