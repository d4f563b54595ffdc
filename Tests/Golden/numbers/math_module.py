# The integer functions, logarithms and sums of math.
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
import math
seed = 77
def rnd(bits):
    global seed
    r = 0
    n = 0
    while n < bits:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        r = (r << 32) | (seed >> 32)
        n += 32
    return r & ((1 << bits) - 1)
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        if isinstance(r, int) and r.bit_length() > 300: r = 'big' + str(hash(r)) + ':' + str(r.bit_length())
        r = repr(r)
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
for i in range(0, 300): out(i, t(math.factorial, i), t(math.isqrt, i))
for n in (1000, 1500, 3001): out(t(math.factorial, n))
for n in range(0, 140, 3):
    for k in range(0, n + 3): out(n, k, t(math.comb, n, k), t(math.perm, n, k))
for n in (1000, 5000, 2**40, 2**63-1, 2**64, 2**70, 10**30):
    for k in (0, 1, 2, 3, 5, 10, 17, 40, 100): out(n, k, t(math.comb, n, k), t(math.perm, n, k), t(math.comb, n, n-k))
out(t(math.comb, 2**70, 2**65), t(math.perm, 2**70, 2**65), t(math.comb, -1, 2), t(math.comb, 2, -1), t(math.perm, -1, 2), t(math.perm, 1, -2), t(math.perm, 5), t(math.perm, 5, None), t(math.comb, 5), t(math.comb, 5, 1.5), t(math.comb, 5.5, 1), t(math.perm, 1,2,3), t(math.factorial, -1), t(math.factorial, 1.0), t(math.factorial, 'x'), t(math.factorial, 2**70), t(math.factorial, -2**70), t(math.factorial, True))
for i in range(600):
    b = [3, 20, 60, 62, 63, 64, 65, 66, 100, 128, 200, 500, 1000][rnd(8) % 13]
    n = rnd(b)
    out(t(math.isqrt, n), t(math.isqrt, n*n), t(math.isqrt, n*n-1), t(math.isqrt, n*n+2*n))
    m = rnd([3, 20, 60, 62, 100, 500, 1000][rnd(8) % 7]); g = rnd(rnd(7)+1)
    out(t(math.gcd, n*g, m*g), t(math.gcd, n, -m, g), t(math.lcm, n, m), t(math.lcm, -n, m, g), t(math.log, n+1), t(math.log2, n+1), t(math.log10, n+1), t(math.log, n+2, m+2), t(math.log, n, 10), t(math.sqrt, n), t(math.log, -n))
out(t(math.log, 2**5000), t(math.log2, 2**5000), t(math.log10, 10**2000), t(math.log, 10**400, 10), t(math.log, 0), t(math.log, -1), t(math.log, 0.0), t(math.log), t(math.log, 1,2,3), t(math.log, 'x'), t(math.log, 10, 1), t(math.log, 2, 'x'), t(math.log10, 0), t(math.log2, -5), t(math.log1p, -1), t(math.log1p, -2))
out(t(math.isqrt, -1), t(math.isqrt, 1.5), t(math.isqrt, 2**64-1), t(math.isqrt, 2**64), t(math.isqrt, 2**62), t(math.isqrt, 2**63-1))
out(t(math.gcd), t(math.gcd, 5), t(math.gcd, -5), t(math.gcd, 5, 'x'), t(math.gcd, 1.5), t(math.lcm), t(math.lcm, -3), t(math.lcm, 0, 5), t(math.lcm, 3, 'x'), t(math.gcd, 1, 'x'), t(math.gcd, True, True), t(math.gcd, 2**100, 2**99))
class Ix:
    def __index__(self): return 12
class Fl:
    def __float__(self): return 2.5
class Ce:
    def __ceil__(self): return 'ceil'
    def __floor__(self): return 'floor'
    def __trunc__(self): return 'trunc'
class Bad:
    def __float__(self): return 'x'
for f in (math.ceil, math.floor, math.trunc, math.sin, math.sqrt, math.fabs, math.isnan, math.frexp, math.modf, math.ulp, math.degrees, math.isqrt, math.factorial, math.exp, math.fsum, math.prod, math.hypot, math.gamma):
    for a in (Ix(), Fl(), Ce(), Bad(), 'x', None, 5, True, 10**400, [1, 2.5], (), 1j, -3, 2.7, float('inf'), float('nan')):
        out(f.__name__, type(a).__name__, t(f, a))
for x in (1, 0.5, -0.5, 5e-324, 1e308, float('inf'), float('nan'), 0.0, -0.0):
    for e in (0, 1, -1, 52, 1023, 1024, -1074, -1075, 2000, -2000, 2**31, -2**31-1, 2**70, -2**70, 1.5, 'x', True): out(x, e, t(math.ldexp, x, e))
out(t(math.atan2, 1), t(math.atan2, 1, 2, 3), t(math.fmod, 5, 0), t(math.fmod, float('inf'), 1), t(math.fmod, 5, float('inf')), t(math.remainder, 5, 0), t(math.pow, 0, -1), t(math.pow, -8, 1/3), t(math.pow, 2, 1e5), t(math.pow, 10, 400), t(math.sqrt, -1), t(math.acos, 2), t(math.exp, 1000), t(math.exp, -1000), t(math.exp, float('-inf')), t(math.cosh, 1000), t(math.sinh, -1000), t(math.gamma, 0), t(math.gamma, -1), t(math.gamma, 172), t(math.gamma, 171), t(math.gamma, float('-inf')), t(math.lgamma, 0), t(math.lgamma, -3), t(math.lgamma, 1e306), t(math.lgamma, 1e308), t(math.atanh, 1), t(math.sin, float('inf')), t(math.expm1, 1e4), t(math.exp2, 2000), t(math.tan, math.pi/2))
for i in range(-60, 60): out(i/4, t(math.gamma, i/4+0.1), t(math.lgamma, i/4+0.1), t(math.gamma, i), t(math.lgamma, i), t(math.erf, i/10), t(math.erfc, i/10))
out(t(math.fsum, [1e308, 1e308]), t(math.fsum, [float('inf'), float('-inf')]), t(math.fsum, [float('inf'), 1]), t(math.fsum, [float('nan'), 1]), t(math.fsum, [0.1]*10), t(math.fsum, [1e16, 1, 1e-16]), t(math.fsum, []), t(math.fsum, 5), t(math.fsum, ['x']), t(math.fsum, [1, 10**400]), t(math.fsum, [1e308, -1e308, 1e308, 5]))
out(t(math.prod, []), t(math.prod, [1,2,3]), t(math.prod, [1,2.5]), t(math.prod, ['a', 2]), t(math.prod, [2], start='a'), t(math.prod, [2**40]*3), t(math.prod, [1.5, 2**70]), t(math.prod), t(math.prod, [1], 2), t(math.prod, [1], foo=2), t(math.prod, 5), t(math.prod, [2, 3], start=2.5), t(math.prod, [0.1]*5), t(math.prod, [3, 0.1, 0.1, 7]), t(math.prod, [True, 5]), t(math.prod, [10**20, 0.5]))
out(t(math.isclose, 1, 1+1e-10), t(math.isclose, 1, 1.1, rel_tol=0.2), t(math.isclose, 1, 2, abs_tol=1), t(math.isclose, 1, 2, rel_tol=-1), t(math.isclose, 1), t(math.isclose, 1, 2, 3), t(math.isclose, a=1, b=1), t(math.isclose, float('inf'), float('inf')), t(math.isclose, float('inf'), 1e308), t(math.isclose, 1, 'x'))
out(t(math.dist, [1,2], [3,4]), t(math.dist, [1], [1,2]), t(math.dist, 5, 6), t(math.dist, (1,), ('x',)), t(math.dist, [], []), t(math.dist, iter([1,2]), range(2)), t(math.dist, [float('inf')], [float('inf')]), t(math.dist, [float('inf'), float('nan')], [0, 0]), t(math.hypot), t(math.hypot, 5), t(math.hypot, -5), t(math.hypot, float('nan'), float('inf')), t(math.hypot, 1e-320, 1e-320), t(math.hypot, 1e308, 1e308), t(math.hypot, *range(40)), t(math.hypot, 3, 'x'), t(math.hypot, 5e-324, 5e-324, 5e-324))
for i in range(300):
    if i % 50 == 0: fold(i)
    v = [math.ldexp(rnd(53), rnd(7)-64) for _ in range(rnd(3)+1)]
    w = [math.ldexp(rnd(53), rnd(4)-60) for _ in v]
    out(t(math.hypot, *v), t(math.dist, v, w), t(math.fsum, v + w + [-x for x in v]), t(math.hypot, *[math.ldexp(x, -1070) for x in w]))
out(math.pi, math.e, math.tau, math.inf, math.nan, math.__name__, math.__doc__, sorted(n for n in dir(math) if n[0] != '_'))

fold('end')
