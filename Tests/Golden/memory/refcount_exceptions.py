import sys
R = sys.getrefcount
def raiser(o): raise ValueError(o)
o = object(); print(R(o))
try: raiser(o)
except ValueError as e:
    print(R(o), R(e), R(e.__traceback__), R(e.args), e.__traceback__.tb_next is not None)
    t = sys.exc_info(); print(R(e), R(t[2])); del t; print(R(e))
    f = e.__traceback__.tb_frame; print(R(f)); del f
print(R(o))
try:
    try: raiser(o)
    except ValueError as e: raise KeyError(o) from e
except KeyError as k:
    print(R(o), R(k), R(k.__cause__), R(k.__context__), k.__cause__ is k.__context__)
print(R(o)); saved = None
try: raiser(o)
except ValueError as e: saved = e
print(R(o), R(saved), R(saved.__traceback__)); saved.__traceback__ = None; print(R(o)); del saved; print(R(o))
def fin(o):
    try: return R(o)
    finally: print("f", R(o))
print(fin(o), R(o))
def loop(o):
    for i in range(3):
        try: raiser(o)
        except ValueError: print(R(o)); continue
        finally: print("l", R(o))
loop(o); print(R(o))
def nest(o, n):
    if n: nest(o, n - 1)
    else: raise RuntimeError
try: nest(o, 4)
except RuntimeError as e: print(R(o))
print(R(o))
try:
    try: raiser(o)
    finally: print(R(o))
except ValueError: print(R(o))
print(R(o))
def g(o):
    try: yield 1
    except GeneratorExit: print("ge", R(o)); raise
x = g(o); next(x); print(R(o)); x.close(); print(R(o)); del x; print(R(o))
try: [raiser(o) for _ in [1]]
except ValueError as e: print(R(o))
print(R(o))
try: raise ExceptionGroup("g", [ValueError(o), TypeError(o)])
except* ValueError as eg: print(R(o), R(eg), R(eg.exceptions))
except* TypeError as eg: print(R(o))
print(R(o))
