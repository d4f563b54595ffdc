import sys, gc, types, traceback
S, R = sys.getsizeof, sys.getrefcount
def f(): return sys._getframe()
fr = f(); print(S(fr), fr.f_back is None, fr.f_locals, R(fr), gc.is_tracked(fr), [type(o).__name__ for o in gc.get_referents(fr)])
def g(a, b=2, *args, c=3, **kw):
    x = [a]; y = lambda: (x, a)
    fr = sys._getframe()
    return S(fr), sorted(fr.f_locals), len(gc.get_referents(fr)) > 5
print(g(1), g(1, 2, 3, q=4))
def gen(n):
    a = object()
    for i in range(n): yield R(a)
for n in (1, 3):
    x = gen(n); print(S(x), S(x.gi_frame), gc.is_tracked(x), x.gi_running, x.gi_suspended if hasattr(x, "gi_suspended") else "", [type(o).__name__ for o in gc.get_referents(x)]); print(list(x), x.gi_frame, gc.get_referents(x))
async def co(): await sub()
@types.coroutine
def sub(): yield 1
c = co(); print(S(c), c.send(None), c.cr_await is not None, [type(o).__name__ for o in gc.get_referents(c)]); c.close(); print(c.cr_frame)
async def ag():
    yield 1
a = ag(); print(S(a), type(a).__name__, S(a.asend(None)), S(a.__anext__()), S(a.aclose())) if False else print(S(a), type(a).__name__)
def deep(n):
    if n == 0: return sys._getframe()
    return deep(n - 1)
fr = deep(5); n = 0
k = fr
while k: n += 1; k = k.f_back
print(n, S(fr))
def raises():
    local = ["kept"]
    raise ValueError("v")
try: raises()
except ValueError as e: ex = e
tb = ex.__traceback__; print(S(ex), S(tb), S(tb.tb_next), tb.tb_next.tb_frame.f_locals, R(tb.tb_next.tb_frame), R(ex), R(tb), [type(o).__name__ for o in gc.get_referents(ex)], gc.is_tracked(tb))
ex.__context__ = KeyError(1); ex.__cause__ = OSError(2, "no"); ex.add_note("n"); print(S(ex), [type(o).__name__ for o in gc.get_referents(ex)], S(ex.__cause__), ex.__suppress_context__)
traceback.clear_frames(tb); print(tb.tb_next.tb_frame.f_locals)
eg = ExceptionGroup("g", [ValueError(1), TypeError(2)]); m, rest = eg.split(ValueError); print(S(eg), m, rest, R(eg.exceptions), m.exceptions[0] is eg.exceptions[0])
for e in (Exception(), Exception(1, 2), OSError(1, "a"), OSError(1, "a", "f"), SyntaxError("m", ("f", 1, 2, "t")), StopIteration(1), UnicodeDecodeError("utf-8", b"a", 0, 1, "r"), ImportError("m", name="n"), KeyError(1), SystemExit(3), NameError("x", name="n"), AttributeError("x", name="n", obj=1), BaseExceptionGroup("q", [KeyboardInterrupt()])): print(type(e).__name__, S(e), type(e).__basicsize__, [type(o).__name__ for o in gc.get_referents(e)])
def nested():
    try:
        try: 1 / 0
        except ZeroDivisionError as a: raise KeyError("k") from a
    except KeyError as b: return R(b), R(b.__cause__), b.__cause__ is b.__context__, sys.exc_info()[1] is b
print(nested(), sys.exc_info())
def fin():
    o = object()
    try: return R(o)
    finally: print(R(o))
print(fin())
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print(R(v) > 2, tb.tb_lineno > 0, R(self)); return True
with CM() as cm: raise IndexError
try: deep(10**5)
except RecursionError as e: print(type(e).__name__, str(e)[:40], R(e))
code = f.__code__; print(S(code), code.co_stacksize, code.co_nlocals, S(g.__code__) > S(code), S(code.replace(co_name="x")), code.replace() == code, R(code) > 1)
fr = None; del ex, tb; gc.collect(); print(len(gc.garbage))
