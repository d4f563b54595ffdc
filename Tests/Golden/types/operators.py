def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r)
        return r
    except BaseException as e:
        print(type(e).__name__ + ':', e)
ops = {'add': lambda a, b: a + b, 'sub': lambda a, b: a - b, 'mul': lambda a, b: a * b, 'matmul': lambda a, b: a @ b, 'truediv': lambda a, b: a / b, 'floordiv': lambda a, b: a // b, 'mod': lambda a, b: a % b, 'divmod': divmod, 'pow': lambda a, b: a ** b, 'lshift': lambda a, b: a << b, 'rshift': lambda a, b: a >> b, 'and': lambda a, b: a & b, 'xor': lambda a, b: a ^ b, 'or': lambda a, b: a | b}
def iadd(a, b): a += b; return a
def isub(a, b): a -= b; return a
def imul(a, b): a *= b; return a
def imatmul(a, b): a @= b; return a
def itruediv(a, b): a /= b; return a
def ifloordiv(a, b): a //= b; return a
def imod(a, b): a %= b; return a
def ipow(a, b): a **= b; return a
def ilshift(a, b): a <<= b; return a
def irshift(a, b): a >>= b; return a
def iand(a, b): a &= b; return a
def ixor(a, b): a ^= b; return a
def ior(a, b): a |= b; return a
iops = [iadd, isub, imul, imatmul, itruediv, ifloordiv, imod, ipow, ilshift, irshift, iand, ixor, ior]
def mk(which, ret=None):
    def f(self, o, *m):
        print('  ' + type(self).__name__ + '.' + which, type(o).__name__, m)
        return NotImplemented if ret is None else ret
    return f
def ns(ret=None, kinds=('', 'r', 'i')):
    return {'__' + k + o + '__': mk(k + o, ret and ret + k + o) for o in ops for k in kinds}
A = type('A', (), ns()); B = type('B', (), ns()); OK = type('OK', (), ns('ok ')); SubA = type('SubA', (A,), {}); SubR = type('SubR', (A,), ns('sub ', ('r',))); No = type('No', (), {}); OnlyR = type('OnlyR', (), ns('onlyr ', ('r',)))
for pair in ((A, B), (A, A), (A, SubA), (A, SubR), (SubR, A), (A, No), (No, A), (OK, A), (A, OK), (A, OnlyR), (No, OnlyR), (No, No)):
    for n, f in ops.items():
        print(n, pair[0].__name__, pair[1].__name__)
        t(f, pair[0](), pair[1]())
for pair in ((A, B), (OK, A), (No, OnlyR), (No, No), (A, OnlyR)):
    for f in iops:
        print(f.__name__, pair[0].__name__, pair[1].__name__)
        t(f, pair[0](), pair[1]())
for v in (1, 1.5, 'a', [1], (1,), None, {1}, {1: 2}):
    for n, f in ops.items():
        if n == 'mod' and isinstance(v, str): continue
        print(n, type(v).__name__)
        t(f, v, OnlyR()); t(f, v, No()); t(f, No(), v)
t(pow, A(), 2, 3); t(pow, 2, A(), 3); t(pow, 2, 3, A()); t(pow, OK(), 2, 3); t(pow, No(), 2, 3)
class U:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __bool__(self): return False
    def __len__(self): return 9
u = U(); print(-u, +u, ~u, abs(u), int(u), float(u), [0, 1, 2, 3, 4][u], complex(u), round(u), round(u, 2), bool(u), len(u), hex(u), 'abc' * u, range(u))
for f in (lambda: -No(), lambda: +No(), lambda: ~No(), lambda: abs(No()), lambda: int(No()), lambda: float(No()), lambda: [1][No()], lambda: complex(No()), lambda: round(No()), lambda: len(No()), lambda: iter(No()), lambda: next(No()), lambda: No()[1], lambda: No()(), lambda: 1 in No(), lambda: hash(No()) == 1, lambda: No() < No(), lambda: No() >= 1, lambda: No() == No(), lambda: No() != No(), lambda: reversed(No())): t(f)
class Bad:
    def __bool__(self): return 1
    def __len__(self): return -1
    def __index__(self): return 'a'
    def __int__(self): return 'a'
    def __float__(self): return 1
    def __hash__(self): return 'a'
    def __str__(self): return 1
    def __repr__(self): return 1
    def __iter__(self): return 1
    def __contains__(self, x): return 'yes'
    def __complex__(self): return 1
    def __format__(self, s): return 1
    def __bytes__(self): return 1
    def __dir__(self): return 1
b = Bad()
for f in (lambda: bool(b), lambda: len(b), lambda: [1][b], lambda: int(b), lambda: float(b), lambda: hash(b), lambda: str(b), lambda: repr(b), lambda: iter(b), lambda: 1 in b, lambda: complex(b), lambda: format(b), lambda: bytes(b), lambda: dir(b)): t(f)
class Bad2:
    def __len__(self): return 'a'
    def __hash__(self): return -1
t(lambda: len(Bad2())); t(lambda: bool(Bad2())); print(hash(Bad2()))
class Big:
    def __len__(self): return 2**70
    def __hash__(self): return 2**70
t(lambda: len(Big())); t(lambda: bool(Big())); print(hash(Big()) == hash(2**70))
# rich comparison
class R:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt', self.v, getattr(o, 'v', o)); return NotImplemented
    def __gt__(self, o): print('gt', self.v, getattr(o, 'v', o)); return NotImplemented
    def __eq__(self, o): print('eq', self.v, getattr(o, 'v', o)); return NotImplemented
class R2(R):
    def __gt__(self, o): print('gt2'); return 'gt2'
t(lambda: R(1) < R(2)); t(lambda: R(1) < R2(2)); t(lambda: R(1) == R(1)); t(lambda: R(1) != R(1)); t(lambda: R(1) <= 5); t(lambda: 5 > R(1)); t(lambda: R(1) == R2(2))
t(lambda: hash(R(1)))
print(R.__hash__)
class E1:
    def __eq__(self, o): return True
    __hash__ = object.__hash__
print(isinstance(hash(E1()), int), E1() == 5, E1() != 5)
class E2(E1):
    pass
class E3(E2):
    def __eq__(self, o): return False
t(lambda: hash(E3())); t(lambda: {E3(): 1})
class NeOnly:
    def __ne__(self, o): return 'ne'
print(NeOnly() != 1, NeOnly() == 1)
class LT:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return 'LT%d' % self.v
print(sorted([LT(3), LT(1), LT(2)]), max([LT(3), LT(1)]), min(LT(5), LT(4)))
# containers
class Seq:
    def __getitem__(self, i):
        if isinstance(i, int) and i >= 3: raise IndexError
        return i
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
s = Seq(); print(list(s), 2 in s, 5 in s, s[1:2], s[1:2, ...], s['a'], list(reversed(range(3)))); s[1] = 2; del s[3]; s[:] = 1
t(lambda: len(s)); t(lambda: list(reversed(s)))
class NoIter: 
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __reversed__ = None
    def __getitem__(self, i): return 1
for f in (lambda: iter(NoIter()), lambda: 1 in NoIter(), lambda: hash(NoIter()), lambda: reversed(NoIter())): t(f)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), [*It()], 2 in It(), dict.fromkeys(It()), sum(It()))
class Ctx:
    def __enter__(self): print('enter'); return self
    def __exit__(self, *a): print('exit', a[0]); return True
with Ctx() as c: raise ValueError
t(lambda: exec('with 5: pass')) if 0 else None
class Call:
    def __call__(self, *a, **k): return (a, k)
print(Call()(1, b=2), callable(Call()), callable(No()))
c = Call(); c.__call__ = lambda: 'inst'
print(c())
class HasFmt:
    def __format__(self, spec): return 'F[' + spec + ']'
print(f'{HasFmt():abc}', format(HasFmt(), ''), '{:x}'.format(HasFmt()))
t(lambda: format(No(), 'x')); t(lambda: format(object(), '') == str(object()) or 1)
