# Iterators: length hints, reductions, states; result tuples used again; the types' flags and attributes.
import sys
class A: pass
def show(it): 
    try: h = it.__length_hint__()
    except AttributeError: h = '-'
    r = it.__reduce__()
    print(type(it).__name__, h, r[0].__name__, [list(x) if hasattr(x, '__next__') else type(x).__name__ if isinstance(x, A) else x for x in r[1]], r[2:])
for mk in (lambda: iter([1, 2, 3]), lambda: reversed([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter({1: 2, 3: 4}), lambda: iter({1: 2, 3: 4}.items()), lambda: iter({1: 2, 3: 4}.values()), lambda: reversed({1: 2, 3: 4}), lambda: iter({5, 6}), lambda: reversed((1, 2, 3)), lambda: iter("ab"), lambda: iter(range(3))):
    it = mk(); show(it); print(next(it)); show(it); print(list(it)); show(it); print(next(it, 'end'))
it = iter([1, 2, 3]); it.__setstate__(2); print(list(it)); it = iter([1, 2, 3]); it.__setstate__(-5); print(next(it)); it.__setstate__(99); print(list(it))
it = reversed([1, 2, 3]); it.__setstate__(0); print(list(it)); it = iter((1, 2, 3)); it.__setstate__(1); print(list(it)); it = reversed((1, 2, 3)); it.__setstate__(1); print(list(it))
class A:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i
    def __len__(s): return 4
it = iter(A()); print(next(it)); show(it); it.__setstate__(3); print(list(it)); show(it)
r = reversed(A()); print(next(r)); show(r); print(list(r)); show(r)
c = iter([3, 2, 1].pop, 3); print(next(c)); print(c.__reduce__()[1][1]); print(list(c)); print(c.__reduce__()[1])
e = enumerate('abc', 5); print(next(e), e.__reduce__()[1][1]); print(list(e))
e = enumerate('abcd', 2**63 - 2); print(next(e)); print(e.__reduce__()[1][1], next(e), e.__reduce__()[1][1], next(e), e.__reduce__()[1][1])
m = map(abs, [-1, -2]); print(next(m), len(m.__reduce__()[1])); z = zip('ab', 'cd'); print(z.__reduce__()[1:2] != (), next(z)); z = zip('ab', strict=True); print(z.__reduce__()[2:]); z.__setstate__(0); print(len(z.__reduce__()))
f = filter(None, [1]); print(len(f.__reduce__()[1]))
# result tuple reuse
z = zip([1, 2, 3], [4, 5, 6]); a = id(next(z)); b = id(next(z)); print(a == b); x = next(z); y = x; print(x)
z = zip([1, 2], [3, 4]); x = next(z); y = next(z); print(x is y, x, y)
e = enumerate('ab'); x = next(e); y = next(e); print(x is y); d = {1: 2, 3: 4}; i = iter(d.items()); x = next(i); y = next(i); print(x is y, x, y); i = iter(d.items()); print(id(next(i)) == id(next(i)))
for o in ([1], (1,), {1: 2}, {1}, slice(1), {1: 2}.keys(), {}.items(), {}.values()):
    print(type(o), sorted(n for n in dir(o)))
for t in (list, tuple, dict, set, frozenset, slice, enumerate, reversed, zip, map, filter, type(iter([])), type({}.keys()), type(iter({}))):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__flags__ & ~(1<<19) & ~(1 << 8), t.__dictoffset__, t.__weakrefoffset__, t.__bases__, t.__module__, sorted(t.__dict__))
print(list[int], dict[str, int], tuple[int, ...], set[int], enumerate[int])
print({1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), {}.keys(), repr({'a': {}.values()}))
print(tuple([1, 2]), (1,), (), ((),), [()], {()}, frozenset(), frozenset([1]), set(), {1}, {1: ()}, [[]], [{}])
class L(list): pass
class T(tuple): pass
class D(dict): pass
class S(set): pass
class F(frozenset): pass
print(L([1]), T([1]), D(a=1), S([1]), F([1]), L(), T(), D(), S(), F(), type(L([1]) + [2]), type(L([1])[:]), type(T((1,))[:]), type(T() * 2), type(S([1]) | {2}), type(F([1]) | {2}), type(D(a=1) | {}), type(D().copy()), type(S().copy()), type(F().copy()), type(D.fromkeys([1])))
print(L([1]) == [1], T((1,)) == (1,), [1, 2] < [1, 3], [1] < [1, 0], (1, 2) >= (1,), [] == (), {1: 2} == {1: 2.0}, {1} == frozenset([1]), [float('nan')] == [float('nan')])
n = float('nan'); print([n] == [n], (n,) == (n,), n in [n], {n: 1} == {n: 1}, [n].index(n), [n].count(n))
print([hash(t) for t in ((), (1,), (1, 2), ('a', None)[:1], ((),), (1.5, -1), tuple(range(50)))])
