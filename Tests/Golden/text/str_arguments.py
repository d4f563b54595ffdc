import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

rng = [None, 0, 1, 2, 5, -1, -3, 100, -100, 10**30, -10**30, Idx(), 'x', 1.5]
for s in ['abcabc', 'éaéaé', '日本日本', '\U0001f600a\U0001f600', '']:
    for sub in ['a','', 'é', '日本', '\U0001f600', 'ca']:
        for name in ['find','rfind','index','rindex','count','startswith','endswith']:
            for a in rng:
                call(s, name, sub, a)
                for b in rng:
                    call(s, name, sub, a, b)
    for name in ['find','rfind','index','rindex','count','startswith','endswith']:
        call(s, name); call(s, name, 'a', 1, 2, 3); call(s, name, sub='a')
for s in ['a,b,,c', ' a  b c ', 'aéb', '', 'xx', 'aaaa', 'a b c d e f g h i j k l m n o p']:
    for sep in [None, ',', ' ', 'é', 'aa', '']:
        for m in [-1, 0, 1, 2, 5, 100, Idx(), 'x', None, 10**30]:
            call(s,'split',sep,m); call(s,'rsplit',sep,m); call(s,'split',sep=sep,maxsplit=m); call(s,'rsplit',maxsplit=m)
    call(s,'split',1,2,3); call(s,'split',foo=1); call(s,'split',',',sep=',')
    for k in [True, False, 0, 1, 'x', None, 2.0]:
        call(s+'\nq','splitlines',k); call(s+'\r\nq\n','splitlines',keepends=k)
for s in ['aaa','abab','éaé','日aa','', 'x'*5, '\xff\u0100', '\u0100\xff\u0100','\U00010000\u0100a']:
    for o in ['a','','ab','é','日','\xff','\u0100','\U00010000','xx', 1, b'a']:
        for nw in ['', 'b','bb','é','日本','\U0001f600', 'ab', None]:
            call(s,'replace',o,nw)
            for c in [0,1,2,-1,100,'x',Idx()]:
                call(s,'replace',o,nw,c)
    call(s,'replace','a'); call(s,'replace','a','b',1,2); call(s,'replace','a','b',count=1)
for s in ['', 'ab', 'é', '日', '\U0001f600']:
    for w in [-1,0,1,2,3,4,5,8, Idx(), 'x', None, 2.5, 10**30]:
        for name in ['center','ljust','rjust']:
            call(s,name,w)
            for f in ['*','é','日','\U0001f600','', 'ab', 1, b'x']:
                call(s,name,w,f)
        call(s,'zfill',w); call('-'+s,'zfill',w); call('+'+s, 'zfill', w)
    call(s,'center'); call(s,'center',1,'x',2); call(s,'zfill'); call(s,'zfill',1,2); call(s,'center',width=3)
for s in ['\ta\tbb\tccc\n\tx', 'a\u0100\tb\r\tc', '\t'*3]:
    for t in [0,1,2,4,8,-1,100,'x',None,1.0, True, 10**20]:
        call(s,'expandtabs',t); call(s,'expandtabs',tabsize=t)
    call(s,'expandtabs',1,2); call(s,'expandtabs',foo=2)
for s in ['abcéd', '日本', 'aaa', '', '\U0001f600x']:
    for table in [{97:98}, {97:None}, {97:'xyz'}, {97:'é'}, {97:233}, {97:0x10ffff}, {97:0x110000}, {97:-1}, {97:1.5}, {}, 'abc', [None]*98, {0xe9:'E', 0x65e5: None, 0x672c: None}, {98:None, 99:None}, None, 5]:
        call(s,'translate',table)
for a in [('abc','xyz'),('abc','xy'),('abc','xyz','d'),({'a':'b'},),({'a':None,98:'x'},),({'ab':1},),({1.5:1},),('abc',),(1,2),('abc',1),('abc','xyz',1),(),('a','b','c','d'),([1],)]:
    call('', 'maketrans', *a)
for i in [0,1,-1,5,-6,6,Idx(),'x',None,1.5,True,slice(1,3),slice(None,None,-1),slice(None),slice(5,1),slice(0,100,2),slice(-3,None),slice('a'),slice(1,2,0),slice(None,None,-2), 10**30]:
    for s in ['abcdef','éb\xffdef','日bcdéf','\U0001f600bcdef','']:
        call(s,'__getitem__',i)
for s in ['ab','é','日',S('ab')]:
    for i in [0,1,2,3,-1,True,Idx(),'x',None,1.5, 10**30]:
        call(s,'__mul__',i); call(s,'__rmul__',i)
for sep in ['', ',', 'é', '日', S('-'), '\U0001f600']:
    for seq in [[], ['a'], ['a','b'], ['a','é'], ('日','a'), {'k':1}, iter(['x','y']), 'abc', ['a',1], [b'a'], 5, None, [S('q')], [S('q'),'r'], (c for c in 'ab'), range(3), ['\U0001f600','x'], ['','']]:
        call(sep,'join',seq)
for o in ['a','b','ab','','é','日',S('a'),b'a',None,1]:
    for p in ['a','b','é','日','\U0001f600',S('b'),'ab',1,None]:
        for name in ['__lt__','__le__','__eq__','__ne__','__gt__','__ge__']:
            if isinstance(o,str): call(o,name,p)
def ev(e):
    try: print(e, show(eval(e)))
    except BaseException as x: print(e, type(x).__name__, x)
for e in ["str()","str(5)","str(b'ab')","str(b'ab','ascii')","str(b'\\xff','ascii')","str(b'\\xff','latin-1')","str(b'\\xff\\xfe','utf-8','replace')","str('a','ascii')","str(5,'ascii')","str(object=7)","str(b'a',errors='strict')","str(b'a',1)","str(1,2,3,4)","str(foo=1)","str(bytearray(b'xy'),'utf8')","S(5)","S(b'ab','ascii')","'a'+1","'a'+b'a'","1+'a'","'a'*'b'","'a'-'b'","'a'%1","'a'<1","'a' in 5","5 in 'a'","b'a' in 'a'","'a'['x']","'abc'[10]","'abc'[1.0]","''.foo","str.join(1,2)","str.upper()","str.upper(1)","'a'.upper(1)","'a'.join()","'a'.join(1,2)","str.maketrans({'a':1})", "chr(97)", "chr(0x110000)", "chr(-1)", "chr(233)", "ord('ab')", "ord('')", "ord(b'a')", "ord(5)", "ascii('é日\U0001f600\\n')", "hash('abc')", "hash('é日')", "hash('')", "hash(S('abc'))", "'abc' is 'abc'", "len('日本')", "list('aé日')", "list(reversed('aé日'))", "sorted('bca')", "max('abc')", "'%s' % ('a','b')", "'%s %s' % 'a'", "'é'.encode()", "'a' == b'a'", "'abc'.__contains__(1)", "iter('abc').__reduce__()", "iter('abé').__length_hint__()", "type(iter('abc')).__name__", "type(iter('abé')).__name__", "'\\ud800'.encode()", "'a\\ud800b'.encode('utf-8','surrogatepass')","isinstance('a',str)", "str.__doc__[:40]", "'abc'.__class__", "str.__mro__", "dir('')", "format('abc','>5')", "''.join(map(str,range(5)))", "str(None)+str(True)+str(1.5)", "repr(S('a'))", "S('a')+S('b')", "type(S('a')+'')", "type(S('a').upper())", "type(str(S('a')))", "type(S('a')[:])","type('%s'%S('a'))","type(S('ab').strip())", "type(S('a').format())", "type(S('a')*1)"]:
    ev(e)
it = iter('abc'); next(it); print(it.__reduce__(), it.__length_hint__()); it.__setstate__(0); print(list(it)); print(it.__reduce__(), it.__length_hint__())
it = iter('éb'); it.__setstate__(-5); print(next(it)); it.__setstate__(99); print(list(it))
try: it.__setstate__('x')
except Exception as e: print(type(e), e)
for s in ['', 'a', 'ab', 'é', 'éa', '日', '\U0001f600', 'x'*100]:
    print(sys.getsizeof(s), sys.getsizeof(S(s)), sys.getsizeof(s.encode()), hash(s))
s='é'; n=sys.getsizeof(s); s.encode(); print(n, sys.getsizeof(s))

write_digests()
