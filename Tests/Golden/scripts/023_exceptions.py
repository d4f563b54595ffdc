def risky(kind):
    if kind == "value": raise ValueError("bad value", 42)
    if kind == "key": return {}["missing"]
    if kind == "type": return 1 + "1"
    if kind == "index": return [][1]
    if kind == "attr": return (1).nope
    if kind == "zero": return 1 // 0
    return "fine"
for k in ("value", "key", "type", "index", "attr", "zero", "ok"):
    try:
        r = risky(k)
    except (ValueError, KeyError) as e:
        print("first", type(e).__name__, e.args)
    except ArithmeticError as e:
        print("arith", e)
    except Exception as e:
        print("other", type(e).__name__, e)
    else:
        print("else", r)
    finally:
        print("finally", k)
class MyError(Exception):
    def __init__(self, code, msg="custom"):
        super().__init__(msg)
        self.code = code
try:
    raise MyError(7)
except MyError as e:
    print(e, e.code, repr(e), isinstance(e, Exception))
def f():
    try:
        return "try"
    finally:
        print("cleanup")
print(f())
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
g()
try:
    try:
        raise KeyError("inner")
    except KeyError as e:
        raise RuntimeError("outer") from e
except RuntimeError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][3]
except IndexError as e:
    print(type(e.__context__).__name__, e.__cause__)
try:
    raise ValueError("x") from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__)
try:
    e
except NameError as err:
    print(err)
def reraise():
    try:
        int("z")
    except ValueError:
        raise
try:
    reraise()
except ValueError as e:
    e.add_note("seen"); print(e, e.__notes__)
try:
    raise TypeError
except TypeError as e:
    print(repr(e), e.args)
try:
    raise 5
except TypeError as e:
    print(e)
