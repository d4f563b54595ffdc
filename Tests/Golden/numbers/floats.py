# Arithmetic, formats and functions of floats.
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
seed = 999
def rnd(bits):
    global seed
    r = 0
    n = 0
    while n < bits:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        r = (r << 32) | (seed >> 32)
        n += 32
    return r & ((1 << bits) - 1)
specials = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, 1.5, float('inf'), float('-inf'), float('nan'), 5e-324, -5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 0.1, 0.3, 1/3, 2**53+0.0, 2.0**1023, 3.141592653589793, 1e-5, 1e-4, 0.0001, 9.5, 10.0, 99.5, 1e100]
def val():
    k = rnd(4)
    if k == 0: return specials[rnd(10) % len(specials)]
    if k < 4: return (rnd(60) / (1 << rnd(6))) * (-1)**rnd(1)
    if k < 7: return math.ldexp(rnd(53), rnd(11) - 1100)  * (-1)**rnd(1)
    if k < 9: return round(rnd(40) / 1000.0, rnd(2)) * (-1)**rnd(1)
    if k < 11: return math.ldexp(1.0, rnd(11) - 1074 if rnd(1) else rnd(10)-512) * (1 + rnd(1)*2.0**-52)
    return math.ldexp(rnd(53) | 1 << 52, rnd(7) - 110)  * (-1)**rnd(1)
def t(f, *a):
    try:
        r = repr(f(*a))
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
ops = [lambda a,b:a+b, lambda a,b:a-b, lambda a,b:a*b, lambda a,b:a//b, lambda a,b:a%b, divmod, lambda a,b:a/b, lambda a,b:a**b, lambda a,b:a<b, lambda a,b:a==b, lambda a,b:a>=b, lambda a,b: a**2, lambda a, b: a**-3, lambda a,b: a**0.5, lambda a,b:int(a), lambda a,b: a==int(a), lambda a,b: a<int(b), lambda a,b: int(b)<=a, lambda a, b: round(a), lambda a,b: math.fmod(a,b), lambda a,b: math.remainder(a,b), lambda a,b: math.atan2(a,b), lambda a,b: math.hypot(a,b), lambda a,b: math.hypot(a,b,a+1,b*3), lambda a,b: math.pow(a,b), lambda a,b: math.copysign(a,b), lambda a,b: math.nextafter(a,b), lambda a,b: math.dist((a,b,1),(b,a,2)), lambda a,b: math.fsum([a,b,-a,1e-3,b,1e17,-b,a]), lambda a,b: math.isclose(a,b), lambda a,b: math.prod([a,b,3]), lambda a,b: math.log(a,b), lambda a,b: 3 - a, lambda a,b: 7 // a, lambda a,b: 2**70 * a, lambda a,b: a*True, lambda a,b: math.ldexp(a, int(b) if abs(b)<1e5 else 3)]
un = ['acos','acosh','asin','asinh','atan','atanh','cbrt','ceil','cos','cosh','degrees','erf','erfc','exp','exp2','expm1','fabs','floor','frexp','gamma','isfinite','isinf','isnan','lgamma','log','log10','log1p','log2','modf','radians','sin','sinh','sqrt','tan','tanh','trunc','ulp']
fmts = ['', '.3', '.0f', '.1f', '.2f', '.5f', 'f', 'e', '.0e', '.3e', 'g', '.0g', '.3g', '.17g', '.30g', '.50f', 'G', 'E', 'F', '%', '.1%', 'n', '#.0f', '#g', '#.3g', '#.0e', '10.3f', '<12.2e', '^+20g', '020.4f', '+', ' ', '-', '=+20', '*^25', ',.2f', '_.3f', '020,.2f', '0=20_', 'z.1f', 'z', '+z.0f', '>30', '.10', '.16', '.17', '.20', '#.5', '012', '.300f', ',', ',e', ',.3g', '\u20ac<15.1f']
for i in range(120):
    if i % 10 == 0: fold(i)
    a = val(); b = val()
    out(i, a, b, a.hex(), hash(a) if a == a else 0, a.is_integer(), t(a.as_integer_ratio))
    for k, f in enumerate(ops): out(i, k, t(f, a, b))
    for u in un: out(u, t(getattr(math, u), a))
    for f in fmts: out(f, t(format, a, f))
    for n in range(-20, 25, 3): out(n, t(round, a, n))
    for f in ('%f', '%.3f', '%e', '%g', '%.10g', '%10.2f', '%-12.1e|', '%+f', '% g', '%010.3f', '%#g', '%.0f', '%#.0f', '%r', '%s', '%d', '%5.1G', '%i'):
        out(f, t(lambda: f % a))
    out(t(lambda: float.fromhex(a.hex())), t(lambda: float(repr(a))), t(lambda: float('%.17g' % a)))

fold('end')
