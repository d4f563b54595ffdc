# The protocols: operators, items, attributes, comparison, classes, deep deallocation, reference counts.
# Every line of results is folded into one hash a round; with the argument "full" all results are printed.
import sys
full = sys.argv[1:] == ['full']
lines = []
def out(*items, end='\n'):
    text = ' '.join(map(str, items)) + end
    if full: print(text, end='')
    lines.append(text)
def fold(title):
    print('##', title, len(lines), hash(''.join(lines)))
    lines.clear()
def t(f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
def p(s):
    try: r = repr(eval(s))
    except BaseException as e: r = type(e).__name__ + ': ' + str(e)
    out(s, '->', r)
class Op:
    pass
names = ['add','sub','mul','matmul','truediv','floordiv','mod','divmod','pow','lshift','rshift','and','xor','or']
def mk(n):
    def f(self, o, *m): return (type(self).__name__, n, type(o).__name__) + m
    return f
class A:
    pass
class B(A): pass
class R: pass
for n in names:
    setattr(A, '__%s__' % n, mk(n)); setattr(A, '__r%s__' % n, mk('r' + n))
    setattr(B, '__r%s__' % n, mk('Br' + n))
    if n != 'divmod': setattr(A, '__i%s__' % n, mk('i' + n))
    setattr(R, '__r%s__' % n, lambda s, o, *m: NotImplemented)
import_ops = {'add': lambda a,b:a+b,'sub':lambda a,b:a-b,'mul':lambda a,b:a*b,'matmul':lambda a,b:a@b,'truediv':lambda a,b:a/b,'floordiv':lambda a,b:a//b,'mod':lambda a,b:a%b,'divmod':divmod,'pow':lambda a,b:a**b,'lshift':lambda a,b:a<<b,'rshift':lambda a,b:a>>b,'and':lambda a,b:a&b,'xor':lambda a,b:a^b,'or':lambda a,b:a|b}
def iops(a, b):
    def g(code):
        d = {'a': a, 'b': b}
        try: exec('a ' + code + '= b', d); return repr(d['a'])
        except BaseException as e: return type(e).__name__ + ': ' + str(e)
    return [g(c) for c in ('+','-','*','@','/','//','%','**','<<','>>','&','^','|')]
vals = [A(), B(), R(), Op(), 5, 2.5, 'x', [1], (1,), None, b'b', {1}, {1: 2}]
for a in vals:
    for b in vals:
        if type(a) in (set, dict, R, Op, type(None)) and type(b) in (set, dict): pass
        for n, f in import_ops.items():
            r = t(f, a, b)
            if ' at 0x' not in r: out(type(a).__name__, n, type(b).__name__, r)
        out([x for x in iops(a, b) if ' at 0x' not in x])
        if isinstance(a, list): a[:] = [1]
        if isinstance(a, set): a.clear(); a.add(1)
        if isinstance(a, dict): a.clear(); a[1] = 2
p("pow(A(), 2, 3)"); p("pow(2, A(), 3)"); p("pow(2, 3, A())"); p("pow('a', 'b', 'c')"); p("pow(2,'b')"); p("-Op()"); p("+None"); p("~[]"); p("abs('x')")
fold('operators')
class Ln:
    def __init__(s, v): s.v = v
    def __len__(s): return s.v
    def __getitem__(s, i):
        if i >= s.v: raise IndexError
        return i * 10
    def __contains__(s, x): return x == 'in'
for v in (0, 3, -1, 'x', 2**70, 2.5, True): out(v, t(len, Ln(v)), t(bool, Ln(v)), t(lambda: list(Ln(v)) if isinstance(v, int) and 0 <= v < 10 else 0), t(lambda: 'in' in Ln(v)))
class Bl:
    def __init__(s, v): s.v = v
    def __bool__(s): return s.v
for v in (True, False, 1, 'x', None): out(t(bool, Bl(v)), t(lambda: not Bl(v)))
class It:
    def __iter__(s): return s.r
    def __init__(s, r): s.r = r
out(t(iter, It(5)), t(list, It(iter([1,2]))), t(iter, It(None)), t(lambda: 5 in It(iter([5]))), t(lambda: 5 in Op()), t(lambda: [].index(3)), t(lambda: (1,2).index(2)), t(lambda: 5 in 5), t(list, 5), t(tuple, 5), t(lambda: [*5]), t(lambda: (lambda *a: a)(*5)), t(lambda: (lambda **a: a)(**5)))
class Hint:
    def __init__(s, h): s.h = h
    def __iter__(s): return iter([1, 2, 3])
    def __length_hint__(s):
        if isinstance(s.h, type) and issubclass(s.h, BaseException): raise s.h
        return s.h
for h in (0, 3, 100, -1, 'x', NotImplemented, TypeError, ValueError, 2**70): out(h, t(list, Hint(h)), t(tuple, Hint(h)))
fold('lengths')
class GI:
    def __getitem__(s, k): return k
    def __setitem__(s, k, v): out('set', k, v)
    def __delitem__(s, k): out('del', k)
g = GI(); out(g[1], g[1:2], g[1,2], g[...], g['a', 1:2:3]); g[1] = 2; del g[1:2]
p("5[1]"); p("Op()[1]"); p("int['a']"); p("type[int]"); p("list[int]"); p("'abc'['a']"); p("[1]['a']"); p("(1,)[1.5]"); p("[1][2**70]"); p("'abc'[5]"); p("{}[1]"); p("{}[[]]"); p("None[0]")
for s in ("5[0]=1", "del 5 .x", "'a'[0]=1", "del 'a'[0]", "(1,)[0]=1", "del (1,)[0]", "[1]['a']=1", "del [1]['a']", "[1][5]=1", "Op()[1]=2", "del Op()[1]", "None[0]=1", "range(3)[0]=1", "5 .x=1", "None.x=1", "object().x=1", "del object().x", "int.x=1", "del int.x", "''.x=1", "(lambda:0).__code__=1", "Op.x=1", "del Op.x", "del Op.y", "o=Op(); o.a=1; out(o.a, o.__dict__); del o.a; out(o.__dict__); del o.a", "o=Op(); o.__dict__={'q':1}; out(o.q); o.__dict__=5", "o=Op(); del o.__dict__; out(o.__dict__)", "o=Op(); o.__class__=A; out(type(o))", "setattr(Op(), 5, 1)", "getattr(Op(), 5)", "delattr(Op(), 5)", "hasattr(Op(), 5)", "getattr(Op(), 'zz')", "out(getattr(Op(), 'zz', 'dflt'))", "Op().zz.yy", "Op.zz", "(1).zz=3", "sys.zzz", "import nonexistent_mod"):
    try: exec(s); out(s, 'ok')
    except BaseException as e: out(s, '->', type(e).__name__ + ':', e)
fold('statements')
class Sl:
    __slots__ = ('a', 'b')
s = Sl(); s.a = 1; out(s.a, t(lambda: s.b), t(setattr, s, 'c', 1), t(delattr, s, 'b')); del s.a; out(t(lambda: s.a))
class P:
    @property
    def x(self): return 1
    def __getattr__(self, n):
        if n == 'boom': raise ValueError('b')
        if n.startswith('q'): return n
        raise AttributeError(n)
out(P().x, P().qq, t(lambda: P().zz), t(lambda: P().boom), t(setattr, P(), 'x', 1), t(delattr, P(), 'x'), hasattr(P(), 'zz'), t(hasattr, P(), 'boom'))
fold('attributes')
class Cmp:
    def __eq__(s, o): return NotImplemented
    def __lt__(s, o): return 'LT'
    def __gt__(s, o): return 'GT'
class Sub(Cmp):
    def __gt__(s, o): return 'SUBGT'
out(Cmp() < 1, 1 < Cmp(), Cmp() < Sub(), Cmp() == Cmp(), t(lambda: Cmp() <= 1), t(hash, Cmp()), t(lambda: {Cmp(): 1}), Cmp() != 1)
for a in vals:
    for b in vals:
        out([t(f, a, b) for f in (lambda a,b:a<b, lambda a,b:a<=b, lambda a,b:a==b, lambda a,b:a!=b, lambda a,b:a>b, lambda a,b:a>=b)])
class Rp:
    def __init__(s, v): s.v = v
    def __repr__(s): return s.v
    def __str__(s): return s.v
    def __format__(s, f): return s.v
    def __hash__(s): return s.v
    def __bytes__(s): return s.v
    def __index__(s): return s.v
    def __dir__(s): return s.v
for v in (5, None, 'ok', b'x', [3, 1, 2], -1, 2**70, True): out(t(repr, Rp(v)), t(str, Rp(v)), t(format, Rp(v)), t(hash, Rp(v)), t(bytes, Rp(v)) if not isinstance(v, int) or v < 100 else 0, t(lambda: [1,2,3][Rp(v)]), t(dir, Rp(v)), t(lambda: '%s' % Rp(v)), t(lambda: f'{Rp(v)}'), t(ascii, Rp(v)))
l = [1]; l.append(l); out(l); d = {}; d['d'] = d; out(d); tt = ([],); tt[0].append(tt); out(tt)
out(ascii('aé€😀\n\ud800'), ascii(['é']), repr('é'))
class Meta(type):
    def __instancecheck__(c, i): return 'yes' if i == 5 else []
    def __subclasscheck__(c, s): return s is int
class M(metaclass=Meta): pass
out(isinstance(5, M), isinstance(6, M), issubclass(int, M), issubclass(str, M), isinstance(M(), M))
class Fake:
    __class__ = int
out(isinstance(Fake(), int), isinstance(Fake(), str), t(lambda: Fake() + 1))
class FB:
    def __init__(s, b): s.__bases__ = b
x = FB(()); y = FB((x,)); z = FB((y, FB(())))
out(issubclass(z, x), issubclass(x, z), t(issubclass, 5, x), t(issubclass, x, 5), t(isinstance, 5, x), t(issubclass, FB(5), x), t(isinstance, 1, (int, 'x')), t(isinstance, 1, ('x', int)))
tup = int
for i in range(100): tup = (tup,)
out(isinstance(5, tup))
for i in range(2000): tup = (tup,)
out(t(isinstance, 'a', tup)[:60])
fold('classes')
x = None
for i in range(150000): x = [x]
x = None
for i in range(150000): x = (x, i)
x = None
for i in range(50000): x = {1: x}
x = None
class N:
    pass
for i in range(50000):
    n = N(); n.x = x; x = n
x = n = None
class LL(list): pass
for i in range(50000): x = LL([x])
x = None
for i in range(50000): x = {frozenset([i])} if i % 1000 == 0 else [x, {i}]
x = None
out('trash ok')
o = Op(); out(sys.getrefcount(o)); l = [o, o]; out(sys.getrefcount(o)); t1 = (o,); out(sys.getrefcount(o)); del l; out(sys.getrefcount(o)); getattr(o, 'zzz', None); out(sys.getrefcount(o))
try: o.zzz
except AttributeError as e: out(e.name, e.obj is o, sys.getrefcount(o))
out(sys.getrefcount(o)); isinstance(o, (int, str)); out(sys.getrefcount(o)); o == 5; o is None; out(sys.getrefcount(o)); repr(o); str(o); hash(o); out(sys.getrefcount(o)); o.x = o; out(sys.getrefcount(o)); del o.x; out(sys.getrefcount(o))
big = 10**50; out(sys.getrefcount(big)); c = big + 0; out(sys.getrefcount(big)); f = 1.5 * 3; out(sys.getrefcount(f)); h = f + 0; out(sys.getrefcount(f)); str(big); '%d' % big; f'{big:,}'; format(f, '.2f'); out(sys.getrefcount(big), sys.getrefcount(f)); range(big); list(range(big, big + 3)); out(sys.getrefcount(big)); divmod(big, 7); big // big; big % 3; pow(big, 2, 7); big << 3; -big; abs(big); big == f; big < f; hash(big); out(sys.getrefcount(big)); math = __import__('math'); math.gcd(big, 5); math.isqrt(big); math.comb(big, 2); math.log(big); out(sys.getrefcount(big)); big.to_bytes(40, 'big'); int.from_bytes(b'a' * 30, 'big'); big.as_integer_ratio(); round(big, -3); complex(big); float(big); int(big); big.bit_length(); out(sys.getrefcount(big))
out(dir()[:4], t(dir, Op())[:40], t(vars, 5), t(vars), 0)

fold('end')
