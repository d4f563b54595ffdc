import sys
b = bytearray(); seen = []
for i in range(5000):
    b += b"x" * (i % 7)
    if not seen or seen[-1] != b.__alloc__(): seen.append(b.__alloc__())
print(seen)
for n in (0, 1, 5, 100): 
    b = bytearray(n); a = [b.__alloc__()]; b.append(1); a.append(b.__alloc__()); b.extend(bytes(10)); a.append(b.__alloc__()); b.extend(range(3)); a.append(b.__alloc__()); del b[:3]; a.append(b.__alloc__()); b.insert(0, 5); a.append(b.__alloc__()); b[2:4] = bytes(50); a.append(b.__alloc__()); b[:] = b"a"; a.append(b.__alloc__()); b.clear(); a.append(b.__alloc__()); b *= 5; a.append(b.__alloc__()); b += b"abc"; a.append(b.__alloc__()); b *= 5; a.append(b.__alloc__()); b.pop(); a.append(b.__alloc__()); b.remove(97); a.append(b.__alloc__()); b.reverse(); a.append(b.__alloc__()); print(n, a)
q = bytearray(b"hello world"); m = memoryview(q)
for op in ("q.append(1)", "q.clear()", "del q[0]", "q.extend(b'a')", "q[0:2] = b'abc'", "q[0:2] = b'ab'", "q.pop()", "q += b'x'", "q *= 2"):
    try: exec(op); print(op, "ok")
    except BufferError as e: print(op, e)
m.release(); q.append(1); print(q, sys.getsizeof(q))
