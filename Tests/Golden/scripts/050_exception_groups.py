try:
    raise ExceptionGroup("many", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
except* ValueError as eg:
    print("values", eg.exceptions, len(eg.exceptions))
except* (TypeError, KeyError) as eg:
    print("others", [type(e).__name__ for e in eg.exceptions])
def f():
    try:
        raise ValueError("single")
    except* ValueError as eg:
        print(repr(eg))
f()
eg = ExceptionGroup("g", [OSError("a"), ValueError("b")])
print(eg.message, eg.split(OSError), eg.subgroup(lambda e: isinstance(e, ValueError)), eg.derive([KeyError()]))
try:
    try:
        raise ExceptionGroup("x", [ValueError("v"), OSError("o")])
    except* ValueError:
        print("part")
except ExceptionGroup as rest:
    print(rest, rest.exceptions)
try:
    ExceptionGroup("e", [])
except ValueError as e:
    print(e)
raise ExceptionGroup("uncaught", [ValueError("one"), ExceptionGroup("nested", [TypeError("two")])])
