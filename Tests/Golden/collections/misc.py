# Struct sequences, unpacking, displays, subclasses, anext.
import sys, time
v = sys.version_info
print(v[:2], v.major, v >= (3, 11), type(v).__name__, len(v), v.n_fields, v.n_sequence_fields, v.n_unnamed_fields, v.__match_args__)
print(repr(sys.float_info)); print(sys.int_info, sys.hash_info)
t = time.gmtime(0); print(t, t.tm_year, t[0], t.tm_zone, t.tm_gmtoff, len(t), t.n_fields, t.__reduce__())
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time((1,)*9, {'tm_zone': 'X'}).tm_zone)
for a in ((), (1,), (range(8),), (range(12),), (range(9), 1), (range(9), {}, 1)):
    try: print(time.struct_time(*a))
    except TypeError as e: print(e)
try: type(v)()
except TypeError as e: print(e)
print(t == tuple(t), hash(t) == hash(tuple(t)), t + (1,), t[1:3], type(t[:]))
match t:
    case time.struct_time(tm_year=y): print(y)
a, *b = t; print(a, b)
try: t.tm_year = 5
except Exception as e: print(type(e).__name__, e)
class AI:
    def __init__(s, n): s.n = n
    def __aiter__(s): return s
    async def __anext__(s):
        if s.n == 0: raise StopAsyncIteration
        s.n -= 1; return s.n
async def main():
    i = AI(2); r = [await anext(i, 'd') for _ in range(4)]; print(r)
    pass
    try: await anext(i)
    except StopAsyncIteration: print("sai")
def runco(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
runco(main())
x = anext(AI(0), 5)
try: x.send(None)
except StopIteration as e: print('si', e.value)
x = anext(AI(1), 5); print(type(x).__name__); x.close()
d = {}
for i in range(5): d[i] = d.get(i - 1, 0) + 1
print(d, {**d, 'z': 1}, dict(d, q=2), {k: v for k, v in d.items() if v % 2})
print([*d], {*d, 9}, (*d.values(),))
def f(*a, **k): return a, k
print(f(*[1], *(2, 3), **{'a': 1}, **{'b': 2}))
try: f(**{'a': 1}, **{'a': 2})
except TypeError as e: print(e)
try: f(**{1: 2})
except TypeError as e: print(e)
try: f(*5)
except TypeError as e: print(e)
try: f(**5)
except TypeError as e: print(e)
a, b, *c = {1: 2, 3: 4, 5: 6}; print(a, b, c)
try: a, b = {1}
except ValueError as e: print(e)
try: a, b = [1, 2, 3]
except ValueError as e: print(e)
try: [a, b], c = (1, 2), 
except ValueError as e: print(e)
l = [1, 2, 3, 4]; l[1:3], l[0] = 'ab', 9; print(l); del l[:2], l[0]; print(l)
for i, (a, b) in enumerate(zip('ab', [1, 2])): print(i, a, b)
print(sum([[1], [2]], []), sum([(1,), (2,)], ()), list(map(None.__class__, [])) )
print([x for x in range(10) if x % 3 == 0], {x % 3 for x in range(10)}, {x: x * x for x in range(4)}, list(x for x in ()))
class DD(dict):
    def __iter__(s): return iter(['over'])
    def keys(s): return ['over']
    def __getitem__(s, k): return 'got'
print(dict(DD(a=1)), {**DD(a=1)}, DD(a=1).copy(), DD(a=1) | {}, {} | DD(a=1))
class LL(list):
    def __len__(s): return 77
    def __getitem__(s, i): return 'x'
    def __iter__(s): return iter('it')
print(len(LL([1])), list(LL([1])), LL([1]) + [2], [0] + LL([1]), tuple(LL([1])), [*LL([1])], LL([1])[0], sorted(LL([3, 1])), [9].__add__(LL([1])))
class TT(tuple):
    def __new__(c, a, b): return super().__new__(c, (a, b))
t = TT(1, 2); print(t, t.__getnewargs__(), t + (3,), type(t + ()), TT.__base__, t == (1, 2))
class SS(set):
    def __contains__(s, x): return True
print(5 in SS(), SS({1}) & {1, 2}, {1, 2} - SS({1}), SS.__mro__[1])
print(set('hello') == set('olleh'), len({1, 1.0, True}), {1, 1.0, True}, {True: 'a', 1: 'b', 1.0: 'c'})
print(sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1]), max({'b': 1, 'a': 2}, key={'b': 1, 'a': 2}.get))
print({'a': 1}.items() <= {'a': 1, 'b': 2}.items(), {'a': 1}.keys() | ['z'], sorted({'a': 1}.keys() | ['z']))
print(d.__class_getitem__(int), isinstance([], list), issubclass(bool, int))
print(slice(1, 2) == slice(1, 2), slice(None) != slice(0), slice(1, 2, 3) < slice(1, 2, 4), repr(slice('a', [1])))
print([1, 2, 3].__sizeof__(), (1, 2).__sizeof__(), {}.__sizeof__(), {1: 1}.__sizeof__(), set().__sizeof__())
del d[0]; d[0] = 'last'; print(d, list(reversed(d)), d.popitem(), d)
print({1: 'a', 2: 'b'} == {2: 'b', 1: 'a'}, [1, 2] != (1, 2), {}.fromkeys('ab', []))
x = [[0] * 3] * 2; x[0][0] = 1; print(x)
import gc
g = [1]; g.append(g); print(g); h = {}; h['s'] = h; print(h)
print(list(zip(*[[1, 2, 3], [4, 5, 6]])), list(zip(range(3), 'ab')), dict(zip('ab', range(2))))
