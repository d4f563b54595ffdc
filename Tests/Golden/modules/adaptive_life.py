"""The life of a specialised instruction: warming up, trying, backing off, missing, giving up, specialising again."""
import dis
import sys


def code(function):
    return function.__code__._co_code_adaptive


def unit(function, name):
    """Offset of the first instruction of a family."""
    return next(i.offset for i in dis.get_instructions(function) if i.opname == name)


def state(function, name):
    at = unit(function, name)
    live = code(function)
    return dis._all_opname[live[at]] if hasattr(dis, "_all_opname") else live[at], live[at + 2] | live[at + 3] << 8


def changes(function, name, calls):
    """The call numbers at which opcode or counter of an instruction are not what one execution more gives."""
    last = None
    out = []
    for n, args in enumerate(calls, 1):
        try:
            function(*args)
        except Exception as e:
            out.append((n, type(e).__name__))
        now = state(function, name)
        if now != last and not (last and now[0] == last[0] and now[1] in (last[1] - 16, last[1] - 1)):
            out.append((n, *now))
        last = now
    return out


def show(title, rows):
    print(title)
    for r in rows:
        print("   ", *r)


def add(a, b): return a + b
show("ints, then floats, then ints", changes(add, "BINARY_OP", [(1, 2)] * 20 + [(1.0, 2.0)] * 120 + [(1, 2)] * 120))
def add2(a, b): return a + b
show("never", changes(add2, "BINARY_OP", [([], [])] * 5000))
def sub(a, b): return a % b
show("no form", changes(sub, "BINARY_OP", [(3, 2)] * 20))
def less(a, b):
    if a < b: return 1
show("big ints", changes(less, "COMPARE_OP", [(1, 2)] * 10 + [(10**20, 1)] * 70 + [(1, 2)] * 40))
def less2(a, b):
    if a < b: return 1
show("nan", changes(less2, "COMPARE_OP", [(1.5, 2)] * 10 + [(1.5, 2.5)] * 10 + [(float("nan"), 1.5)] * 60))
def get(c, i): return c[i]
show("list and out of range", changes(get, "BINARY_SUBSCR", [([1, 2], 1)] * 10 + [([1, 2], 5)] * 60))
def get2(c, i): return c[i]
show("negative index", changes(get2, "BINARY_SUBSCR", [([1, 2], -1)] * 70))
def get3(c, i): return c[i]
show("missing key", changes(get3, "BINARY_SUBSCR", [({1: 2}, 1)] * 9 + [({}, 5)] * 3))
class G:
    def __getitem__(self, i): return i
def get4(c, i): return c[i]
g = G()
show("getitem", changes(get4, "BINARY_SUBSCR", [(g, 1)] * 10))
G.__getitem__ = lambda self, i: -i
show("getitem replaced", changes(get4, "BINARY_SUBSCR", [(g, 1)] * 100))
print(get4(g, 3))
def put(c, i): c[i] = 1
show("store out of range", changes(put, "STORE_SUBSCR", [([1], 1)] * 12 + [([1], 0)] * 40 + [({}, 0)] * 70))
def unpack(s):
    a, b = s
show("unpack", changes(unpack, "UNPACK_SEQUENCE", [((1, 2),)] * 10 + [((1, 2, 3),)] * 3 + [([1, 2],)] * 70 + [("ab",)] * 60))

name = 1
def glob(): return name
show("global", changes(glob, "LOAD_GLOBAL", [()] * 10))
name = 2
show("rebound", changes(glob, "LOAD_GLOBAL", [()] * 3))
new_name = 3
show("a new name", changes(glob, "LOAD_GLOBAL", [()] * 100))
del name
show("deleted", changes(glob, "LOAD_GLOBAL", [()] * 4))
def blt(): return len
show("builtin", changes(blt, "LOAD_GLOBAL", [()] * 10))
len = 5
show("builtin hidden", changes(blt, "LOAD_GLOBAL", [()] * 100))
del len
show("builtin again", changes(blt, "LOAD_GLOBAL", [()] * 100))


class P:
    def __init__(self): self.a = 1
    def m(self): return 1
class Q:
    def __init__(self): self.a = 1
    def m(self): return 1
def attr(o): return o.a
p, q = P(), Q()
show("two classes", changes(attr, "LOAD_ATTR", [(p,)] * 10 + [(q,)] * 90 + [(p,), (q,)] * 30))
P.b = 1
show("class changed", changes(attr, "LOAD_ATTR", [(q,)] * 3))
Q.b = 1
show("class changed", changes(attr, "LOAD_ATTR", [(q,)] * 90))
def attr2(o): return o.a
show("values", changes(attr2, "LOAD_ATTR", [(p,)] * 10))
p.__dict__
show("dict made", changes(attr2, "LOAD_ATTR", [(p,)] * 90))
del p.a
show("attribute deleted", changes(attr2, "LOAD_ATTR", [(p,)] * 5))
p2 = P()
p2.__dict__ = {"z": 0, "a": 1}
def attr3(o): return o.a
show("hint", changes(attr3, "LOAD_ATTR", [(p2,)] * 10))
p2.__dict__ = {"a": 1}
show("hint elsewhere", changes(attr3, "LOAD_ATTR", [(p2,)] * 90))
def set3(o): o.a = 2
show("store hint", changes(set3, "STORE_ATTR", [(p2,)] * 10))
def set1(o): o.a = 1
show("store values", changes(set1, "STORE_ATTR", [(P(),)] * 10 + [(p2,)] * 90))
def meth(o): return o.m()
show("method", changes(meth, "LOAD_METHOD", [(P(),)] * 10))
P.m = lambda self: 2
show("method replaced", changes(meth, "LOAD_METHOD", [(P(),)] * 90))
r = P()
r.m = lambda: 3
show("method hidden", changes(meth, "LOAD_METHOD", [(r,)] * 90))
print(meth(P()), meth(r))


def f(a): return a
def call(function): return function(1)
show("python function", changes(call, "CALL", [(f,)] * 10))
f.__defaults__ = (1,)
show("defaults changed", changes(call, "CALL", [(f,)] * 90))
def h(a, b=2): return b
show("another function", changes(call, "CALL", [(h,)] * 90))
print(call(h))
show("builtins", changes(call, "PRECALL", [(abs,)] * 70 + [(str,)] * 90 + [(P().m.__func__,)] * 90))
def call2(function): return function(1)
show("PRECALL", changes(call2, "PRECALL", [(f,)] * 10 + [(abs,)] * 90 + [(str,)] * 90 + [(int,)] * 90 + [([].append,)] * 90))
show("CALL", changes(call2, "CALL", [(f,)] * 90))


def warm():
    pass
for n in range(10):
    print(n, dis._all_opname[code(warm)[0]], warm.__code__.co_code[0])
    warm()
def loop(n):
    for i in range(n): pass
loop(6)
print(dis._all_opname[code(loop)[0]])
loop(1)
print(dis._all_opname[code(loop)[0]])
before = sys._getquickenedcount()
def loop2(n):
    while n:
        n -= 1
loop2(20)
print(sys._getquickenedcount() - before, dis._all_opname[code(loop2)[0]])
def generator():
    yield 1
    yield 2
    yield 3
for _ in range(2): list(generator())
print(dis._all_opname[code(generator)[4]])
list(generator())
print(dis._all_opname[code(generator)[4]])

# More names than a byte counts: EXTENDED_ARG.
many = "def many(x):\n" + "".join(f"    v{i} = x\n" for i in range(260)) + "    s = 'a'\n    s += 'b'\n    v259 = v258 + v257\n    if v259 < v258: v1 = v259\n    return s, v259\n"
ns = {}
exec(many, ns)
for _ in range(20): ns["many"](1)
print(" ".join(i.opname for i in dis.get_instructions(ns["many"], adaptive=True))[-560:])
print(ns["many"](2), ns["many"].__code__.co_code == compile(many, "", "exec").co_consts[0].co_code)
for f in add, get, attr, meth, call, call2, loop, generator:
    deopt = [i.opname for i in dis.get_instructions(f)]
    assert not any("ADAPTIVE" in n or "__" in n or "QUICK" in n for n in deopt)
    assert f.__code__ == f.__code__.replace()
