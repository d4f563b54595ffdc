values = [1, 1.5, True, "s", b"b", None, [1], (1,), {1}, {1: 2}, range(2), len, lambda: 0, type, Exception("e"), ..., 1j, frozenset(), slice(1), iter([]), object]
for v in values:
    print(type(v).__name__, isinstance(v, (int, str)), isinstance(v, object), callable(v), bool(v))
print(type(1) is int, type(type), isinstance(True, int), issubclass(bool, int), type(3) == type(4), isinstance([], list | tuple), isinstance(3, int | None))
print(int.__name__, str.__mro__, type("X", (), {"a": 1})().a, type(None)() is None, [].__class__.__name__, (5).__class__)
try:
    isinstance(1, "int")
except TypeError as e:
    print(e)
try:
    issubclass(1, int)
except TypeError as e:
    print(e)
print(int("7") + float("1.5"), str(12) + "3", list("ab"), tuple([1]), set([1, 1]), dict(a=1), bool("x"), complex(1, 2), bytes([65, 66]), chr(65), ord("a"), float(3), int(9.9), str(None), list({"k": 1}), bytearray(b"ab"))
