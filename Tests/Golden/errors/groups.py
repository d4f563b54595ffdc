import sys
def show(f, *a):
    try: f(*a)
    except BaseException as e: sys.excepthook(type(e), e, e.__traceback__)
def g1():
    raise ExceptionGroup("top", [ValueError(1), ExceptionGroup("mid", [TypeError("t"), KeyError("k")]), OSError(2, "x", "f")])
show(g1)
def sub(n):
    try: raise ValueError(n)
    except ValueError as e: return e
def g2(): raise ExceptionGroup("many", [sub(i) for i in range(20)])
show(g2)
def g3():
    e = ValueError(0)
    for i in range(15): e = ExceptionGroup(f"e{i}", [e])
    raise e
show(g3)
def g4():
    try: g1()
    except* ValueError: raise KeyError("new")
show(g4)
def g5():
    try: raise ValueError("naked")
    except* ValueError as eg: print(repr(eg)); raise
show(g5)
def g6():
    try: g1()
    except* TypeError as eg: print(repr(eg))
    except* OSError: 1/0
show(g6)
def g7():
    e = ExceptionGroup("noted", [ValueError(1)])
    e.add_note("a note"); e.exceptions[0].add_note("inner\nnote")
    try: 1/0
    except ZeroDivisionError as z: raise e from z
show(g7)
def g8():
    try: compile("x = = 1", "<file>", "exec")
    except SyntaxError as e: raise ExceptionGroup("syn", [e])
show(g8)
eg = ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3)])])
print(eg.split(ValueError)); print(eg.subgroup(lambda e: isinstance(e, TypeError))); print(eg.subgroup((KeyError,)))
print(eg.derive([KeyError(1)]), str(eg), repr(eg), eg.message, eg.exceptions)
for bad in (5, "a", (1,)):
    try: eg.split(bad)
    except TypeError as e: print(e)
print(type(BaseExceptionGroup("a", [ValueError()])), type(BaseExceptionGroup("a", [KeyboardInterrupt()])))
for a in (("a",[5]),("a",[]),("a",5),(5,[ValueError()]),("a",[KeyboardInterrupt()])):
    try: print(repr(ExceptionGroup(*a)))
    except Exception as e: print(type(e), e)
class EG(ExceptionGroup): pass
try: EG("a", [KeyboardInterrupt()])
except TypeError as e: print(e)
print(EG[int], EG.__mro__)
def s1():
    try:
        try: raise ExceptionGroup("a", [ValueError(1), KeyError(2)])
        except* ValueError as e: raise ExceptionGroup("b", [TypeError()]) from e
    except* KeyError: print("key")
show(s1)
