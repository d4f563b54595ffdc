import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

vals = [0, 1, -1, 42, -7, 255, 10**20, -10**30, True, 3.14, -2.5, 0.0, -0.0, 1e100, 1e-7, float('inf'), float('nan'), 1+2j, 'abc', 'é', '日本', '', 'x'*20, None, [1,'a'], (1,), (1,2), b'by', S('sub'), {'a':1}, Idx()]
def ev2(f, v):
    try: r = f % v; print(ascii(f), ascii(v) if not isinstance(v, Idx) else 'Idx', show(r))
    except BaseException as e: print(ascii(f), ascii(v) if not isinstance(v, Idx) else 'Idx', type(e).__name__, e)
fl = ['', '-', '+', ' ', '#', '0', '#0', ' 0']
wd = ['', '5', '10']
pr = ['', '.', '.0', '.2', '.10']
for v in vals:
    for c in 'sradoxXeEfgGc':
        for f in fl:
            for w in wd:
                for p in pr:
                    ev2('%' + f + w + p + c, v)
for f in ['%', '%%', 'a%', '%y', '%é', '%(a)s', '%(a', '%(a)', '%()s', '%((a))s', '%5', '%5.', '%.', '%-', '%l', '%hd', '%ld', '%Ld', '%lld', '%*d', '%.*f', '%*.*f', '%s %s', '%s%%', 'plain', '', '%99999999999999999999d', '%.99999999999d', '%(a)s %(b)s', '%(a)d %s', '日%s', '%c%c', '%\x00', '%s\u1234', '%0*d', '%-*d|', '%#x', '%i', '%u', '%b', '%q', '%(é)s']:
    for v in [1, 'a', (1,), (1,2), (1,2,3), (5,1), (5,2,3.14159), (-5,1), (), {'a':1}, {'a':1,'b':2}, {'':3}, {'(a)':4}, {'é': 5}, [1], ('a',1), (1,'a'), (3.0, 2)]:
        ev2(f, v)
class R:
    def __repr__(self): return 'RÉ'
    def __str__(self): return 'S日'
    def __format__(self, s): return 'F<'+s+'>'
class Bad:
    def __str__(self): return 5
    def __repr__(self): raise ValueError('no')
    def __format__(self, s): return 7
    def __float__(self): return 'x'
    def __int__(self): return 3
class Fl:
    def __repr__(self): return 'Fl'
    def __float__(self): return 2.5
    def __index__(self): return 65
for v in [R(), Bad(), Fl()]:
    for f in ['%s','%r','%a','%d','%x','%f','%c','%10s|','%-10s|','%.1s']:
        try: print(f, ascii(f % v))
        except Exception as e: print(f, type(e).__name__, e)
class M:
    def __getitem__(self, k): return k*2
print('%(abc)s %(x)s' % M())
try: print('%(abc)s %s' % M())
except Exception as e: print(type(e), e)

write_digests()
