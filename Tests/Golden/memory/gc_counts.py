import gc, functools
gc.collect(); gc.disable()
def delta(make):
    gc.collect(); keep = None
    a = gc.get_count()[0]; keep = make(); b = gc.get_count()[0]
    return b - a
class A: pass
class S: __slots__ = ("q",)
class S0: __slots__ = ()
def g(): yield
for name, m in [("None", lambda: None), ("list", lambda: []), ("list of lists", lambda: [[], []]), ("tuple", lambda: (1, [])), ("empty tuple", lambda: ()), ("dict", lambda: {}), ("set", lambda: set()), ("frozenset", lambda: frozenset()), ("A", A), ("S", S), ("S0", S0), ("func", lambda: lambda: 0), ("gen", g), ("exc", lambda: ValueError()), ("int", lambda: 10**10), ("str", lambda: "a" * 5), ("slice", lambda: slice(1)), ("range", lambda: range(1)), ("iter", lambda: iter([])), ("bound", lambda: [].append), ("cell", lambda: (lambda x: lambda: x)(1)), ("map", lambda: map(len, [])), ("prop", lambda: property()), ("mv", lambda: memoryview(b"")), ("object", object), ("class", lambda: type("T", (), {})), ("copy", lambda: [1, 2].copy()), ("dictviews", lambda: {}.keys()), ("module", lambda: type(gc)("m")), ("bytearray", lambda: bytearray(3)), ("cm", lambda: classmethod(len)), ("super", lambda: super(A, A())), ("listcomp", lambda: [[] for _ in range(10)]), ("genexp list", lambda: list([] for _ in range(10))), ("zip", lambda: list(zip([1, 2], [3, 4]))), ("enumerate", lambda: list(enumerate("ab"))), ("items", lambda: list({1: 2}.items())), ("split", lambda: "a b c".split()), ("sorted", lambda: sorted([3, 1])), ("instdict", lambda: A().__dict__), ("partial", lambda: __import__("functools").partial(len)), ("divmod", lambda: divmod(5, 2))]:
    print(name, delta(m))
gc.collect(); p = []; p.append(gc.get_count()); x = [[] for _ in range(50)]; p.append(gc.get_count()); del x; p.append(gc.get_count()); y = [[] for _ in range(1000)]; p.append(gc.get_count()); gc.collect(0); p.append(gc.get_count()); gc.collect(1); p.append(gc.get_count()); gc.collect(); p.append(gc.get_count()); del y; p.append(gc.get_count())

print([(c[0] - p[0][0], c[1:]) for c in p])
