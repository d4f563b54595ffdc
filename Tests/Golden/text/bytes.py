import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

class B(bytes): pass
class BA(bytearray): pass
class HasB:
    def __bytes__(self): return b'hasb'
    def __repr__(self): return 'HasB'
Bs = [b'', b'a', b'ab', b'aXbXc', b'hello world', b'  sp  ace ', b'\xff\x00\x80', b'A', b'ABC abc', b'a\nb\r\nc\rd', b'\t\ta\tb', b'+12', b'-5', b'ab'*20, b"it's", b'q"q', b"both'\"", b'Title Case', b'123']
names0 = ['capitalize','lower','upper','title','swapcase','strip','lstrip','rstrip','split','rsplit','splitlines','isalnum','isalpha','isascii','isdigit','islower','isspace','istitle','isupper','expandtabs','hex','decode','__repr__','__len__','__str__']
for s in Bs:
    for T in (bytes, bytearray, B):
        for n in names0: call(T(s), n)
subs = [b'', b'a', b'b', b'ab', b'X', b' ', b'lo w', bytearray(b'a'), B(b'a'), 97, 0, 256, -1, None, 'a', 1.5, (b'a',b'b'), (), (b'a', 1), [97], Idx()]
for s in Bs:
    for T in (bytes, bytearray):
        for sub in subs:
            for n in ['find','rfind','index','rindex','count','startswith','endswith','split','rsplit','partition','rpartition','strip','lstrip','rstrip','removeprefix','removesuffix','join','__contains__','__add__','__eq__','__lt__','__ge__','__ne__','center','zfill','splitlines','expandtabs','__mul__','__getitem__','decode','hex','translate','ljust','rjust','__rmul__']:
                if n == 'decode' and isinstance(sub, str): continue
                call(T(s), n, sub)
rng=[None,0,1,2,-1,-3,100,-100,'x',Idx(),10**30]
for T in (bytes,bytearray):
    for s in [b'abcabc', b'']:
        for sub in [b'a', b'', b'ca', 97]:
            for n in ['find','rfind','index','rindex','count','startswith','endswith']:
                for a in rng:
                    call(T(s),n,sub,a)
                    for b in rng: call(T(s),n,sub,a,b)
        call(T(s),'find'); call(T(s),'find',1,2,3,4); call(T(s),'startswith')
    for s in [b'a,b,,c', b' a  b c ', b'', b'a b c d e f g h i j k l m n o p']:
        for sep in [None,b',',b' ',b'',b'ab',1,'x']:
            for m in [-1,0,1,2,Idx(),'x',None]:
                call(T(s),'split',sep,m); call(T(s),'rsplit',sep=sep,maxsplit=m)
    for s in [b'aaa',b'abab',b'',b'x'*5]:
        for o in [b'a',b'',b'ab',b'xx',1,'a']:
            for nw in [b'',b'b',b'bb',None]:
                call(T(s),'replace',o,nw)
                for c in [0,1,2,-1,'x']: call(T(s),'replace',o,nw,c)
    for w in [-1,0,3,6,'x',None,Idx()]:
        for n in ['center','ljust','rjust']:
            call(T(b'ab'),n,w)
            for f in [b'*',bytearray(b'*'),b'',b'ab','x',1]: call(T(b'ab'),n,w,f)
        call(T(b'-ab'),'zfill',w)
    tab = bytes(range(256)); tab2 = bytes(255-i for i in range(256))
    for t in [None, tab, tab2, b'x', 5, 'x', bytearray(tab2)]:
        call(T(b'hello'),'translate',t); call(T(b'hello'),'translate',t,b'l'); call(T(b'hello'),'translate',t,delete=b'lo'); call(T(b''),'translate',t,delete=b'')
    call(T(b''),'translate'); call(T(b''),'translate',None,None)
    for a in [(b'ab',b'xy'),(b'ab',b'x'),(1,2),('a','b'),()]: call(T(b''),'maketrans',*a)
    for seq in [[],[b'a'],[b'a',b'b'],[bytearray(b'a'),b'b'],(b'x',),['a'],[b'a',1],5,None,'ab',b'ab',iter([b'q',b'r']),{b'k':1}]: call(T(b','),'join',seq); call(T(b''),'join',seq)
    for h in ['','0a','0A ff','0 a','zz','0','é0','0a\n0b','  ab  ','a b', 5, b'ab', '0\xa00']: call(T,'fromhex',h)
    for a in [(),(':',),(':',2),(':',-2),(':',3),(b':',),('::',),('',),(1,),(None,),('é',),(':',0),('\u1234',),(':','x')]: call(T(b'abcdefg'),'hex',*a)
    call(T(b'abcd'),'hex',sep='-',bytes_per_sep=2); call(T(b''),'hex','-')
    for i in [0,1,-1,5,-6,6,Idx(),'x',None,1.5,True,slice(1,3),slice(None,None,-1),slice(None),slice(5,1),slice(0,100,2),slice('a'),slice(1,2,0)]: call(T(b'abcde'),'__getitem__',i)
    for a in [(),(5,),(-1,),(0,),(b'ab',),('ab',),('ab','ascii'),('é','ascii'),('é','ascii','replace'),('é','utf8'),([1,2,3],),([1,256],),([1,-1],),(['a'],),((1,2),),(range(5),),(iter([1,2]),),(HasB(),),(None,),(1.5,),(10**30,),({1:2},),(Idx(),),(b'a','ascii'),('a',5),(1,2,3,4),(bytearray(b'q'),),([Idx()],),('a','ascii',None), (5,'ascii')]:
        try: print(T.__name__, '(iter)' if a and hasattr(a[0],'__next__') else a, show(T(*a)))
        except BaseException as e: print(T.__name__, '(iter)' if a and hasattr(a[0],'__next__') else a, type(e).__name__, e)
    for k in [dict(source=b'x'),dict(encoding='ascii'),dict(errors='strict'),dict(source='x',errors='strict'),dict(foo=1),dict(source='x',encoding='ascii')]:
        try: print(T.__name__, k, show(T(**k)))
        except BaseException as e: print(T.__name__, k, type(e).__name__, e)
    for o in [b'a',bytearray(b'a'),'a',1,b'',None,B(b'b')]:
        for p in [b'a',bytearray(b'b'),'a',97,B(b'a')]:
            for n in ['__lt__','__le__','__eq__','__ne__','__gt__','__ge__','__add__']:
                if isinstance(o,(bytes,bytearray)): call(o,n,p)
def ev(e):
    try: print(e, show(eval(e)))
    except BaseException as x: print(e, type(x).__name__, x)
for e in ["b'a'+'a'","b'a'+bytearray(b'b')","bytearray(b'a')+b'b'","b'a'+1","1+b'a'","b'a'*2","b'a'*-1","b''*5","b'ab'*1","b'a'*'x'","b'a' in b'abc'","97 in b'abc'","'a' in b'abc'","256 in b'a'","None in b'a'","b'a'<'a'","b'a'=='a'","hash(b'abc')","hash(b'')","hash(bytearray(b'a'))","b'abc'[0]","b'abc'[-1]","b'abc'[5]","b'abc'['x']","bytes(3) is bytes(3)","b'' is bytes()","list(b'ab')","list(reversed(b'ab'))","b'abc'[::2]","bytes([97]) is b'a'","b'a'.__bytes__()","type(B(b'a').__bytes__())","type(B(b'a')+b'')","type(B(b'a').upper())","type(BA(b'a')+b'')","type(BA(b'a').upper())","BA(b'a')","B(b'a')","repr(bytearray(b'\\'\"'))","repr(bytearray(b'\\''))","b'%s'%b'a'","b'%d'%5","sum(b'abc')","bytes.fromhex('ab').hex()","B.fromhex('ab')","type(B.fromhex('ab'))","BA.fromhex('ab')","b'abc'.decode('ascii')","b'\\xff'.decode()","b'\\xff'.decode('latin1')","bytes.__doc__[:30]","dir(b'')","dir(bytearray())", "b'ab'.removeprefix(b'a')", "min(b'cab')", "sorted(b'cab')", "bytes(b'x' for x in [1])", "int(b'12')", "float(b'1.5')", "b'abc'.index(b'z')", "bytearray(b'abc').index(b'z')", "str(b'abc')", "format(b'abc')", "format(b'abc','s')", "bytearray(b'abc').__alloc__()", "bytearray(5).__sizeof__()", "b'a'.__getnewargs__()"]:
    ev(e)

write_digests()
