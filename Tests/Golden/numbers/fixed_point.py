# Fixed-point texts and rounding of floats.
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
seed = 4242
def rnd(bits):
    global seed
    r = 0; n = 0
    while n < bits:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        r = (r << 32) | (seed >> 32); n += 32
    return r & ((1 << bits) - 1)
import math
for i in range(2000):
    if i % 200 == 0: fold(i)
    k = rnd(3)
    if k == 0: x = rnd(20) / 8
    elif k == 1: x = rnd(30) / 1000
    elif k == 2: x = math.ldexp(rnd(53), rnd(8) - 160)
    elif k == 3: x = rnd(12) + 0.5
    elif k == 4: x = math.ldexp(rnd(53), rnd(5) - 10)
    elif k == 5: x = rnd(40) / 128
    elif k == 6: x = math.ldexp(1, rnd(7) - 90)
    else: x = float(rnd(60))
    if rnd(1): x = -x
    out(x, *['%.*f' % (p, x) for p in (0, 1, 2, 3, 6, 10, 15, 20, 22, 23, 30)], *[round(x, p) for p in (0, 1, 2, 3, 5, 8, 14, 16, 20, 22, 25, -1, -2)], '%#.0f' % x, format(x, 'z.1f'))
for n in list(range(-1100, 1100, 7)) + [9, 10, 99, 100, 999999999, 1000000000, 1073741823, 1073741824, -999999999, -1000000000, -1073741823]: out(n, str(n), repr(n))
fold('end')
