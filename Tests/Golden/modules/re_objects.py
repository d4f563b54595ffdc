import re,sys,copy
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
m=re.match(r'(?P<a>\w+) (?P<b>\w+)?(x)?','hello world'); show(m,m['a'],m[2],m.group('a',2,3),m.groups('d'),m.groupdict(),m.groupdict('q'),m.start('b'),m.end(),m.span(2),m.string,m.re,m.pos,m.endpos,m.lastindex,m.lastgroup,m.regs,m.expand(r'\2-\g<a>-\n'),bool(m))
err(lambda:m[9]);err(lambda:m['z']);err(lambda:m.group(-1));err(lambda:m.start('q'));err(lambda:re.match(1,'a'));err(lambda:re.match('a',1));err(lambda:re.match('a',b'a'));err(lambda:re.match(b'a','a'))
for p in ('(','a)','[','*','a**','(?P<1>a)','(?P<a>a)(?P<a>b)','\\1','(?z)','a{3,2}','(?<=a*)b','[z-a]','\\','(?P=x)','(?(1)a|b|c)','x(?i)','\\g','(?:','a{99999999999}','[a','(?#'): err(lambda:re.compile(p))
show(re.sub(r'(a)(b)?',r'[\1\2]','abaa'), re.sub('x*','-','abxd'), re.sub(b'a',b'b',b'banana'), re.split(r'(,)|;','a,b;c'), re.split('x*','axbc'), re.findall(r'(?i)a(b)|c','aBc'), re.escape('a.b*[c]'), re.subn('a','b','aaa',2))
err(lambda:re.sub('a','\\2','a'));err(lambda:re.sub('a','\\g<x','a'));err(lambda:re.sub('a',1,'a'))
c=re.compile('a+',re.I|re.M); show(c, c.flags, re.compile(b'a',re.L), re.compile('a',re.A|re.S|re.X), re.compile('x'*300), repr(re.match('.*','y'*100)))
show(c==re.compile('a+',re.I|re.M), c==re.compile('a+'), hash(c)==hash(re.compile('a+',re.I|re.M)), c!=1, copy.copy(c) is c, copy.deepcopy(c) is c, copy.copy(m) is m, {c:1}[c])
s=re.compile(r'\w').scanner('a b'); show(s.match(), s.match(), s.match(), s.search()); s=re.compile(r'\w').scanner('a b'); show(s.search(),s.search(),s.search(),s.search(),s.pattern)
show(list(re.finditer('','abc')), re.findall(r'\b','a b'), [x.group() for x in re.finditer(rb'\w+',bytearray(b'ab cd'))], re.findall(rb'\w+',memoryview(b'ab cd')), re.match(b'a',bytearray(b'ab')).group())
show(re.fullmatch('a|ab','ab'), re.fullmatch('(?:a|ab)c?','abc'), re.fullmatch('a*?','aaa'), re.fullmatch('.*?b','abab'))
sc=re.Scanner([(r'\d+',lambda s,t:int(t)),(r'\w+',lambda s,t:t),(r'\s+',None)]); show(sc.scan('a 12 bc 3!'))
show(re.compile('a').match('a').re.pattern, re.template if hasattr(re,'template') else 0, re.RegexFlag(10), re.I, re.I|re.M, ~re.I, repr(re.NOFLAG))
o='zz'*50+'q'; r=sys.getrefcount(o); p=re.compile('(z+)(q)'); rp=sys.getrefcount(p)
for _ in range(3): p.match(o); p.findall(o); p.split(o); p.sub('x',o); p.sub(lambda m:'y',o); p.sub(r'\1',o); list(p.finditer(o)); x=p.search(o); x.groups(); x.regs; del x; p.fullmatch(o); p.scanner(o).search()
show(sys.getrefcount(o)-r, sys.getrefcount(p)-rp, sys.getsizeof(p), sys.getsizeof(p.match(o)), type(p), type(p.match(o)))
class T: 
    pass
import gc
show(gc.is_tracked(p), gc.is_tracked(p.match(o)))
show(len(re.findall(r'(?:ab)*c','ab'*3000+'c')), len(re.match(r'(?:a|b)*','ab'*4000).group()), re.match(r'(?:.|\n)*?z','a\n'*3000+'z').end())
show(re.findall(r'"(?:[^"\\]|\\.)*"', r'"a\"b" c "d"'), re.sub(r'(?<=\d)(?=(\d{3})+$)',',','1234567'))
tok=re.compile(r'''(?P<NUM>\d+(\.\d*)?)|(?P<ID>[A-Za-z_]\w*)|(?P<OP>[-+*/=()])|(?P<WS>\s+)|(?P<BAD>.)'''); show([(m.lastgroup,m.group()) for m in tok.finditer('x = 3.14*(y2 + 7) $')])
