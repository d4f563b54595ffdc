# Wrong arguments to collections and iterators, and what they say.
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e, e.args)
t(lambda: {}[1]); t(lambda: {}['a']); t(lambda: {}[(1, 2)]); t(lambda: {[]: 1}); t(lambda: {{}: 1}); t(lambda: {1: 2}[[]]); t(lambda: {}.pop(1)); t(lambda: {}.popitem())
t(dict, 1); t(dict, [1]); t(dict, [(1, 2, 3)]); t(dict, ['ab', 'cd']); t(dict, ['abc']); t(dict, 1, 2); t(dict, **{'a': 1}); t(dict, [(1, 2)], b=3); t(lambda: dict(**{1: 2})); t({}.update, 1); t({}.update, [1, 2]); t({}.update, 1, 2); t({}.update, a=1)
t({}.get); t({}.get, 1, 2, 3); t({}.get, []); t({}.setdefault); t({}.setdefault, []); t({}.pop); t({}.pop, 1, 2, 3); t({}.pop, []); t({}.fromkeys); t(dict.fromkeys, 1); t(dict.fromkeys, [[]]); t(dict.fromkeys, [1, 2], 3); t(dict.fromkeys, {1: 2, 'a': 3}, 0); t(dict.fromkeys, {3, 1, 2})
t(lambda: {} | []); t(lambda: [] | {}); t(lambda: {} < {}); t(lambda: hash({})); t(lambda: {}.keys() | 1); t(lambda: {}.keys() & 1); t(lambda: {}.keys() - 1); t(lambda: {}.keys() ^ 1); t(lambda: {}.values() | set()); t(lambda: {}.items() < 1); t(lambda: {}.keys() < [1])
d = {}; 
def ior(x):
    global d
    d |= x
    return d
t(ior, [(1, 2)]); t(ior, {3: 4}); t(ior, 5); t(ior, "ab"); t(ior, ["ab"])
t(lambda: [][0]); t(lambda: [1][1.0]); t(lambda: [1]['a']); t(lambda: [1][None]); t(lambda: [1][10**30]); t(lambda: [1][::0]); t(lambda: [1][1:'a']); t(lambda: [] + ()); t(lambda: [] + 1); t(lambda: [] * 'a'); t(lambda: [1] * 10**18); t(lambda: [1] * 10**30); t(lambda: [1] * -1); t(lambda: -1 * [1]); t(lambda: [].pop()); t(lambda: [1].pop(1)); t(lambda: [1].pop('a')); t(lambda: [1].pop(-2)); t(lambda: [1].remove(2)); t(lambda: [1].index(2)); t(lambda: [1].index('a\n')); t(lambda: [1, 2, 3].index(2, 2)); t(lambda: [1, 2, 3].index(3, -1)); t(lambda: [1, 2].index(1, 'a')); t(lambda: [1].insert(1)); t(lambda: [1].insert('a', 1)); t(lambda: [1].insert(1.5, 1)); t(lambda: [].append()); t(lambda: [].append(1, 2)); t(lambda: [].extend(1)); t(lambda: [].extend()); t(list, 1); t(list, 1, 2); t(lambda: list(a=1)); t(lambda: hash([])); t(lambda: [] < ()); t(lambda: [1] < ['a']); t(lambda: [].foo); t(lambda: [1].count()); t(lambda: [].clear(1)); t(lambda: [].copy(1)); t(lambda: [].reverse(1))
def si(l, i, v): l[i] = v; return l
def di(l, i): del l[i]; return l
t(si, [1], 1, 2); t(si, [1], -2, 2); t(si, [1], 'a', 2); t(si, [1, 2, 3], slice(0, 2), 5); t(si, [1, 2, 3], slice(0, 3, 2), [1]); t(si, [1, 2, 3], slice(0, 3, 2), 5); t(si, [1, 2, 3], slice(None, None, -1), [7, 8, 9]); t(si, [1, 2, 3], slice(0, 0), 'xyz'); t(si, [1, 2, 3], slice(None, None, 0), 1); t(di, [1], 1); t(di, [1], 'a'); t(di, [1, 2, 3, 4, 5], slice(None, None, 2)); t(di, [1, 2, 3, 4, 5], slice(None, None, -2)); t(di, [1, 2, 3], slice(5, 1))
t(lambda: ()[0]); t(lambda: (1,)[1.0]); t(lambda: (1,)['a']); t(lambda: () + []); t(lambda: () * 'a'); t(lambda: (1,).index(2)); t(lambda: (1,).index()); t(lambda: (1, 2, 1).count(1)); t(tuple, 1); t(tuple, 1, 2); t(lambda: tuple(a=1)); t(lambda: () < []); t(lambda: hash(([],))); t(lambda: (1,) < ('a',)); t(si, (1,), 0, 1); t(di, (1,), 0); t(lambda: (1, 2, 3).index(1, 1, 10)); t(lambda: (1,) * 10**18)
t(set, 1); t(set, 1, 2); t(lambda: set(a=1)); t(set, [[]]); t(lambda: {[]}); t(lambda: set().pop()); t(lambda: set().remove(1)); t(lambda: set().remove([])); t(lambda: set().remove(set())); t(lambda: {frozenset()}.remove(set())); t(lambda: set() in {frozenset()}); t(lambda: [] in set()); t(lambda: set() | []); t(lambda: set() & 1); t(lambda: set() - []); t(lambda: set() ^ {}); t(lambda: set() < []); t(lambda: hash(set())); t(lambda: set().union(1)); t(lambda: set().add()); t(lambda: set().update(1)); t(lambda: set().intersection(1)); t(lambda: set().difference(1)); t(lambda: set().symmetric_difference(1)); t(lambda: set().issubset(1)); t(lambda: set().isdisjoint(1)); t(frozenset, 1); t(frozenset, 1, 2); t(lambda: frozenset().add(1)); t(lambda: set().discard([])); t(lambda: set()[0]); t(lambda: {1} | frozenset([2])); t(lambda: frozenset([2]) | {1})
t(slice); t(slice, 1, 2, 3, 4); t(lambda: slice(a=1)); t(lambda: slice(1).indices('a')); t(lambda: slice(1).indices(-1)); t(lambda: slice(None, None, 0).indices(1)); t(lambda: slice('a').indices(5)); t(lambda: slice(1, 2) < slice(1, 3)); t(lambda: hash(slice(1))); t(lambda: slice(1) == slice(1)); t(lambda: slice(1).start); t(lambda: slice(1, 'a', None)); t(lambda: slice(10**30, -10**30, -3).indices(10**25)); t(lambda: slice(1).foo); t(lambda: slice(1).__reduce__())
t(enumerate); t(enumerate, 1); t(enumerate, [], 'a'); t(enumerate, [], 1, 2); t(lambda: enumerate(a=1)); t(lambda: list(enumerate(iterable='ab', start=5))); t(lambda: list(enumerate(start=2, iterable='ab'))); t(lambda: enumerate([], foo=1)); t(lambda: list(enumerate('abc', 2**63 - 2))); t(lambda: list(enumerate('ab', -3)))
t(reversed); t(reversed, 1); t(reversed, {1, 2}); t(reversed, [1], 2); t(lambda: reversed(a=1)); t(lambda: list(reversed('abc'))); t(lambda: list(reversed(range(4)))); t(lambda: list(reversed({1: 2, 3: 4}.items())))
t(zip, 1); t(lambda: zip(a=1)); t(lambda: zip(strict=1, b=2)); t(lambda: list(zip([1], [1, 2], strict=True))); t(lambda: list(zip([1, 2], [1], strict=True))); t(lambda: list(zip([1, 2], [1, 2], [1], strict=True))); t(lambda: list(zip([1], [1], [1, 2], strict=True))); t(lambda: list(zip())); t(lambda: list(zip('abc', range(5), [1, 2, 3, 4]))); t(lambda: list(zip([], [1], strict=True))); t(lambda: list(zip(strict=True)))
t(map); t(map, abs); t(map, 1, 2); t(lambda: list(map(1, [2]))); t(lambda: map(a=1)); t(lambda: list(map(pow, [2, 3], [4, 5, 6]))); t(lambda: list(map(lambda *a: a, *[[i, i + 1] for i in range(8)]))); t(filter); t(filter, 1); t(filter, 1, 2, 3); t(lambda: list(filter(None, [0, 1, '', 'a']))); t(lambda: list(filter(bool, [0, 1]))); t(lambda: list(filter(1, [1]))); t(lambda: filter(function=1, iterable=2)); t(lambda: list(filter(lambda x: 1 / x, [1, 0])))
t(iter); t(iter, 1); t(iter, 1, 2); t(lambda: list(iter([1, 2, 3].pop, 1))); t(next, iter([])); t(next, iter([]), 5); 
class A:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * i
t(lambda: list(A())); t(lambda: 4 in A()); t(lambda: list(reversed(A())))
class H:
    def __hash__(s): raise ValueError("nohash")
t(lambda: {H(): 1}); t(lambda: {H()}); t(lambda: {}.get(H())); t(lambda: H() in {}); t(lambda: H() in set())
class Q:
    def __hash__(s): return 1
    def __eq__(s, o): raise ValueError("noeq")
q = Q(); t(lambda: {q: 1, Q(): 2}); t(lambda: {1: 1}[Q()]); t(lambda: {q, Q()}); t(lambda: q in {q: 1}); t(lambda: {q: 1}.pop(Q(), 1)); t(lambda: {1} & {Q()}); t(lambda: {q: 1} == {Q(): 1}); t(lambda: [q] == [Q()]); t(lambda: [q] == [q]); t(lambda: [q].index(Q())); t(lambda: [q].count(q)); t(lambda: [q].remove(Q())); t(lambda: Q() in [q]); t(lambda: (q,) < (Q(),)); t(lambda: {1: q}.items() & {(1, Q())})
class Dm(dict):
    def __missing__(s, k): return ("missing", k)
t(lambda: Dm()[5]); t(lambda: Dm().get(5)); t(lambda: Dm(a=1)['a']); t(lambda: Dm().pop(5))
class NK:
    def keys(s): return ['a']
    def __getitem__(s, k): return k * 2
t(lambda: dict(NK())); t(lambda: {**NK()}); t(lambda: (lambda **k: k)(**NK())); t(lambda: {}.update(NK()))
t(lambda: dict({1: 2}.items())); t(lambda: {1: 2, 3: 4}.items() - {(1, 2)}); t(lambda: {1: [2]}.items() - {(1, 2)}); t(lambda: {1: 2}.items() ^ {1: 3}.items()); t(lambda: {1: 2}.keys() ^ [2]); t(lambda: {1: 2}.keys() == {1}); t(lambda: {1: 2}.items() == {(1, 2)}); t(lambda: {1: 2}.keys() >= {1}); t(lambda: {1: 2}.values() == {1: 2}.values()); t(lambda: {1: 2}.keys().isdisjoint([1])); t(lambda: {1: 2}.keys().mapping); t(lambda: {1: 2}.items().isdisjoint([(1, 2)])); t(lambda: [1] & {1: 2}.keys()); t(lambda: [1, 5] | {1: 2}.keys()); t(lambda: [1, 5] - {1: 2}.keys()); t(lambda: {1: 2}.keys() & {1, 2}); t(lambda: {i: 1 for i in range(9)}.keys() & [3, 1, 20])
