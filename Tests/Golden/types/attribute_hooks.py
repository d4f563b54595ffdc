def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
class G:
    x = 1
    def __getattr__(self, n):
        if n == 'bad': raise AttributeError('no bad here')
        if n.startswith('__'): raise AttributeError(n)
        return 'ga ' + n
g = G(); print(g.x, g.y, hasattr(g, 'bad'), getattr(g, 'bad', 'dflt')); t(lambda: g.bad)
class GA:
    def __getattribute__(self, n):
        if n == 'v': return 'intercepted'
        if n == 'ae': raise AttributeError('ae')
        if n == 've': raise ValueError('ve')
        return object.__getattribute__(self, n)
    def __getattr__(self, n): return 'fallback ' + n
a = GA(); a.q = 1; print(a.v, a.q, a.ae, a.zz); t(lambda: a.ve)
class OnlyGA:
    def __getattribute__(self, n): return 'only ' + n
print(OnlyGA().foo, OnlyGA().__class__, len.__name__)
t(lambda: len(OnlyGA()))
class SA:
    def __setattr__(self, n, v): print('sa', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('da', n); object.__delattr__(self, n)
s = SA(); s.a = 1; print(s.a); del s.a; t(lambda: delattr(s, 'a'))
class Sub(SA):
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
s = Sub(); s.k = 4; print(s.k)
# add / remove hooks later
class H: pass
h = H(); t(lambda: h.nope); H.__getattr__ = lambda self, n: 'late ' + n; print(h.nope); del H.__getattr__; t(lambda: h.nope)
H.__getattribute__ = lambda self, n: 'gattr ' + n; print(h.nope); del H.__getattribute__; t(lambda: h.nope)
H.__setattr__ = lambda self, n, v: print('late set', n); h.z = 1; del H.__setattr__; h.z = 2; print(h.z)
class PE:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fromga ' + n
print(PE().p)
class PE2:
    @property
    def p(self): return self.missing
t(lambda: PE2().p)
# class level
class MM(type):
    def __getattribute__(cls, n):
        if n == 'magic': return 'mm'
        return super().__getattribute__(n)
    def __setattr__(cls, n, v): print('mset', n); super().__setattr__(n, v)
    def __delattr__(cls, n): print('mdel', n); super().__delattr__(n)
class K(metaclass=MM): pass
print(K.magic); K.a = 1; print(K.a); del K.a; t(lambda: K.a); t(lambda: K().magic)
class Dd:
    def __dir__(self): return ['b', 'a']
print(dir(Dd()))
print([n for n in dir(K()) if not n.startswith('__')], 'mro' in dir(K))
# special lookups bypass instance
class I: pass
i = I(); i.__len__ = lambda: 3; t(lambda: len(i)); i.__repr__ = lambda: 'x'; print(repr(i)[:12])
I.__repr__ = lambda self: 'patched'; print(i, repr(i), [i], f'{i!r:>10}')
I.__str__ = lambda self: 'strp'; print(i, str(i), repr(i)); del I.__str__; print(str(i)); del I.__repr__; print(repr(i)[:13])
I.__eq__ = lambda a, b: True; print(i == 3); t(lambda: isinstance(hash(i), int)) ; del I.__eq__; print(i == 3)
class J(I): pass
j = J(); I.__add__ = lambda a, b: 'add'; print(j + 1); J.__add__ = lambda a, b: 'jadd'; print(j + 1, i + 1); del J.__add__; print(j + 1); del I.__add__; t(lambda: j + 1)
I.__getitem__ = lambda s, k: k; print(j[3], j[1:2]); I.__iter__ = lambda s: iter([1]); print(list(j)); del I.__iter__; t(lambda: next(iter(j))); del I.__getitem__; t(lambda: j[0])
I.__contains__ = lambda s, k: True; print(5 in j); I.__contains__ = None; t(lambda: 5 in j); del I.__contains__
I.__bool__ = lambda s: False; print(bool(j)); del I.__bool__; print(bool(j))
I.__hash__ = None; t(lambda: hash(j)); del I.__hash__; print(hash(j) == hash(j))
I.__init__ = lambda self, a: setattr(self, 'a', a); print(J(3).a); del I.__init__; t(lambda: J(3))
I.__new__ = lambda cls, *a: 'newed'; print(J(1)); del I.__new__; print(type(J())); 
I.__call__ = lambda s: 'c'; print(j()); del I.__call__
I.__del__ = lambda s: print('del'); x = I(); del x; del I.__del__; x = I(); del x
I.__get__ = lambda s, o, c: 'got'
class HasI: at = i
print(HasI.at, HasI().at); del I.__get__; print(HasI.at is i)
I.__next__ = lambda s: 5; print(next(j)); del I.__next__; t(lambda: next(j))
I.__enter__ = lambda s: s; I.__exit__ = lambda s, *a: None
with j: print('with ok')
I.__index__ = lambda s: 2; print([1, 2, 3][j], int(j)); del I.__index__; t(lambda: int(j))
I.__class_getitem__ = lambda k: k; t(lambda: I[3])
I.__class_getitem__ = classmethod(lambda c, k: (c.__name__, k)); print(I[3], J[4])
