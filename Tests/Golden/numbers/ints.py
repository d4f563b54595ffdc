# Arithmetic of ints of all sizes.
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
seed = 12345
def rnd(bits):
    global seed
    r = 0
    n = 0
    while n < bits:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        r = (r << 32) | (seed >> 32)
        n += 32
    return r & ((1 << bits) - 1)
sizes = [1, 3, 8, 16, 29, 30, 31, 32, 45, 59, 60, 61, 62, 63, 64, 65, 89, 90, 91, 120, 200, 500, 1000, 2100, 2200, 4300, 9000]
def val():
    k = rnd(8)
    b = sizes[rnd(16) % len(sizes)]
    if k < 20:
        v = (1 << b) - rnd(2)
    elif k < 30:
        v = ((1 << b) - 1) << (rnd(8))
    else:
        v = rnd(b)
    if rnd(1): v = -v
    return v
def show(x):
    if isinstance(x, int) and abs(x) > 10**60:
        return hex(x % 1000000007) + ':' + str(x.bit_length()) + ('-' if x < 0 else '+') + str(hash(x))
    return repr(x)
def t(f, *a):
    try:
        r = f(*a)
        if isinstance(r, tuple): r = '(' + ','.join(show(y) for y in r) + ')'
        else: r = show(r)
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
ops = [lambda a,b:a+b, lambda a,b:a-b, lambda a,b:a*b, lambda a,b:a//b, lambda a,b:a%b, divmod, lambda a,b:a/b, lambda a,b:a&b, lambda a,b:a|b, lambda a,b:a^b,
  lambda a,b:a<b, lambda a,b:a==b, lambda a,b:a>=b, lambda a,b: a<<(b&255), lambda a,b:a>>(b&255), lambda a,b: a<<b if abs(b)<3000 else 0, lambda a,b:a>>b,
  lambda a,b: a**(b&7), lambda a,b: pow(a, b&0xffff, (b>>3)|1), lambda a,b: pow(a,b,1000003), lambda a,b: pow(a,-3,b), lambda a,b: float(a)+0*b, lambda a,b: a*1.5, lambda a,b: a<float(b&0xffffffffffffffffffff), lambda a,b: a==float(a&0xffffffffffff)]
for i in range(300):
    if i % 50 == 0: fold(i)
    a = val(); b = val()
    if rnd(4) == 0: b = a + rnd(2) - 1
    for k, f in enumerate(ops):
        if k in (18, 19, 20) and (i % 10 or a.bit_length() > 2200 or b.bit_length() > 2200): continue
        out(i, k, t(f, a, b))
    out(t(lambda: -a), t(lambda: ~a), t(lambda: abs(a)), hash(a), a.bit_length(), a.bit_count(), bool(a))

fold('end')
