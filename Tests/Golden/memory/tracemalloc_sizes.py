import tracemalloc, gc
gc.collect(); gc.disable()
tracemalloc.start()
M = tracemalloc.get_traced_memory
def cost(make):
    make(); make()
    a = M()[0]; keep = make(); b = M()[0]
    return b - a
class S: __slots__ = ("a",)
class A: pass
for name, m in [("nothing", lambda: None), ("object", object), ("int", lambda: 2000 + len("a")), ("int2", lambda: 2**40 + len("a")), ("int4", lambda: 2**100 + len("a")), ("float", lambda: 0.5 + len("a")), ("bytes", lambda: bytes(1000)), ("bytearray", lambda: bytearray(1000)), ("str", lambda: "x" * (999 + len("a"))), ("wide", lambda: "\u20ac" * (99 + len("a"))), ("list 100", lambda: [None] * 100), ("list 3", lambda: [object(), object(), object()]), ("set", lambda: {1, 2}), ("set 50", lambda: set(range(50))), ("dict 20", lambda: {i: i for i in range(20)}), ("slots", S), ("range", lambda: range(10)), ("function", lambda: lambda: 0), ("tuple 30", lambda: tuple(range(30))), ("append", lambda: (lambda l: [l.append(None) for _ in range(20)] and l)([])), ("big", lambda: bytes(100000)), ("slice", lambda: [slice(1), slice(2)]), ("generator", lambda: (i for i in ())), ("complex", lambda: complex(len("a"), 1))]:
    print(name, cost(m))
x = M()[0]; z = bytes(5000); y = M()[0]; del z; print(y - x, M()[0] - x); tracemalloc.reset_peak(); a, b = M(); print(b - a < 300); print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit()); tracemalloc.clear_traces(); print(M()[0] < 500); tracemalloc.stop(); print(M(), tracemalloc.is_tracing())
