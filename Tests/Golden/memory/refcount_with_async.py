import sys
R = sys.getrefcount
class C:
    def __init__(s, o): s.o = o
    async def __aenter__(s): return s.o
    async def __aexit__(s, *a): return False
    def __aiter__(s): return s
    n = 0
    async def __anext__(s):
        s.n += 1
        if s.n > 2: raise StopAsyncIteration
        return s.o
    def __await__(s): yield s.o
async def f(o):
    async with C(o) as x: print(R(o))
    async for y in C(o): print(R(o))
    z = await C(o)
    print(R(o)); return [q async for q in C(o)]
o = object(); k = f(o); print(R(o)); v = k.send(None); print(R(o), v is o); del v
try: k.send(None)
except StopIteration as e: print(len(e.value), R(o))
del k; print(R(o))
