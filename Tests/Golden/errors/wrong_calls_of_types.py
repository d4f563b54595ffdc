import sys
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f,"__name__",f), "->", repr(r)[:150])
    except BaseException as e:
        print(getattr(f,"__name__",f), type(e).__name__, e, e.args)
for cls in (bool,int,float,complex,str,bytes,bytearray,list,tuple,dict,set,frozenset,range,slice,enumerate,zip,map,filter,reversed,property,classmethod,staticmethod,super,object,type):
    for a in ((), (1,), ("a",), (None,), (1,2), (1,2,3), ("a", 1, 2, 3)):
        t(cls, *a)
    t(cls, bogus=1)
for e in (BaseException, Exception, StopIteration, SystemExit, ImportError, OSError, NameError, AttributeError, SyntaxError, KeyError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, MemoryError, BlockingIOError, FileNotFoundError, ExceptionGroup, BaseExceptionGroup):
    for a in ((), (1,), ("a",), (1,2), ("a", [ValueError(1)]), (2, "a", "f"), (2, "a", "f", None, "g"), ("a", ("f", 1, 2, "text")), ("a", ("f", 1, 2, "text", 3, 4)), ("a", ("f", 1)), ("utf8", b"abc", 0, 1, "why"), ("utf8", "abc", 0, 1, "why"), ("abc", 0, 2, "why")):
        t(e, *a)
        try:
            x = e(*a)
            print("   str", str(x), [ (n, getattr(x, n)) for n in ("value","code","msg","name","path","errno","strerror","filename","filename2","obj","lineno","offset","text","end_lineno","end_offset","print_file_and_line","encoding","object","start","end","reason","message","exceptions","args","__cause__","__context__","__suppress_context__","__traceback__") if hasattr(x, n)])
        except Exception as y: pass
    t(e, bogus=1)
    t(e, "m", name="n", path="p")
    t(e, "m", name="n", obj="p")
x = OSError(2, "No such", "f"); print(type(x), x.__reduce__())
x = OSError(11, "again", 5); print(type(x), x.characters_written, x.args)
x = ImportError("m", name="n"); print(x.__reduce__())
x = ValueError(1,2); x.foo = 3; print(x.__reduce__(), x.__dict__)
x.__setstate__({"bar": 4}); print(x.bar)
for n, v in (("__cause__", 1), ("__context__", 1), ("__traceback__", 1), ("args", 5)):
    try: setattr(x, n, v)
    except TypeError as e: print(e)
    try: delattr(x, n)
    except TypeError as e: print(e)
x.args = [1,2]; print(x.args, x)
t(x.with_traceback, 1)
t(x.add_note, 1)
t(x.add_note, "n"); print(x.__notes__)
x.__notes__ = 5
t(x.add_note, "n")
class E(OSError):
    def __init__(self, a): self.a = a
t(E, 1); print(E(3).a, E(3).args)
class M(MemoryError): pass
t(M, 1)
