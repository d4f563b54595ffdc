import sys, array, gc, copy
A = array.array
for text in ("", "a", "abc", "é", "日本", "\U0001f600x", "x" * 100):
    a = A("u", text)
    print(repr(text[:5]), len(a), sys.getsizeof(a), a.buffer_info()[1], gc.is_tracked(a))
    a.append("z"); print(sys.getsizeof(a), end=" ")
    a.fromunicode("yy"); print(sys.getsizeof(a), end=" ")
    a.extend(A("u", "q")); print(sys.getsizeof(a), a.tounicode()[-4:])
for code in "bBuhHiIlLqQfd":
    a = A(code, "ab" if code == "u" else [1, 2, 3])
    print(code, a.itemsize, sys.getsizeof(a), a.__reduce_ex__(2), [x if not callable(x) or isinstance(x, type) else x.__name__ for x in a.__reduce_ex__(3)])
    f, args, state = a.__reduce_ex__(4); g, more, _ = a.__reduce_ex__(2)
    print(f(*args) == a, g(*more) == a, copy.copy(a) == a, copy.deepcopy(a) == a)
class B(A): pass
b = B("i", [1]); b.x = 5
print(b.__reduce_ex__(4)[1][0], b.__reduce_ex__(4)[2], sys.getsizeof(b))
rec = array._array_reconstructor
print(rec(A, "i", 9, b"\0\0\0\1"), rec(A, "i", 8, b"\1\0\0\0"), rec(A, "d", 17, bytes([0x3f, 0xf0, 0, 0, 0, 0, 0, 0])), rec(A, "f", 15, bytes([0x3f, 0x80, 0, 0])), rec(A, "u", 18, b"a\0b\0"), rec(A, "u", 21, b"\0\0\0b\0\0\0c"), rec(A, "b", 13, bytes(8)), rec(A, "h", 3, b"\xff\xfe"))
for bad in (lambda: rec(1, "i", 8, b""), lambda: rec(int, "i", 8, b""), lambda: rec(A, "z", 8, b""), lambda: rec(A, "i", 99, b""), lambda: rec(A, "i", 8, 1), lambda: rec(A, "i", 9, b"abc"), lambda: rec(A, "i"), lambda: A("i", [1]).__reduce_ex__("a")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
it = iter(A("i", [5, 6, 7])); next(it)
print(it.__reduce__(), sys.getsizeof(it)); it.__setstate__(2); print(list(it), it.__reduce__()); 
x = A("d"); sizes = []
for i in range(40): x.append(i); sizes.append(sys.getsizeof(x))
print(sizes)
while x: x.pop(); sizes.append(sys.getsizeof(x))
print(sizes[40:])
from collections.abc import MutableSequence
print(isinstance(x, MutableSequence), array.typecodes, array.ArrayType is A)
try: A("i", [1]).__class_getitem__
except AttributeError as e: print(e)
