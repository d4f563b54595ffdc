import sys
R = sys.getrefcount
def g(o):
    x = o
    yield R(o)
    y = o
    yield R(o)
    del x, y
    yield R(o)
o = object(); i = g(o); print(R(o), R(i)); print(next(i), R(o)); print(next(i), R(o)); print(next(i), R(o)); print(list(i), R(o)); print(R(i)); del i; print(R(o))
i = g(o); next(i); f = i.gi_frame; print(R(f), R(i), R(o)); del i; print(R(f), R(o)); del f; print(R(o))
def outer(o): 
    r = yield from g(o)
    return r
i = outer(o); next(i); print(R(o), R(i), R(i.gi_yieldfrom)); i.close(); print(R(o)); del i; print(R(o))
e = (a for a in [o, o]); print(R(o)); a = next(e); print(R(o)); del e, a; print(R(o))
def s():
    while True:
        v = yield
        print(R(v) if v else v)
i = s(); next(i); i.send(o); print(R(o)); i.send(o); print(R(o)); i.send(None); print(R(o)); i.close(); print(R(o))
def t(o):
    try: yield
    except ValueError as e: yield R(o)
i = t(o); next(i); print(i.throw(ValueError(o)), R(o)); i.close(); print(R(o)); del i; print(R(o))
async def c(o): return R(o)
k = c(o); print(R(o), R(k))
try: k.send(None)
except StopIteration as e: print(e.value, R(o))
del k; print(R(o))
async def ag(o):
    yield R(o)
k = ag(o); print(R(o)); n = k.__anext__(); print(R(k))
try: n.send(None)
except StopIteration as e: print(e.value, R(o))
del n, k; print(R(o))
def two():
    a = [o]; yield a; yield a
i = two(); l = next(i); print(R(l)); l2 = next(i); print(R(l)); next(i, None); print(R(l)); del i; print(R(l), R(o))
