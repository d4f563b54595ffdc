"""Functions of every shape."""
def plain(a, b): return a + b
def defaults(a, b=1, *args, c, d=2, **kw) -> int: return a, b, args, c, d, kw
def positional(a, /, b, *, c=(1, 2)): pass
def annotated(a: int, b: "str" = 'x', *args: float, **kw: dict) -> None: ...
def generator(n):
    while n:
        got = yield n
        n -= 1
    return got
def delegating(): return (yield from generator(3))
def closure(x, unused):
    y = 0
    def inner(z):
        nonlocal y
        y += x + z
        return lambda: (x, y, z)
    return inner
def shadows(self, __x):
    global GLOBAL
    GLOBAL = __x
    del self, __x
@plain
@defaults(1, c=2)
def decorated(): return __debug__
async def coroutine(a):
    async with a as b, a: await b
    async for x in a:
        if x: continue
        break
    else: return [y async for y in a if await y]
    return {k: v async for k, v in a}
async def asyncgen(a):
    yield a
    yield await a
    return
lambda a, *b, c=1, **d: (a, b, c, d)
(lambda: (yield))
def empty():
    pass
def doc():
    "docstring"
def nodoc():
    f"not a docstring"
