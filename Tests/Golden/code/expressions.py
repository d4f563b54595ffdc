x = [1, 2, 3], [1, a, 3], {1, 2, 3}, {1: 2, **a, 3: 4}, (1, (2, 3)), [*a, 1], {*a}, (*a,)
x = {'a': 1, 'b': c, 'd': 2}
a.b.c(d)(e, *f, g=1, **h)
a.b(c, d=e); a.b(*c); a(k=1, j=2); a(**b, c=1, **d)
a[1:2, ::3, ...]; a[b] = c; a[b] += c; a.b -= c; d **= 2; a[:] = []
f'{a}{b!r}{c:>{d}}{e!s:x}{{}}' f"tail {x=}"
'%s and %r: %-5s%%' % (a, b, c)
'%d' % (a,)
[x for x in a if b for c in d if e]
{x: y for x, y in a}; {x for x in a}; (x for x in (y for y in a))
[y for x in a for y in [f(x)]]
(z := 1) + (w := z)
a if b else c if d else e
a and (b or c) and d; not (a in b); not a is b; a in [1, 2]; a in {1, 2, c}; a not in {1, 2, 3}
-1, ~1, +1, not 1, -a, ~a, +a, not a
1 + 2 * 3 ** 4 // 5 % 6 - 7 / 8 @ a << 1 >> 2 & 3 | 4 ^ 5
2 ** 100, 2 ** 127, 2 ** 128, 'a' * 4096, 'a' * 4097, (1,) * 256, (1,) * 257, 1 << 127, 1 << 128
'abc'[1], b'abc'[1], (1, 2)[-1], 'abc'[5], 1.5 // 0, 0.1 + 0.2, 1e308 * 10, -0.0, 0.0, 1j ** 2, (-8) ** 0.5
a = b = c = d; a, b = b, a; a, b, c = c, b, a; (a, *b), c = d
x = (
    a
    .b
    .c(1,
       2)
)
print(*a, sep='')
f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
[a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a, b]
{'k1': a, 'k2': a, 'k3': a, 'k4': a, 'k5': a, 'k6': a, 'k7': a, 'k8': a, 'k9': a, 'k10': a, 'k11': a, 'k12': a, 'k13': a, 'k14': a, 'k15': a, 'k16': a, 'k17': a, 'k18': a}
