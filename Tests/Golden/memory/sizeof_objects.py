import sys
def S(o): return sys.getsizeof(o)
def f(): pass
def g(a, b=1, *c, d=2, **e):
    "doc"
    x = a
    return lambda: x
def gen(n):
    a = b = c = 1
    while True: yield n
async def co(): pass
async def ag(): yield 1
class A:
    def m(self): pass
    @property
    def p(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
c = co(); a = ag()
for name, o in [("f", f), ("g", g), ("f code", f.__code__), ("gen", gen(1)), ("co", c), ("ag", a), ("method", A().m), ("builtin", len), ("bmethod", [].append), ("slot wrapper", int.__add__), ("method-wrapper", (1).__add__), ("method descr", list.append), ("classmethod descr", dict.__dict__["fromkeys"]), ("getset", type.__dict__["__dict__"]), ("member", type.__dict__["__basicsize__"]), ("prop", A.__dict__["p"]), ("cm", A.__dict__["c"]), ("sm", A.__dict__["s"]), ("cell", g(1).__closure__[0]), ("cell2", g(1).__closure__), ("mod", sys), ("ns", sys.implementation), ("mp", A.__dict__), ("iter list", iter([])), ("iter tuple", iter(())), ("iter dict", iter({})), ("items iter", iter({}.items())), ("iter set", iter(set())), ("iter str", iter("")), ("iter str2", iter("\u20ac")), ("iter bytes", iter(b"")), ("iter bytearray", iter(bytearray())), ("iter range", iter(range(3))), ("iter range big", iter(range(2**70))), ("rev list", reversed([])), ("rev dict", reversed({})), ("rev", reversed("abc")), ("callable iter", iter(int, 1)), ("enumerate", enumerate([])), ("zip", zip()), ("map", map(len, [])), ("filter", filter(None, [])), ("keys", {}.keys()), ("values", {}.values()), ("items", {}.items()), ("range", range(3)), ("slice", slice(1)), ("super", super(A, A())), ("float", 1.5), ("complex", 1j), ("None", None), ("Ellipsis", ...), ("NotImplemented", NotImplemented), ("memoryview", memoryview(b"abc")), ("generic alias", list[int]), ("union", int | str), ("object", object()), ("frame", sys._getframe()), ("ge", (i for i in [])), ("lambda", lambda: 0)]:
    print(name, S(o))
c.close()
for e in (BaseException(), Exception("x"), OSError(1, "a"), StopIteration(1), SystemExit(1), ImportError("a", name="b"), SyntaxError("x"), NameError("x"), AttributeError("x"), KeyError(1), UnicodeDecodeError("utf8", b"x", 0, 1, "r"), UnicodeEncodeError("utf8", "x", 0, 1, "r"), ExceptionGroup("g", [ValueError()]), MemoryError(), RecursionError()):
    print(type(e).__name__, S(e))
try: 1/0
except ZeroDivisionError as e: print("tb", S(e.__traceback__), S(e.__traceback__.tb_frame) > 0)
def h(a, b, c):
    x = y = z = None
    return S(sys._getframe())
print("frame", h(1, 2, 3))
def k():
    def inner(): return q
    q = 1
    return S(sys._getframe())
print("frame", k())
