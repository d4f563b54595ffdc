class Ready:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def co(n):
    a = await Ready(n)
    return a, n
def drive(c, *sends):
    out = []
    try:
        v = c.send(None)
        for s in sends:
            out.append(v)
            v = c.send(s)
        out.append(v)
    except StopIteration as e:
        out.append(("return", e.value))
    return out
print(drive(co(1), "x"))
async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got: print("got", got)
            await Ready("pause")
    finally:
        print("agen finally")
async def use():
    out = []
    async for x in agen(3):
        out.append(x)
    return out
print(drive(use(), 1, 2, 3))
async def comp(): return [x async for x in agen(2) if x], {x: 1 async for x in agen(1)}
print(drive(comp(), None, None, None))
g = agen(5)
def step(aw):
    try:
        return "yielded", aw.send(None)
    except StopIteration as e:
        return "value", e.value
    except StopAsyncIteration:
        return "end",
print(step(g.__anext__()), type(g).__name__, g.ag_running)
print(step(g.asend("hello")), step(g.aclose()))
h = agen(1); print(step(h.__anext__()))
try:
    h.athrow(ValueError("thrown")).send(None)
except ValueError as e:
    print("caught", e)
class CM:
    async def __aenter__(self): print("aenter"); return 5
    async def __aexit__(self, *exc): print("aexit", exc[0]); return True
async def with_it():
    async with CM() as v:
        print("v", v)
        raise KeyError(1)
    return "done"
print(drive(with_it()))
async def bad():
    async with 5: pass
async def bad2():
    async for x in [1]: pass
async def bad3(): await 5
for f in (bad, bad2, bad3):
    try:
        f().send(None)
    except Exception as e:
        print(type(e).__name__, e)
def sync():
    for f in (co,):
        c = f(1); c.close()
        try:
            c.send(None)
        except RuntimeError as e:
            print(e)
sync()
co(9)
