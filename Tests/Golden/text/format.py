import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

vals = [0, 1, -1, 42, 255, 10**20, -10**30, True, 3.14, -2.5, 0.0, -0.0, 1e100, float('inf'), float('nan'), 1+2j, 'abc', 'é', '日本', '', 'x'*12, None, [1], b'by', S('sub'), 1234567.891, 123456789]
specs = ['', 's', 'd', 'x', 'X', 'o', 'b', 'c', 'n', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'q', 'é', '5', '10', '<10', '>10', '^10', '=10', '*<10', '*>10', '*^11', 'é^9', '日<5', '+', '-', ' ', '+d', ' d', '+.2f', '05', '010', '+010', '010d', '#x', '#o', '#b', '#010x', ',', '_', ',d', '_d', '_x', ',x', ',.2f', '_.2f', ',s', '.2', '.0', '.', '.2f', '.10g', '5.2', '10.3s', '.3s', '.0s', '<', '>', '^', '=', 'z', 'zf', 'z.1f', '#', '#s', '+s', ' s', '=s', '=5s', '<<5', '>>5', '{<5', ',_', '_,', ',,', '5d5', 'xx', '99999999999999999999', '.99999999999999999999', '\u0665', '<\u0665', '0<5', '00', '-5', '+5s', '-5s', '1_000', '10,', '10_', '\x01', '5\x01', '#,x', '#_x', '_b', '_o', ',e', ',g', ',%', '.3e', '.3E', '#.3g', '#g', '0=10', '0>10', '0<10', '^010', '<010']
for v in vals:
    for sp in specs:
        try: print(ascii(v), ascii(sp), show(format(v, sp)))
        except BaseException as e: print(ascii(v), ascii(sp), type(e).__name__, ascii(str(e)))
def ev(e):
    try: print(ascii(e), show(eval(e)))
    except BaseException as x: print(ascii(e), type(x).__name__, ascii(str(x)))
class A:
    def __repr__(self): return 'A'
    x = 5; y = [1,2,{'k':'v'}]
    def __getitem__(self, k): return ('item', k)
a = A()
for f in ["{}", "{0}", "{1}", "{0} {1}", "{} {}", "{0} {}", "{} {0}", "{a}", "{0.x}", "{0.y[1]}", "{0.y[2][k]}", "{0[foo]}", "{0[5]}", "{0[-1]}", "{0[]}", "{0.}", "{0.x.}", "{0[a}", "{0]", "{0", "{", "}", "}}", "{{", "{{}}", "{{{}}}", "{}}", "{0!r}", "{0!s}", "{0!a}", "{0!x}", "{0!}", "{0!r:>10}", "{0!rx}", "{0:}", "{0:>{1}}", "{:>{}}", "{:{}{}}", "{0:{1:{2}}}", "{0:{a}}", "{0!r:{1}}", "{:{", "{:}}", "{a.x}", "{a[0]}", "{0[a]b}", "{0x}", "{ 0}", "{0 }", "{00}", "{99999999999999999999}", "{0[99999999999999999999]}", "日{}本", "{é}", "{:é>5}", "x{0}y{0}z", "{!r}", "{:d}", "{0.__class__}", "{0:{0}}", "{\u0660}", "{0[\u0661]}", "{:{}}", "a{b", "a}b", "{a!r:^10}|", "{0!é}", "{a{b}}", "{0:{{}}}", "{:>5}{:<5}|"]:
    for args, kw in [((), {}), ((1,), {}), ((1,2), {}), (('s',), {'a': 'kw'}), ((a,), {}), ((a,10), {'a': a}), (('x', '>', 7), {'é': 9}), (([1,2],), {}), (('é','日'), {'a':5})]:
        try: print(ascii(f), len(args), show(f.format(*args, **kw)))
        except BaseException as e: print(ascii(f), len(args), type(e).__name__, ascii(str(e)))
    for m in [{}, {'a': 1}, {'a': a, '0': 2}, a, 5, [1,2]]:
        try: print(ascii(f), 'map', show(f.format_map(m)))
        except BaseException as e: print(ascii(f), 'map', type(e).__name__, ascii(str(e)))
import _string
for f in ["a{0}b{x!r:>5}c{{d}}", "", "{", "x}", "{a:{b}}", "{}", "é{é}"]:
    try: print(list(_string.formatter_parser(f)))
    except BaseException as e: print(type(e).__name__, e)
for f in ["a.b[c][0].d", "0.x", "", "a[", "a]b", "12", "[x]", ".x", "a..b", "a[]"]:
    try:
        x, it = _string.formatter_field_name_split(f); print(repr(x), list(it))
    except BaseException as e: print(type(e).__name__, e)
for b in [5, None, b'x']:
    for fn in (_string.formatter_parser, _string.formatter_field_name_split):
        try: fn(b)
        except BaseException as e: print(type(e).__name__, e)
for e in ["'abc'.__format__(5)", "'abc'.__format__()", "format('a', 5)", "f'{1!r:>5}'", "f'{\"x\":>{5}}'", "f'{3.14159:.2f}|{10:#x}|{\"é\":日^5}'", "'{0}{0}'.format('é')", "'{:>10}'.format(S('q'))", "'{:c}'.format(233)", "'{:c}'.format(-1)", "format(S('abc'), '')", "type(format(S('abc'),''))", "type(format(S('abc'),'s'))", "'{!s}'.format(S('a')).__class__"]: ev(e)

write_digests()
