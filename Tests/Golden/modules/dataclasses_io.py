from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, make_dataclass, KW_ONLY, is_dataclass
import pprint, inspect, io, contextlib, atexit, weakref
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
@dataclass
class P:
    x:int
    y:int=0
    tags:list=field(default_factory=list)
p=P(1); show(p,p==P(1),asdict(p),astuple(p),replace(p,y=5),[f.name for f in fields(P)],P.__match_args__,P.__doc__); err(lambda:P())
@dataclass(frozen=True,order=True)
class Q:
    a:int; b:str='x'
    def __post_init__(self): pass
q=Q(1); show(q<Q(2),hash(q)==hash(Q(1)),sorted([Q(3),Q(1)])); 
def sa(): q.a=3
err(sa)
@dataclass(slots=True,kw_only=True)
class S: z:int=3
show(S(z=4)); err(lambda:S(4)); 
def bad():
    @dataclass
    class B: l:list=[]
err(bad)
def bad2():
    @dataclass
    class B:
        a:int=1
        b:int
err(bad2)
show(make_dataclass('M',[('x',int),'y'])(1,2), is_dataclass(P))
pprint.pprint({'a':list(range(30)),'b':{'c':('x'*30,'y'*40),'d':{1,2,3}},'p':p}); pprint.pp([1,2]); show(pprint.pformat([[1,2,3]]*3,width=20),pprint.saferepr('a'))
s=io.StringIO(); s.write('hello\nworld\n'); print('x',3,file=s); show(repr(s.getvalue())); s.seek(0); show(s.readline(),s.read(3),s.tell(),list(s)); s=io.StringIO('abc'); s.seek(1); s.write('ZZZ'); show(s.getvalue(), s.truncate(2), s.getvalue(), s.closed); s.close(); err(s.getvalue)
with contextlib.redirect_stdout(io.StringIO()) as o: print('captured')
show(repr(o.getvalue())); err(lambda:io.StringIO(1)); err(lambda:io.StringIO().write(1))
def fn(a,/,b:int=1,*c,d,e=2,**f)->str: "doc"
show(inspect.signature(fn),inspect.getdoc(fn),inspect.isfunction(fn),inspect.getmembers(P(1))[-1],inspect.signature(P),[k for k in inspect.signature(fn).parameters],inspect.isclass(P),inspect.isgeneratorfunction(fn), inspect.getfullargspec(fn))
atexit.register(print,'bye',sep='-'); atexit.register(lambda:print('first'))
class W: pass
w=W(); fin=weakref.finalize(w,print,'fin'); show(fin.alive); del w; show(fin.alive); w2=W(); weakref.finalize(w2,print,'fin at exit')
import importlib; show(importlib.import_module('json').__name__)
