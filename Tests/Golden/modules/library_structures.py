import collections, functools, enum, json, string, textwrap, copy, types, abc, operator, heapq, bisect, numbers, weakref, reprlib
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
P=collections.namedtuple('P','x y z',defaults=[9]); p=P(1,2); show(p,p.x,p._asdict(),p._replace(x=5),P._fields,P._make([1,2,3]),P.x.__doc__,p==(1,2,9)); err(lambda:P(1)); err(lambda:collections.namedtuple('A','1a')); err(lambda: p._replace(q=1))
C=collections.Counter('mississippi'); show(C,C.most_common(2),C+C,C-collections.Counter('miss'),C&collections.Counter('ssi'),sorted(C.elements()),C.total(),C['zz']); C.update('mm'); C.subtract('i'); show(C)
O=collections.OrderedDict([(1,2),(3,4)]); O.move_to_end(1); show(list(O.items()),O.popitem(last=False)); 
cm=collections.ChainMap({'a':1},{'a':2,'b':3}); show(cm,cm['b'],cm.new_child({'z':1}),dict(cm)); u=collections.UserDict(a=1); show(u); show(collections.UserList([1,2])+[3], collections.UserString('ab')*2)
@functools.lru_cache(maxsize=3)
def f(n): return n*2
for i in (1,2,3,1,4,1): f(i)
show(f.cache_info(), f.__wrapped__(3), f.cache_parameters(), functools.reduce(operator.add,range(5)))
@functools.total_ordering
class V:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
show(V(1)<=V(2),V(3)>V(2),V(1)>=V(1))
@functools.singledispatch
def sd(x): return 'obj'
@sd.register
def _(x:int): return 'int'
@sd.register(list)
def _(x): return 'list'
show(sd(1),sd('a'),sd([]),sd(True))
class CP:
    @functools.cached_property
    def v(self): show('computing'); return 42
c=CP(); show(c.v,c.v)
@functools.wraps(f)
def g(): 'doc'
show(g.__name__, functools.cmp_to_key(lambda a,b:b-a)(3)<functools.cmp_to_key(lambda a,b:b-a)(4) if 0 else sorted([1,3,2],key=functools.cmp_to_key(lambda a,b:b-a)))
class Color(enum.Enum):
    RED=1; GREEN=2; BLUE=enum.auto(); ALIAS=1
show(Color.RED,repr(Color.RED),Color(2),Color['BLUE'],Color.BLUE.value,list(Color),Color.ALIAS is Color.RED,Color.__members__,isinstance(Color.RED,Color),hash(Color.RED)==hash('RED')); err(lambda:Color(9)); err(lambda:Color['X'])
class F(enum.Flag): A=1;B=2;C=4;AB=3
show(F.A|F.B,F.A|F.C,F(5),~F.A,F.A in F.AB,list(F.AB),bool(F(0)),F(0)); err(lambda:F(16))
class I(enum.IntEnum): X=1;Y=2
show(I.X<I.Y,I.X+1,I(2),f'{I.X}',str(I.X),repr(I.X)); 
class IF(enum.IntFlag): R=4;W=2
show(IF.R|IF.W, IF(7), IF.R&6)
class S(enum.StrEnum): A=enum.auto(); B='bee'
show(S.A,S.B,S.B.upper(),repr(S.A))
@enum.unique
class U(enum.Enum): a=1;b=2
def dup():
    @enum.unique
    class U2(enum.Enum): a=1;b=1
err(dup)
show(json.dumps({'a':[1,2.5,None,True,"é\n\"x"],'b':{'c':()}}), json.dumps([1,{'z':2,'a':1}],indent=2,sort_keys=True), json.dumps('é',ensure_ascii=False), json.dumps([1,2],separators=(',',':')), json.loads('{"a":[1,2.5e3,-0,null,true,"\\u00e9\\n"],"b":{}}'), json.loads('[]'), json.loads(' 12 '), json.loads('NaN'))
for s in ('','{','[1,]','{"a":1,}','"abc','nul','[1 2]','{"a" 1}','1 2'): err(lambda:json.loads(s))
err(lambda:json.dumps(object)); err(lambda:json.dumps({(1,):2})); show(json.dumps(float('inf')), json.dumps({1:2,None:3,True:4}), json.dumps(V(1),default=lambda o:o.v), json.loads('{"x":1}',object_hook=lambda d:sorted(d.items())), json.loads('[1.5]',parse_float=str))
x=[];x.append(x); err(lambda:json.dumps(x))
show(string.ascii_letters,string.capwords('ab cd'),string.Template('$a ${b} $$').substitute(a=1,b=2),string.Template('$a $q').safe_substitute(a=1),string.Formatter().format('{0} {x!r:>5}',1,x='y')); err(lambda:string.Template('$a').substitute()); err(lambda:string.Template('$').substitute())
show(textwrap.wrap('The quick brown fox jumped over the lazy dog, well-known for hyphen-ated words.',20)); show(textwrap.fill('aaa bbb ccc ddd',7,initial_indent='* ',subsequent_indent='  ')); show(repr(textwrap.dedent('  a\n    b\n  c\n')),textwrap.indent('a\nb\n\nc','> '),textwrap.shorten('Hello  world, this is long',15))
class Node:
    def __init__(s): s.l=[1,[2]]; s.me=s
n=Node(); m=copy.deepcopy(n); show(m.me is m,m.l,m.l is not n.l,copy.copy([1,[2]]),copy.deepcopy({1:[2],'a':(3,[4])}),copy.deepcopy(Color.RED),copy.copy(collections.deque([1,2])),copy.deepcopy(collections.defaultdict(list,{1:[2]})))
class A(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
err(A); 
class B(A):
    def m(self): return 1
    p=3
show(B().m(), issubclass(B,A), isinstance(B(),A)); A.register(int); show(isinstance(3,A), issubclass(bool,A))
from collections.abc import *
show(isinstance([],Sequence),isinstance({},Mapping),isinstance((x for x in ()),Generator),issubclass(dict,MutableMapping),isinstance(1,Hashable),isinstance([],Hashable),isinstance(len,Callable),isinstance(iter([]),Iterator))
class Sq(Sequence):
    def __getitem__(s,i): return [1,2,3][i]
    def __len__(s): return 3
s=Sq(); show(list(s),2 in s,s.index(3),s.count(1),list(reversed(s)))
show(types.SimpleNamespace(a=1,b='x'), types.MappingProxyType({1:2}), types.new_class('Z',(),{}).__name__, type(types.prepare_class('a')))
class W: pass
w=W(); d=weakref.WeakValueDictionary(); d['a']=w; k=weakref.WeakKeyDictionary(); k[w]=1; ws=weakref.WeakSet([w]); fin=weakref.finalize(w,show,'finalized'); show(len(d),len(k),len(ws),fin.alive); del w; show(len(d),len(k),len(ws),fin.alive)
show(operator.itemgetter(1,2)([1,2,3]),operator.attrgetter('a.b')(types.SimpleNamespace(a=types.SimpleNamespace(b=5))),operator.methodcaller('upper')('x'))
h=[5,1,4]; heapq.heapify(h); show(heapq.heappop(h),heapq.nsmallest(2,[3,1,2]),heapq.nlargest(2,[3,1,2],key=lambda x:-x),list(heapq.merge([1,4],[2,3])),bisect.bisect([1,2,2,3],2))
show(reprlib.repr(list(range(100))),reprlib.repr('x'*100),isinstance(3,numbers.Integral))
