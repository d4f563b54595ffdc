import sys
def S(o): return sys.getsizeof(o)
def a(): pass
def b(x): return x + 1
def c(x, y):
    for i in range(x):
        if i > y: print(i)
        else: x.append(i)
    return [i * 2 for i in x]
def d(x):
    try: return x.y.z
    except ValueError as e: raise KeyError from e
    finally: print(x)
def e(x):
    with x as f, f as g: yield from g
async def f(x):
    async for i in x: await i
for fn in (a, b, c, d, e, f):
    co = fn.__code__
    print(fn.__name__, S(co), S(co.co_code), S(co.co_consts), S(co.co_names), S(co.co_varnames), S(co.co_linetable), S(co.co_exceptiontable), S(co.co_name), S(co.co_qualname), co.co_stacksize, co.co_nlocals)
co = compile("x = 1\ny = x + 2\n", "f.py", "exec"); print(S(co), S(co.co_code), S(co.co_linetable))
co = compile("x + y * z", "f.py", "eval"); print(S(co))
