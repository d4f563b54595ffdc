import sys
S = sys.getsizeof
def grow(b, f, n):
    out = []
    for i in range(n):
        f(b); out.append(S(b))
    return out
print(grow(bytearray(), lambda b: b.append(1), 40))
b = bytearray(100)
print(S(b)); del b[:10]; print(S(b), len(b)); del b[:60]; print(S(b), len(b)); b += b"x" * 5; print(S(b)); b.clear(); print(S(b)); b.extend(b"abc"); print(S(b)); b.extend(range(100)); print(S(b)); b.extend(iter(range(100))); print(S(b))
b[10:20] = b"zz" * 50; print(S(b)); b[::2] = b[::2]; del b[::3]; print(S(b), len(b)); b *= 3; print(S(b)); b.pop(); b.remove(0) if 0 in b else None; print(S(b)); b.insert(0, 5); print(S(b)); b.reverse(); print(S(b), S(b.copy()), S(b[:]), S(b + b"1"), S(b * 2))
while b: b.pop()
print(S(b))
for n in (0, 1, 7, 8, 15, 16, 31, 100, 511, 512, 513, 5000): print(n, S(bytearray(n)), S(bytearray(b"x" * n)), S(bytearray(range(n % 256))), S(bytearray(iter([1] * n))))
m = bytearray(8); v = memoryview(m); print(sys.getrefcount(m), S(v), v.nbytes, S(v[2:]), S(v.cast("i")))
for f in (lambda: m.append(1), lambda: m.pop(), lambda: m.clear(), lambda: m.extend(b""), lambda: m.__setitem__(slice(0, 1), b"ab"), lambda: m.__delitem__(0), lambda: m.__imul__(2), lambda: m.__iadd__(b"")):
    try: print(f())
    except BufferError as e: print(e)
v.release(); m.append(1); print(m)
class B(bytearray): pass
x = B(b"abc"); x.a = 1; print(S(x), S(B()), B.__basicsize__)
print(S(bytearray("é", "utf-8")), bytearray(b"a").__alloc__(), bytearray().__alloc__(), bytearray(10).__alloc__())
