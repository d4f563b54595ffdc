import _functools as F, _collections as C, sys, gc, _thread
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
p=F.partial(pow,2); show(p(3), p, p.func, p.args, p.keywords, F.partial(p,5)(), F.partial(int,base=2)('101'), F.partial(int,base=2))
def f(*a,**k): return a,k
q=F.partial(f,1,2,x=3); show(q(), q(4,y=5), q(x=9), repr(q)[:18]); q.attr=1; show(q.__dict__, F.partial(q,7).func is q)
show(q.__reduce__()[2]); err(lambda:F.partial()); err(lambda:F.partial(1))
class P(F.partial): pass
show(P(f,1)(2), type(P(f)).__name__)
show(F.reduce(lambda a,b:a+b,[1,2,3]), F.reduce(max,[3],9), F.reduce(f,'',5)); err(lambda:F.reduce(f,[])); err(lambda:F.reduce(f,1)); err(lambda:F.reduce(f))
K=F.cmp_to_key(lambda a,b:(a<b)-(a>b)); show(sorted([3,1,2],key=K), K(1)<K(2), K(obj=5).obj); err(lambda:K(1)<1); err(lambda:hash(K(1))); err(lambda: K<K)
n=0
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
class Info(tuple): 
    def __new__(c,*a): return tuple.__new__(c,a)
fib=F._lru_cache_wrapper(fib,None,False,Info); show(fib(30), fib.cache_info()); fib.cache_clear(); show(fib.cache_info())
l=F._lru_cache_wrapper(lambda x,*a,**k:(x,a,k),2,False,Info)
for x in (1,2,1,3,2,1,1): l(x)
show(l.cache_info()); l(1,2,k=3); l(1.0); l(1,k=[]) if 0 else 0; show(l.cache_info()); err(lambda:l([]))
t=F._lru_cache_wrapper(lambda x:x,8,True,Info); t(1);t(1.0);t(True);t(1); show(t.cache_info())
z=F._lru_cache_wrapper(lambda x:x,0,True,Info); z(1);z(1); show(z.cache_info())
class A:
    m=F._lru_cache_wrapper(lambda self,x:x,8,False,Info)
a=A(); show(a.m(3), a.m(3), A.m.cache_info())
o=object(); r=sys.getrefcount(o); l(o); l(o); l.cache_clear(); l(o); del l; gc.collect(); show(sys.getrefcount(o)-r)
err(lambda:F._lru_cache_wrapper(1,2,3,4)); err(lambda:F._lru_cache_wrapper(len,'a',3,4))
D=C.deque
d=D([1,2,3]); d.append(4); d.appendleft(0); show(d, len(d), d.pop(), d.popleft(), d, list(reversed(d)), d[1], d[-1])
d.rotate(1); show(d); d.rotate(-2); show(d); d.extend([7,8]); d.extendleft('ab'); show(d); d.reverse(); show(d, d.count(7), d.index(8), 8 in d, 99 in d)
d.insert(2,'x'); show(d); d.remove('x'); show(d); del d[0]; d[0]='q'; show(d, d+D([1]), d*2, D('ab',maxlen=3), D('abcd',3), D('abcd',3).maxlen)
e=D(maxlen=2); e+=range(5); show(e, e.maxlen, e*3, D([1],3)*5, D([1,2],3)*5, bool(e), bool(D())); 
show(D([1,2])==D([1,2]), D([1])<D([2]), D([1])!=D([1]), D([1,2])>D([1]), D()<=D(), D([1])==[1])
b=D(range(1000)); b.rotate(333); show(b[0], b[500], b[-1], sum(b), sys.getsizeof(b), sys.getsizeof(D())); 
for i in range(990): b.popleft()
show(b, sys.getsizeof(b)); b.clear(); show(b)
d=D(); d.append(d); show(d); d.clear()
for f in (lambda:D().pop(),lambda:D().popleft(),lambda:D()[0],lambda:D([1]).index(2),lambda:D([1]).remove(2),lambda:D(1),lambda:D([],-1),lambda:D([1],1).insert(0,1),lambda:D()+[1],lambda:hash(D()),lambda:D([1]).rotate('a'),lambda:D(1,2,3),lambda:D(x=1)): err(f)
def mut():
    d=D([1,2,3])
    for x in d: d.append(1)
err(mut)
class SD(D): pass
show(SD([1]).copy(), type(SD([1]).copy()), SD('ab',2).copy(), D([1,2],5).copy(), D([1,2],5).__reduce__()[:2])
seed=1; d=D(); L=[]
def rnd(n):
    global seed; seed=(seed*1103515245+12345)&0x7fffffff; return (seed>>8)%n
for i in range(4000):
    c=rnd(9)
    if c<2: d.append(i); L.append(i)
    elif c<4: d.appendleft(i); L.insert(0,i)
    elif c==4 and L: assert d.pop()==L.pop()
    elif c==5 and L: assert d.popleft()==L.pop(0)
    elif c==6:
        n=rnd(300)-150; d.rotate(n)
        if L: n%=len(L); L=L[-n:]+L[:-n]
    elif c==7 and L: k=rnd(len(L)); d.insert(k,-i); L.insert(k,-i)
    elif c==8 and L: k=rnd(len(L)); assert d[k]==L[k]; del d[k]; del L[k]
    if i%500==0: d.extend(range(200)); L.extend(range(200))
show(list(d)==L, len(d), sys.getsizeof(d))
dd=C.defaultdict(list); dd['a'].append(1); show(dd, dd['b'], dd.default_factory, dd.copy(), type(dd.copy()), len(dd), C.defaultdict(None,{1:2})); err(lambda:C.defaultdict()['x']); err(lambda:C.defaultdict(1)); show(dd|{'z':1}, {'z':1}|dd, dd.__reduce__()[:2], C.defaultdict(int,a=1))
err(lambda: dd|1)
class M(dict):
    def get(self,k,d): return 5
x={}; C._count_elements(x,'hello'); show(x); m=M(); C._count_elements(m,'ab'); show(m); err(lambda:C._count_elements({},1)); err(lambda:C._count_elements({},[[]]))
class T(tuple): a=C._tuplegetter(0,'doc a'); b=C._tuplegetter(1,None)
t=T((1,2)); show(t.a,t.b,T.a,T.a.__doc__,T.b.__doc__); 
def st(): t.a=1
err(st)
def dl(): del t.a
err(dl); err(lambda:T((1,)).b); err(lambda:T.a.__get__([])); show(T.a.__reduce__())
r=sys.getrefcount(o)
d=D([o]*100); d.rotate(3); d.copy(); d*2; d+d; D([o,o],maxlen=1); del d; x=C.defaultdict(lambda:o); x[1]; del x; p=F.partial(f,o,k=o); del p; x=D([o]); it=iter(x); next(it); del x,it
show(sys.getrefcount(o)-r)
d=D(); d.append(d); del d; show(gc.collect()); p=F.partial(f,[]); p.args[0].append(p); del p; show(gc.collect()); x=C.defaultdict(list); x[1]=x; del x; show(gc.collect())
L=_thread.allocate_lock(); show(L.locked(), L.acquire(), L.locked(), L.acquire(False), L.release()); err(L.release)
R=_thread.RLock()
with R:
    with R: show(R._is_owned())
show(R._is_owned()); err(R.release)
with L: show(L.locked())
