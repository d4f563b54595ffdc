import random, contextlib, typing, statistics, fractions, decimal, os, datetime, calendar
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
random.seed(42); show(random.random(),random.randint(1,100),random.choice('abc'),random.sample(range(100),5),random.shuffle(x:=list(range(10))),x,random.uniform(1,2),random.gauss(0,1),random.getrandbits(100),random.choices('ab',k=5,weights=[1,3]),random.randrange(0,100,7),random.expovariate(1),random.betavariate(1,2),random.triangular(),random.normalvariate(),random.lognormvariate(0,1),random.vonmisesvariate(1,2),random.gammavariate(2,1),random.paretovariate(3),random.weibullvariate(1,2),random.randbytes(5))
for s in ('hello',b'x',3.5,None if 0 else -7,10**30,bytearray(b'q'),0): random.seed(s); show(random.random(),random.getrandbits(5))
r=random.Random(1); st=r.getstate(); a=r.random(); r.setstate(st); show(a==r.random(),len(st[1])); err(lambda:random.choice([])); err(lambda:random.randint(2,1)); err(lambda:random.sample([1],2)); err(lambda:r.getrandbits(-1)); random.seed('a',version=1); show(random.random())
show(0<=random.SystemRandom().random()<1, len(os.urandom(4)))
@contextlib.contextmanager
def cm(x):
    show('in',x)
    try: yield x*2
    except ValueError as e: show('caught',e)
    finally: show('out')
with cm(3) as v: show(v)
with cm(4): raise ValueError('boo')
@cm(1)
def df(): show('body')
df()
with contextlib.suppress(KeyError): {}[1]
with contextlib.ExitStack() as es: es.enter_context(cm(7)); es.callback(show,'cb')
class Cl:
    def close(s): show('closed')
with contextlib.closing(Cl()), contextlib.nullcontext(5) as n: show(n)
T=typing.TypeVar('T')
class G(typing.Generic[T]): pass
show(G[int],typing.List[int],typing.Optional[int],typing.Union[int,str],typing.Union[int,None,int],typing.Callable[[int],str],typing.Dict[str,typing.Any],typing.Literal['a',1],typing.get_type_hints(lambda:0),typing.cast(int,'a'),typing.Tuple[int,...],list[int],T,typing.Any,typing.get_origin(typing.List[int]),typing.get_args(typing.Dict[int,str]))
class NT(typing.NamedTuple): a:int; b:str='x'
show(NT(1),NT.__annotations__)
class TD(typing.TypedDict,total=False): a:int
show(TD(a=1),TD.__annotations__,TD.__total__)
class Pr(typing.Protocol):
    def m(self): ...
@typing.runtime_checkable
class Pr2(typing.Protocol):
    def close(self): ...
show(isinstance(Cl(),Pr2),isinstance(1,Pr2)); err(lambda:isinstance(1,Pr)); err(lambda:typing.List[int,str]); err(lambda: typing.Optional[1,2])
def ann(a:'int',b:typing.List[str])->None: ...
show(typing.get_type_hints(ann)); UId=typing.NewType('UId',int); show(UId(5),UId); show(typing.Annotated[int,'x'],typing.ClassVar[int],typing.Final[int],typing.overload)
show(statistics.mean([1,2,3,4]),statistics.median([1,3,2]),statistics.stdev([1,2,3,4]),statistics.mode('aab'),statistics.variance([2.5,3.5]),statistics.fmean([1,2]),statistics.quantiles([1,2,3,4,5]),statistics.pstdev([1,2]),statistics.harmonic_mean([1,2]),statistics.geometric_mean([1,2,4]),statistics.multimode('aabb'),statistics.NormalDist(0,1).cdf(1),statistics.correlation([1,2,3],[1,2,4]),statistics.linear_regression([1,2,3],[2,4,7])); err(lambda:statistics.mean([]))
Fr=fractions.Fraction; show(Fr(1,3)+Fr(1,6),Fr('0.25'),Fr(0.5),Fr(3,4)*2,Fr(1,3)**2,Fr(7,3)//1,round(Fr(7,3),1),Fr(1,3)<0.5,Fr(3.14159).limit_denominator(100),repr(Fr(-2,4)),hash(Fr(1,2))==hash(0.5)); err(lambda:Fr(1,0)); err(lambda:Fr('x'))
D=decimal.Decimal; show(D('0.1')+D('0.2'),D(1)/D(3),D('1.10'),repr(D(5)),D('3.14159').quantize(D('0.01')),D(2).sqrt(),D('1e5'),D(7)//2,-D(7)%3,D('NaN'),D('Infinity')>1,round(D('2.675'),2),int(D('3.9')),D(0.1),f"{D('1234.5'):,.2f}",D('1.0')==1,hash(D(1))==hash(1),sum([D('0.1')]*3),D(2)**10,D('1').exp(),D(10).ln(),D(100).log10(),max(D(1),D(2)),D('-0'),D('12.50').normalize(),D(3).as_integer_ratio(),D('1.25').as_tuple())
with decimal.localcontext() as c: c.prec=5; show(D(1)/D(7))
decimal.getcontext().prec=10; show(D(1)/D(3), decimal.getcontext().prec)
show(os.path.join('a','b'),os.path.splitext('x.py'),os.path.basename('/a/b'),os.sep,os.path.exists('/nonexistent'),os.path.isdir('/usr'),os.name,os.linesep,os.environ.get('NOPE'),os.getenv('NOPE','d'),os.fspath('a')); err(lambda:os.stat('/nonexistent')); err(lambda:os.environ['NOPE'])
show(datetime.date(2024,2,29)+datetime.timedelta(1),datetime.datetime(2024,1,2,3,4,5).isoformat(),datetime.datetime.strptime('2024-05-06','%Y-%m-%d'),f'{datetime.date(2024,1,5):%d/%m/%y %A}'); show(calendar.month(2024,2),calendar.isleap(2024))
