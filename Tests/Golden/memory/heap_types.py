# Which types of extension modules are heap types, and what they look like.
import sys, gc
import _functools, _operator, _struct, _random, array, _sre, re, operator, functools, collections, itertools, _sha512, _weakref, _collections
lock = functools.lru_cache(maxsize=2)(lambda x: x)
lock(1)
link = [o for o in gc.get_referents(lock) if type(o).__name__ == "dict"][0][1]
types = [functools.partial, functools._lru_cache_wrapper, type(functools.cmp_to_key(1)), type(link), operator.itemgetter, operator.attrgetter, operator.methodcaller,
    _struct.Struct, type(_struct.iter_unpack("b", b"")), _random.Random, array.array, type(iter(array.array("i"))), re.Pattern, re.Match,
    type(re.compile("a").scanner("")), type(_sha512.sha512()), collections.OrderedDict, collections.deque, collections.defaultdict,
    type(iter(collections.OrderedDict())), type(collections.OrderedDict().keys()), itertools.chain, _collections._tuplegetter]
for t in types:
    print(t.__module__, t.__qualname__, t.__name__, bool(t.__flags__ & 512), t.__flags__ & ~(1 << 19), t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, sys.getsizeof(t), gc.is_tracked(t), t.__base__.__name__)
    if t.__flags__ & 512: print("   ", list(t.__dict__))
for t in types:
    try: t.attribute = 1
    except TypeError as e: print(e)
    else: del t.attribute
def diff(t, make):
    before = sys.getrefcount(t)
    x = make()
    after = sys.getrefcount(t)
    seen = any(r is t for r in gc.get_referents(x))
    del x
    print(t.__name__, after - before, sys.getrefcount(t) - before, seen)
diff(functools.partial, lambda: functools.partial(print))
diff(functools._lru_cache_wrapper, lambda: functools.lru_cache(lambda: 1))
diff(operator.itemgetter, lambda: operator.itemgetter(1))
diff(operator.attrgetter, lambda: operator.attrgetter("a.b"))
diff(operator.methodcaller, lambda: operator.methodcaller("a", 1, b=2))
diff(_struct.Struct, lambda: _struct.Struct("i"))
diff(_random.Random, lambda: _random.Random(1))
diff(array.array, lambda: array.array("i", [1]))
p = re.compile("a+")
diff(re.Pattern, lambda: re.compile("b+" + str(len("c"))))
re.purge()
diff(re.Match, lambda: p.match("aaa"))
class P(functools.partial): pass
diff(P, lambda: P(print))
diff(functools.partial, lambda: P(print))
for m in (_functools, _operator, _struct, array):
    print(m.__name__, sorted(r.__name__ for r in gc.get_referents(m) if isinstance(r, type)), [type(r).__name__ for r in gc.get_referents(m) if not isinstance(r, type)])
for bad in (lambda: type(link)(), lambda: type(functools.cmp_to_key(1))(1), lambda: re.Pattern(), lambda: re.Match(), lambda: type(iter(array.array("i")))(), lambda: type(_struct.iter_unpack("b", b""))(),
            lambda: _random.Random(1, 2), lambda: _random.Random(x=1), lambda: type("X", (operator.itemgetter,), {}), lambda: type("X", (re.Pattern,), {})):
    try: bad()
    except TypeError as e: print(e)
