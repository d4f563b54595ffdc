import gc
gc.collect(); gc.disable()
T = gc.is_tracked
class A: pass
class S: __slots__ = ()
class S1: __slots__ = ("a",)
for o in (0, "", b"", 1.5, None, (), (1,), (1, "a"), [], [1], {}, {1: 2}, {1: []}, {"a": (1,)}, set(), {1}, frozenset(), frozenset([1]), A(), A, S(), S1(), len, T, [].append, lambda: 0, range(3), slice(1), object(), Exception(), (x for x in []), iter([]), iter(()), iter("a"), property(), memoryview(b"a"), bytearray(), A().__dict__, type, int, gc, {}.keys(), zip(), map(len, []), classmethod(len), int.__add__, (1).__add__, list.append, super(A, A()), 1j, NotImplemented, list[int], int | str):
    print(type(o).__name__, T(o), end="; ")
print()
t = (1, (2, 3)); u = (1, [2]); v = (t, u); print(T(t), T(u), T(v)); gc.collect(); print(T(t), T(u), T(v)); 
f = tuple(range(3)); g = tuple([f, f]); h = (f,) + (g,); print(T(f), T(g), T(h)); gc.collect(0); print(T(f), T(g), T(h)); gc.collect(0); print(T(h))
d = {}; print(T(d)); d["a"] = 1; print(T(d)); d["b"] = (1,); print(T(d)); d["c"] = []; print(T(d)); del d["c"]; print(T(d)); gc.collect(); print(T(d))
e = {"a": 1, "b": object()}; print(T(e)); e = dict(a=1); print(T(e)); e = {k: k for k in "ab"}; print(T(e)); e = {k: [k] for k in "ab"}; print(T(e)); e = dict.fromkeys("ab", []); print(T(e)); e = e.copy(); print(T(e)); e2 = {**{"a": 1}}; print(T(e2)); e.clear(); print(T(e)); gc.collect(); print(T(e)); e = {}; e.update({1: []}); print(T(e)); e = {}; e.setdefault(1, []); print(T(e)); e = {A(): 1}; print(T(e)); e = {(1,): 1}; print(T(e)); e = {1: ()}; print(T(e)); e = {1: A}; print(T(e)); e = {1: {}}; print(T(e)); e = {1: {2: []}}; print(T(e))
def kw(**k): return T(k)
def ar(*a): return T(a)
print(kw(), kw(a=1), kw(a=[]), ar(), ar(1), ar([]))
a = A(); print(T(a)); a.x = 1; print(T(a), T(a.__dict__)); a.x = []; print(T(a.__dict__)); b = A(); b.y = 1; gc.collect(); print(T(b), T(b.__dict__)); l = []; l.append(1); gc.collect(); print(T(l)); s = {1}; gc.collect(); print(T(s)); fs = frozenset([1]); gc.collect(); print(T(fs)); 
class D(dict): pass
class TT(tuple): pass
class I(int): pass
class ST(str): __slots__ = ()
print(T(D()), T(TT()), T(TT((1,))), T(I(1)), T(ST())); x = TT((1,)); y = D(); gc.collect(); print(T(x), T(y)); print(T("a b".split()), T(divmod(1, 2)), T((1, 2)[:1]), T([1, 2][:1]), T(globals()), T(vars(A)), T(A.__dict__), T(A.__mro__), T(T.__self__), T(kw.__code__), T(kw.__globals__), T(ar.__defaults__))
