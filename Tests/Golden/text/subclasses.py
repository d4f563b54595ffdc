import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

class T(str):
    def __str__(self): return 'STR'
    def __repr__(self): return 'REPR'
    def __format__(self, s): return 'FMT<%s>' % s
    def __len__(self): return 99
    def __hash__(self): return 7
    def __eq__(self, o): return True
    def __add__(self, o): return 'ADD'
    def __radd__(self, o): return 'RADD'
    def __mod__(self, o): return 'MOD'
    def __rmod__(self, o): return 'RMOD'
    def __iter__(self): return iter('ZZ')
    def __getitem__(self, i): return 'GI'
    def __contains__(self, x): return True
    def upper(self): return 'up!'
t = T('abc')
def ev(e):
    try: print(e, show(eval(e)))
    except BaseException as x: print(e, type(x).__name__, x)
for e in ["t","str(t)","repr(t)","'%s'%t","'%r'%t","'{}'.format(t)","f'{t}'","f'{t!s}'","f'{t!r:>8}'","len(t)","hash(t)","t=='zz'","'zz'==t","t+'x'","'x'+t","t%1","'%s%s'%(t,t)","'%d'%t","'x%s'%t","list(t)","t[0]","'q' in t","t in 'abc'","t.upper()","str.upper(t)","''.join(t)","''.join([t])","','.join([t,t])","'abc'.replace('b',t)","t.replace('b','x')","{t:1}","{'abc':2}.get(t)","t.split()","type(t.strip())","t.encode()","str.__len__(t)","str.__add__(t,'d')","'abc'<t","t<'abd'","sorted([t,'a'])","t*2","type(t*1)","t.find('c')","'abcabc'.find(t)","'abcabc'.count(t)","'xabc'.endswith(t)","'abc'.startswith((t,))","'xabcx'.split(t)","'xabcx'.partition(t)","'abcx'.removeprefix(t)","'aXbXc'.strip(t)","int(T('12'))","float(T('1.5'))","ord(T('a'))","chr(97)+T('b')","eval(T('1+1'))","getattr(5, T('real'))","'{0[abc]}'.format({'abc':1})","'%(abc)s'%{'abc':5}","t.__class__","t.isidentifier()","t.casefold()","t.translate({97:'z'})","t.format()","t.format_map({})","t.center(7,'*')","t.zfill(6)","t.expandtabs()","t.splitlines()","t.maketrans('a','b')","t.__getnewargs__()","str.__str__(t)","str.__format__(t,'>5')","str.__format__(t,'')","format(t,'')","bytes(T('ab'),'ascii')","T.join(',', 'ab')","T('a','b')","T(b'a','ascii')","T()", "T(object=5)", "t.__sizeof__()", "isinstance(t.lower(), T)", "type(t.lower())", "(t is t.lower())"]: ev(e)
class U(str):
    def __new__(cls, x, y): s = super().__new__(cls, x); s.y = y; return s
u = U('hi', 5); print(u, u.y, u.__dict__, type(u), u.upper(), len(u), sys.getsizeof(u))
class V(str): __slots__=()
v = V('日本'); print(v, sys.getsizeof(v), len(v), v[0], v.encode())
try: v.x = 1
except AttributeError as e: print(e)
try: 'abc'.x = 1
except AttributeError as e: print(e)
try: 'abc'[0] = 'x'
except TypeError as e: print(e)
try: del 'abc'[0]
except TypeError as e: print(e)
try: b'abc'[0] = 1
except TypeError as e: print(e)
class BB(bytes):
    def __bytes__(self): return b'BYTES'
    def __repr__(self): return 'BBR'
x = BB(b'q'); 
for e in ["bytes(x)","x","x+b'a'","b'a'+x","b'%s'%x","b'%b'%x","b''.join([x])","x.upper()","type(x[:])","x==b'q'","hash(x)==hash(b'q')","x.decode()","str(x)","bytearray(x)","b'aqb'.split(x)", "BB(5)", "BB([1,2])"]: ev(e)
class E:
    def __init__(s, f): s.f = f
    def __str__(s): return s.f()
    __repr__ = __format__ = lambda s, *a: s.f()
for f in [lambda: 5, lambda: None, lambda: 'ok', lambda: S('sub'), lambda: 1/0]:
    o = E(f)
    for e in ["str(o)","repr(o)","'%s'%o","'%r'%o","f'{o}'","f'{o:x}'","'{}'.format(o)","format(o)","ascii(o)","'{!r}'.format(o)","'%a'%o","str([o])"]:
        try: print(e, show(eval(e)))
        except BaseException as x: print(e, type(x).__name__, x)
s = 'ab' * 50000 + 'c'
import time
print(('a'*3000).find('a'*1500+'b'), ('ab'*100000).find('ab'*50000+'c'), (('é'*3000)).find('é'*1500+'b'), ('a'*100000).count('a'*500+'b'))
print(len('a'*10**6), len('é'*10**6), ('x'*10**6).replace('x','yy')[:3], len(('x,'*10**5).split(',')))
print('%s' % ('a'*200), '{:>210}'.format('é'*200)[:15], ('ab'*300).upper()[:5])
for a in ['', 'a', 'é', '日', '\U0001f600']:
    for b in ['', 'a', 'é', '日', '\U0001f600']:
        r = a + b; s = a; s += b
        print(ascii(r), ascii(s), r == s, sys.getsizeof(r), sys.getsizeof(s), hash(r) == hash(s), r < b, a < b, a.find(b), a.count(b), a.replace(b, 'q'), a.startswith(b), ascii(a.join([b, b])), a.split(b) if b else '', a.partition(b) if b else '')
def g():
    s = 'x'
    for ch in ['a', 'é', '日', '\U0001f600', 'b']:
        s += ch
    return s
for _ in range(5): r = g()
print(ascii(r), sys.getsizeof(r))
print('\N{LATIN SMALL LETTER E WITH ACUTE}', '\x41\u0042\U00000043', r'\n', 'a' 'b', '''x
y''', b'\x00\xff', rb'\x', f'{1+1}{"a"}{{}}')

write_digests()
