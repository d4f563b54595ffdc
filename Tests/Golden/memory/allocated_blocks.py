import sys, gc
gc.disable()
B = sys.getallocatedblocks
def cost(make):
    make(); gc.collect(); make()
    before = B(); keep = make(); after = B()
    return after - before
class A: pass
class S: __slots__ = ("a",)
def g(): yield
A().x = 1
def inst(): a = A(); a.x = 1; return a
def inst3(): a = A(); a.x = 1; a.__dict__; return a
def clo():
    q = object()
    return lambda: q
for name, make in [("none", lambda: None), ("object", object), ("list3", lambda: [object(), object(), object()]), ("big list", lambda: [None] * 1000), ("dict int", lambda: {1: 2}), ("dict str", lambda: {"a": 1, "b": 2}), ("dict 10", lambda: {i: i for i in range(10)}), ("set", lambda: {1, 2}), ("set 100", lambda: set(range(100))), ("str", lambda: "x" * 50 + str(1)), ("big str", lambda: "x" * 50000 + str(1)), ("int", lambda: 10**30 + len("a")), ("inst", inst), ("inst dict", inst3), ("slots", S), ("closure", clo), ("gen", g), ("exc", lambda: ValueError("x", [])), ("bytearray", lambda: bytearray(100)), ("tuple", lambda: (object(), [])), ("nested", lambda: [[[[]]]]), ("list range 300", lambda: list(range(1000, 1300))), ("deep dict", lambda: {"a": {"b": {"c": []}}}), ("class", lambda: type("T", (), {})), ("method", lambda: [].append), ("complex", lambda: complex(len("a"), 2)), ("range", lambda: range(1000)), ("slice", lambda: slice(1000, 2000)), ("mv", lambda: memoryview(b"abc")), ("enumerate", lambda: enumerate([])), ("prop", lambda: property()), ("frozenset", lambda: frozenset([1, 2, 3])), ("bytes", lambda: bytes(600)), ("zip", lambda: zip([], [])), ("code", lambda: compile("a = 1", "f", "exec"))]:
    print(name, cost(make))
import gc
gc.collect(); b0 = B()
x = [object() for _ in range(10000)]; b1 = B(); del x; b2 = B(); print(b1 - b0, b2 - b0)
x = [A() for _ in range(1000)]; b1 = B(); del x; print(b1 - b2, B() - b2)
x = {str(i): i for i in range(5000)}; b3 = B(); del x; print(b3 - b2, B() - b2)
