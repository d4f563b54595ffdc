import sys
def t(src, mode="exec"):
    try: exec(compile(src, "<s>", mode))
    except BaseException as e:
        print(type(e).__name__, e.args)
        sys.excepthook(type(e), e, None)
for s in ["x = = 1", "def f(:", "if 1\n  x", "x = (1,\ny", "'abc", "'''abc", "  x", "if 1:\nx", "print 1", "1 = x", "f() = 1", "x +", "return", "break", "def f():\n  nonlocal x", "global x; x = 1\nglobal x", "class A\n", "a b c", "\tx\n        y", "if 1:\n\tx\n        y", "é = = 1", "x = '漢字' = 1", "f(a=1, 2)", "f(**a, *b)", "lambda: (yield) = 1", "async def f(): [await x for x in y] = 1", "x = 1 +\\\n   = 2", "while True print(1)", "for x in range(10)\n pass", "{1:2, 3}", "[x for x in", "f'{a b}'", "f'{'", "b'é'", "0777", "1_", "0x", "1e", "$x", "x = ?", "import a.b as", "from . import *; x = = 2", "try:\n x\n", "with a as 1: pass", "del f()", "x: int: str", "*a", "*a = 1", "a, b += 1", "not = 1", "None = 1", "True = 1", "def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "f(a for a in b, c)", "else: x", "@\nx", "class A: x = = 1", "x\x00y"]:
    t(s)
for s in ["1 +", "x = 1", "", "1; 2", "(1"]:
    t(s, "eval")
for s in ["x = 1\ny = 2", "if 1: pass\n", "1 +"]:
    t(s, "single")
for args in [("msg",), ("msg", ("f.py", 3, 5, "some text")), ("msg", ("f.py", 3, 5, "some text\n", 3, 9)), ("msg", ("f.py", 3, None, "some text")), ("msg", ("f.py", 3, 0, "  some text")), ("msg", ("f.py", 3, -1, None)), ("msg", (None, 3, 5, "x")), ("msg", ("f.py", None, 5, "x")), ("msg", ("f.py", 3, 50, "x", 3, 99)), ("msg", ("f.py", 3, 3, "ab\ncd\nef", 5, 2)), (5, ("f.py", 1, 1, "x")), ("msg", ("f.py", 3, 5, "\t  some text", 3, 7))]:
    e = SyntaxError(*args)
    sys.excepthook(SyntaxError, e, None)
    print(str(e), repr(e))
e = IndentationError("m", ("f.py", 2, 3, "   text", 2, 5)); sys.excepthook(type(e), e, None)
e = SyntaxError("m"); e.filename = "zz"; print(e); e.lineno = 4; print(e); e.filename=None; print(e); sys.excepthook(type(e), e, None)
