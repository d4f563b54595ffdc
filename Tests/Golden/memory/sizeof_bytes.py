import sys
for n in range(0, 40): print(sys.getsizeof(bytes(n)), end=" ")
print()
b = bytearray(); last = None
for i in range(2000):
    b.append(i & 255)
    now = (sys.getsizeof(b), b.__alloc__())
    if now != last: print(i, now); last = now
while b:
    b.pop()
    now = (sys.getsizeof(b), b.__alloc__())
    if now != last: print(len(b), now); last = now
b = bytearray(b"x" * 100)
print(sys.getsizeof(b), b.__alloc__())
for op in ("b += b'y'", "b += b'z' * 50", "del b[:10]", "del b[-10:]", "b[5:5] = b'1234567890'", "b[0:60] = b''", "b.extend(range(30))", "b.insert(3, 9)", "b.remove(9)", "b.reverse()", "b *= 3", "b.clear()", "b[:] = b'abc'", "b.extend(b'q' * 7)", "del b[0]", "del b[::2]"):
    exec(op); print(op, len(b), sys.getsizeof(b), b.__alloc__(), sys.getsizeof(bytes(b)))
for src in ("bytearray(10)", "bytearray(b'abc')", "bytearray([1,2,3])", "bytearray('abc', 'utf8')", "bytearray(range(20))", "bytearray(iter([1,2,3]))", "bytearray(b'ab') + b'cd'", "bytearray(b'ab') * 4", "bytearray(b'abcdef')[1:4]", "bytearray(b'a b').split()[0]", "bytearray().join([b'a', b'bb'])", "bytearray(b'abc').upper()", "bytearray(b'aXb').replace(b'X', b'YYY')"):
    v = eval(src); print(src, sys.getsizeof(v), v.__alloc__())
