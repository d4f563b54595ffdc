import sys
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
# tracebacks & notes from type machinery, uncaught
for x in (len, [].append, print, dict.fromkeys, int.from_bytes, str.maketrans, object.__new__, type.mro, sys.getrefcount, {}.get, (1).bit_length, 'a'.join, object().__reduce_ex__, object().__dir__, type.__prepare__, type.__subclasses__):
    print(x.__name__, x.__qualname__, getattr(x, '__self__', None).__class__.__name__, x.__module__ if hasattr(x, '__module__') else None, type(x).__name__, repr(x)[:30])
for c in (int, list, dict, str, object, type, property, super, classmethod, staticmethod, type(len), type([].append), type(list.append), type(list.__len__), type([].__len__), type(int.real), type(type.__dict__['__mro__']), type(dict.__dict__['fromkeys']), type(sys), type(sys.implementation), type(type.__dict__), type(list[int]), type(int | str), type(lambda: 0), type((i for i in ())), type(None), type(...), type(NotImplemented), bool, float, complex, bytes, bytearray, set, frozenset, tuple, range, slice, enumerate, zip, map, filter, reversed, BaseException):
    d = c.__dict__
    print(c.__name__, c.__module__, c.__qualname__, c.__basicsize__, c.__itemsize__, c.__flags__ & ~(1 << 19), c.__dictoffset__, c.__weakrefoffset__, c.__base__.__name__ if c.__base__ else None)
    print('   ', ' '.join(k for k in d if not (k == '__doc__')))
    print('   ', ' '.join(type(v).__name__[:8] for k, v in d.items() if k != '__doc__'))
