# Random calls of all methods and operators of collections with random arguments.
import sys
class R:
    def __init__(s, seed): s.x = seed
    def n(s, k):
        s.x = (s.x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (s.x >> 33) % k
    def pick(s, l): return l[s.n(len(l))]
class Obj:
    def __init__(s, v): s.v = v
    def __repr__(s): return "Obj%r" % (s.v,)
    def __eq__(s, o): return isinstance(o, Obj) and s.v == o.v
    def __hash__(s): return hash(s.v)
    def __lt__(s, o): return isinstance(o, Obj) and s.v < o.v
class Idx:
    def __index__(s): return 2
    def __hash__(s): return 77
    def __repr__(s): return "Idx"
class It:
    def __init__(s, n): s.n = n
    def __iter__(s): return iter(range(s.n))
    def __repr__(s): return "It%d" % s.n
class Bad:
    def __iter__(s): raise ValueError("badit")
    def __repr__(s): return "Bad"
class BadN:
    def __iter__(s): yield 1; raise ValueError("badn")
    def __repr__(s): return "BadN"
class L(list): pass
class D(dict): pass
class S(set): pass
class T(tuple): pass
class F(frozenset): pass
class Str(str): pass
r = R(2)
def atom():
    return r.pick([lambda: r.n(6), lambda: -r.n(4), lambda: r.pick("abc"), lambda: None, lambda: True, lambda: 1.5, lambda: float(r.n(4)), lambda: 10**20, lambda: (), lambda: b'a', lambda: Obj(r.n(3)), lambda: 'long string', lambda: Str('a'), lambda: frozenset([1]), lambda: (1, 2), lambda: Idx()])()
def katom():
    while True:
        a = atom()
        if a is not None: return a
def val(d=2):
    k = r.n(24)
    if d == 0 or k < 9: return atom()
    if k < 11: return [val(d - 1) for _ in range(r.n(4))]
    if k < 13: return tuple(val(d - 1) for _ in range(r.n(4)))
    if k < 15:
        return {katom(): val(d - 1) for _ in range(r.n(4))}
    if k < 17: return {katom() for _ in range(r.n(4))}
    if k == 17: return frozenset(katom() for _ in range(r.n(4)))
    if k == 18: return r.pick([L, T])(val(0) for _ in range(r.n(3)))
    if k == 19: return r.pick([S, F])(katom() for _ in range(r.n(3)))
    if k == 20: return D({katom(): 1})
    if k == 21: return r.pick([It(3), Bad(), BadN(), range(3), slice(r.n(3), None), slice(None), [], {}, set(), "xyz"])
    if k == 22: return [(atom(), atom()) for _ in range(r.n(3))]
    return r.pick([{1: 2}.keys(), {1: 2}.items(), {1: 2}.values(), 'ab', ['ab', 'cd']])
binops = ['+', '-', '*', '|', '&', '^', '<', '<=', '==', '!=', '>', '>=', 'in', '%', '@', '//']
augs = ['+=', '-=', '*=', '|=', '&=', '^=']
skip = {'__class__', '__init_subclass__', '__subclasshook__', '__new__', '__reduce_ex__', '__dir__', '__sizeof__', '__getattribute__', '__setattr__', '__delattr__', '__format__', '__doc__', '__class_getitem__', '__getstate__', '__str__', '__init__', '__reduce__', '__slotnames__', '__hash__', '__dict__', '__module__', '__weakref__'}
def show(x, depth=0):
    t = type(x).__name__
    if hasattr(x, '__next__'):
        out = []
        try:
            for i, y in enumerate(x):
                out.append(show(y, 1))
                if i > 8: break
        except Exception as e: out.append("%s(%s)" % (type(e).__name__, e))
        return t + str(out)
    if t in ('builtin_function_or_method', 'method', 'method-wrapper', 'wrapper_descriptor', 'function'): return t
    return t + ":" + repr(x)
def attempt(label, f):
    try: res = show(f())
    except RecursionError: res = 'RecursionError'
    except Exception as e:
        m = str(e)
        res = type(e).__name__ + ": " + m
    print(label, '->', res)
funcs = [list, tuple, dict, set, frozenset, sorted, reversed, enumerate, zip, map, filter, iter, len, sum, min, max, any, all, hash, repr, slice, dict.fromkeys, next]
for rnd in range(900):
    k = r.n(10)
    if k < 4:
        base = val()
        while not isinstance(base, (list, tuple, dict, set, frozenset, type({}.keys()), type({}.items()), type({}.values()), slice)): base = val()
        names = [n for n in sorted(dir(base)) if n not in skip]
        n = r.pick(names)
        args = [val() for _ in range(r.pick([0, 1, 1, 1, 2, 2, 3]))]
        kw = r.pick([{}, {}, {}, {}, {}, {}, {'key': None}, {'a': 1}, {'reverse': True}])
        rb = repr(base); ra = repr(args)
        attempt("%s.%s %s %s" % (rb, n, ra, kw or ''), lambda: getattr(base, n)(*args, **kw) if callable(getattr(base, n)) else getattr(base, n))
        print("   ", repr(base))
    elif k < 7:
        a, b = val(), val(); o = r.pick(binops)
        attempt("%r %s %r" % (a, o, b), lambda: eval("a %s b" % o, {'a': a, 'b': b}))
    elif k == 7:
        a, b = val(), val(); o = r.pick(augs)
        def f():
            ns = {'a': a, 'b': b}; exec("a %s b" % o, ns); return ns['a']
        attempt("%r %s %r" % (a, o, b), f)
    elif k == 8:
        f = r.pick(funcs); args = [val() for _ in range(r.pick([0, 1, 1, 1, 2, 2, 3]))]
        kw = r.pick([{}, {}, {}, {}, {'key': None}, {'a': 1}, {'start': 2}, {'strict': True}])
        attempt("%s %r %s" % (f.__name__, args, kw or ''), lambda: f(*args, **kw))
    else:
        a, i, v = val(), r.pick([val(), slice(r.n(4) - 1, r.n(4), r.pick([None, 1, 2, -1])), r.n(4) - 2]), val()
        op = r.n(3)
        ra = repr(a)
        if op == 0: attempt("%s[%r]" % (ra, i), lambda: a[i])
        elif op == 1:
            def f(): a[i] = v; return a
            attempt("%s[%r]=%r" % (ra, i, v), f)
        else:
            def f(): del a[i]; return a
            attempt("del %s[%r]" % (ra, i), f)
