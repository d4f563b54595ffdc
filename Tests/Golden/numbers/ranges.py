# Ranges and their iterators.
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
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
class Ix:
    def __init__(s, v): s.v = v
    def __index__(s): return s.v
rs = [range(0), range(1), range(5), range(2, 10), range(2, 10, 3), range(10, 2), range(10, 2, -3), range(0, -10, -1), range(-5, 5), range(2**70), range(2**70, 2**70+5), range(-2**70, 2**70, 2**69), range(2**63-3, 2**63+3), range(0, 2**63-1), range(0, 2**64, 2**62), range(2**63-1, 2**63-10, -2), range(-2**63, -2**63+10, 3), range(True), range(Ix(3), Ix(9)), range(1, 2), range(1, 3, 2), range(5, 0, -10)]
for r in rs:
    out(r, t(len, r), bool(r), r.start, r.stop, r.step, t(hash, r) if r[1:2] else 0, r == range(5), t(reversed, r) [:20], r != rs[2])
    out([x for _, x in zip(range(12), r)], [x for _, x in zip(range(12), reversed(r))])
    for i in (0, 1, -1, 3, -3, 100, -100, 2**65, -2**65, Ix(1), 1.5, 'a', None, True): out(t(r.__getitem__, i), end=' ')
    out()
    for s in (slice(None), slice(1, 3), slice(None, None, -1), slice(-3, None), slice(0, 100, 2), slice(None, None, 0), slice(5, 1, -2), slice(2**70, None), slice(-2**70, 2**70), slice('a', None), slice(None, -1), slice(1, None, 2**65)): out(t(r.__getitem__, s), end=' ')
    out()
    for x in (0, 1, 3, -1, 9, 4.0, 'a', 2**70, 2**70+2, None, True, 2.5, 2**63-1, -2**63, Ix(3)):
        if r.stop - r.start > 10**9 and not isinstance(x, int): continue
        out(t(r.__contains__, x), t(r.count, x), t(r.index, x), end=' ')
    out()
    it = iter(r); out(type(it).__name__, t(it.__length_hint__), t(next, it), t(next, it), t(it.__length_hint__), t(it.__reduce__), t(it.__setstate__, 3), t(next, it), t(it.__setstate__, -5), t(next, it), t(it.__setstate__, 10**30), t(next, it, 'end'), t(it.__setstate__, 'x'))
    it = reversed(r); out(type(it).__name__, t(it.__length_hint__), t(it.__reduce__))
    out(t(r.__reduce__), t(lambda: r.foo), t(setattr, r, 'start', 3), t(lambda: r < r), t(lambda: r + r), t(lambda: r * 2), t(r.__iter__)[:15])
for a in ((), (1, 2, 3, 4), (1.5,), ('a',), (1, 'a'), (1, 2, 'a'), (1, 2, 0), (1, 2.5), (None,), (Ix('x'),), (1, 2, None)): out(t(range, *a))
out(t(range, 5, step=2), t(range, stop=5), t(lambda: type('R', (range,), {})), range.__name__, type(range(3)), range(3).__class__, {range(3): 1}[range(0, 3)], range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), hash(range(0)) == hash(range(5,5)))
fold('ranges')
for i in range(3):
    for j in range(i, 5, 2): out(i, j)
for i in range(10**20, 10**20+3): out(i)
out(sum(range(1000)), list(range(5, -5, -2)), max(range(10)), sorted(range(5), reverse=True), tuple(range(3)), set(range(3)))
a, b, c = range(3); out(a, b, c)
out(*range(5)); out(3 in range(10), 3.0 in range(10), '3' in range(10))
match range(3):
    case [a, b, c]: out('matched', a, b, c)

fold('end')
