for v in (0, 1, -1, -2, 2**61 - 1, 2**61, 2**61 - 2, -(2**61), 10**30, -10**30, 1.0, 1.5, -0.0, 0.1, 1e300, float("inf"), float("-inf"), 1j, 1 + 2j, -1j, True, "", "a", "abc", "hello world", "\xe9", "\u20ac", "\U0001f600", "x" * 1000, b"", b"a", b"abc", b"\0" * 50, (), (1,), (1, 2), (1, (2, 3)), ("a", 1.5), frozenset(), frozenset([1]), frozenset([1, 2, 3]), frozenset("abc"), range(5), range(1, 10, 3), range(0, 10**20), (None,) == 1, (True, 1.0), ((),), ((), ())):
    print(repr(v)[:30], hash(v))
print([hash(i) for i in range(-10, 10)], hash(3.0) == hash(3), hash(2**100), hash(2.0**100), hash(float(2**61 - 1)))
class H:
    def __init__(s, v): s.v = v
    def __hash__(s): return s.v
for v in (0, -1, -2, 2**61 - 1, 2**61, 2**63 - 1, 2**63, 2**64, -2**63, -2**64, True): print(v, hash(H(v)))
print(hash(memoryview(b"abc")) == hash(b"abc"), hash("a" * 7), hash("a" * 8), hash("a" * 9), hash(b"abcdefgh"), hash("abcdefgh") == hash(b"abcdefgh"))
print([hash("k%d" % i) & 1023 for i in range(50)]); print([hash((i, i + 1)) % 997 for i in range(30)]); print([hash(i / 7) % 1009 for i in range(30)])
for bad in ([], {}, set(), bytearray(), slice(1)):
    try: hash(bad)
    except TypeError as e: print(e)
import fractions, decimal
print(hash(fractions.Fraction(1, 3)), hash(fractions.Fraction(7, 1)), hash(decimal.Decimal("1.5")), hash(list[int]) == hash(list[int]))
