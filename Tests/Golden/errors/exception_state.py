import sys
# exception state
def state(): return repr(sys.exc_info()[1])
try: 1/0
except ZeroDivisionError:
    print(state())
    try: [][1]
    except IndexError as e: print(state(), repr(e.__context__))
    print(state())
    def g():
        print(state())
        yield 1
        try: {}["k"]
        except KeyError: 
            print(state()); yield 2
        print(state())
    gg = g(); next(gg)
    print(state()); next(gg); print(state())
print(state())
next(gg, None); print(state())
try:
    try: 1/0
    finally: print(state())
except Exception as e: print(e.__traceback__.tb_lineno, e.__traceback__.tb_frame.f_code.co_name, e.__traceback__.tb_next, e.__traceback__.tb_lasti >= 0)
try: e
except NameError as n: print(n, n.name)
def chain(n):
    try:
        if n == 0: raise ValueError("base")
        chain(n-1)
    except ValueError as e: raise ValueError(n) from e
try: chain(3)
except ValueError as e:
    x = e
    while x: print(repr(x), x.__suppress_context__, x.__cause__ is x.__context__); x = x.__cause__
for bad in (5, "x", None, int, ValueError(1), [ValueError]):
    try:
        try: raise bad
        except TypeError as e: print("TE", e)
        except ValueError as e: print("VE", e)
    except Exception as e: print(type(e), e)
for c in (5, int, (ValueError, 5), ("a",), ((ValueError,), KeyError)):
    try:
        try: raise KeyError("q")
        except c: print("caught")
    except Exception as e: print(type(e), e)
class Bad(Exception):
    def __new__(cls, *a): return 5
try: raise Bad
except TypeError as e: print(e)
class Bad2(Exception):
    def __init__(self): raise RuntimeError("init")
try: raise Bad2
except RuntimeError as e: print(repr(e), repr(e.__context__))
tb = None
try: 1/0
except ZeroDivisionError as e: tb = e.__traceback__
T = type(tb)
t2 = T(None, tb.tb_frame, tb.tb_lasti, 99); print(t2.tb_lineno, t2.tb_next, dir(t2))
t2.tb_next = tb; print(t2.tb_next is tb)
for v in (5, t2):
    try: tb.tb_next = v
    except Exception as e: print(type(e), e)
try: del tb.tb_next
except TypeError as e: print(e)
try: T(5, 6, 7, 8)
except TypeError as e: print(e)
try: T()
except TypeError as e: print(e)
try: T(5, tb.tb_frame, 7, 8)
except TypeError as e: print(e)
try: raise ValueError("with tb").with_traceback(t2)
except ValueError as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = 1
def deep(n):
    if n: deep(n-1)
    1/0
try: deep(5)
except ZeroDivisionError as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = 0
try: deep(5)
except ZeroDivisionError as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = "x"
try: deep(1)
except ZeroDivisionError as e: sys.excepthook(type(e), e, e.__traceback__)
del sys.tracebacklimit
class S(SyntaxError): pass
try: raise S("custom", ("f.py", 1, 2, "abc\n", 1, 4))
except S as e: sys.excepthook(type(e), e, e.__traceback__)
class N(Exception):
    @property
    def __notes__(self): return 1/0
try: raise N("n")
except N as e: sys.excepthook(type(e), e, e.__traceback__)
print(ValueError.__mro__, ValueError.__bases__, [c.__name__ for c in ValueError.__subclasses__()])
print(BaseException.__subclasses__())
for c in (BaseException, Exception, OSError, SyntaxError, ImportError, StopIteration, UnicodeDecodeError, ExceptionGroup): print(c.__name__, c.__basicsize__, c.__dictoffset__, c.__weakrefoffset__, sorted(k for k in vars(c) if k != "__doc__"))
print(sys.getrefcount(ValueError), sys.getsizeof(ValueError("a")), sys.getsizeof(ValueError))
e = ValueError("a"); print(e.__class__, hash(e) == hash(e), e == ValueError("a"), e.__reduce__(), e.__getstate__())
e.x = 1; print(e.__dict__, vars(e), e.__reduce__())
import _weakref
try: _weakref.ref(e)
except TypeError as x: print(x)
class W(Exception): pass
w = W(); print(_weakref.ref(w)() is w)
