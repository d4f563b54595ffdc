import ctypes, sys
from ctypes import *
L = lambda a: c_ssize_t.from_address(a).value
P = lambda a: c_void_p.from_address(a).value
l = [1.5, "x", None]
print(L(id(l)), P(id(l) + 8) == id(list), L(id(l) + 16), L(id(l) + 32), [P(P(id(l) + 24) + 8 * i) == id(x) for i, x in enumerate(l)])
l.append(1); print(L(id(l) + 16), L(id(l) + 32))
t = (1, 2.5); print(L(id(t) + 16), P(id(t) + 24) == id(t[0]), P(id(t) + 32) == id(t[1]))
d = {"a": 1, "b": 2, 3: 4}; keys = P(id(d) + 32)
print(L(id(d) + 16), c_uint8.from_address(keys + 8).value, c_uint8.from_address(keys + 9).value, c_uint8.from_address(keys + 10).value, L(keys + 16), L(keys + 24), bytes((c_int8 * 8).from_address(keys + 32)).count(255))
s = {"x", 5}; print(L(id(s) + 16), L(id(s) + 24), L(id(s) + 32))
for x in ("abc", "é", "日", "\U0001f600", ""):
    st = c_uint32.from_address(id(x) + 32).value
    print(L(id(x) + 16), st & 3, st >> 2 & 7, st >> 5 & 1, st >> 6 & 1, st >> 7 & 1)
u = "".join(["u", "v"]); print(L(id(u) + 24)); h = hash(u); print(L(id(u) + 24) == h)
for n in (0, 1, -1, 2**30, -2**30, 2**60 + 5, 10**40): print(L(id(n) + 16), [c_uint32.from_address(id(n) + 24 + 4 * i).value for i in range(abs(L(id(n) + 16)))])
f = 1.5; print(c_double.from_address(id(f) + 16).value)
c = 1 + 2j; print(c_double.from_address(id(c) + 16).value, c_double.from_address(id(c) + 24).value)
b = b"abc"; print(L(id(b) + 16), L(id(b) + 24) in (-1, hash(b)), string_at(id(b) + 32, 4))
ba = bytearray(b"hello"); print(L(id(ba) + 16), L(id(ba) + 24), string_at(P(id(ba) + 32), 6)); del ba[:2]; print(L(id(ba) + 24), P(id(ba) + 40) - P(id(ba) + 32), L(id(ba) + 48))
class A: pass
a = A(); a.x = "val"; a.y = 2
vals = P(id(a) - 32); print(P(id(a) - 24), P(vals) == id(a.x), L(id(A) + 32), L(id(A) + 40), string_at(P(id(A) + 24)))
def fn(p, q=2): return p
print(P(id(fn) + 48) == id(fn.__code__), P(id(fn) + 40) == id(fn.__qualname__), P(id(fn) + 56) == id(fn.__defaults__))
cell = (lambda: l).__code__; k = 5
def clo():
    return k
r = range(3, 10, 2); print(P(id(r) + 16) == id(r.start), P(id(r) + 40) == id(4 - 0))
sl = slice(1, 2); print(P(id(sl) + 16) == id(1), P(id(sl) + 24) == id(2), P(id(sl) + 32) == id(None))
it = iter(l); next(it); print(L(id(it) + 16), P(id(it) + 24) == id(l))
gcn = lambda o: (P(id(o) - 16) != None, c_size_t.from_address(id(o) - 8).value & 3)
print(gcn([]), gcn(()), gcn((1,)), gcn({}))
class Hdr(Structure): _fields_ = [("refcnt", c_ssize_t), ("type", py_object), ("size", c_ssize_t)]
x = [1, 2]; hd = Hdr.from_address(id(x)); print(hd.refcnt, hd.type, hd.size, sizeof(Hdr), Hdr.size.offset); y = x; print(hd.refcnt); hd.size = 1; print(x); hd.size = 2
n = 123456789012; d0 = c_uint32.from_address(id(n) + 24); old = d0.value; d0.value = 1; print(n); d0.value = old
print(cast(id(x), py_object).value is x, py_object.from_address(id(l) + 24 - 24 + 8).value)
m = memoryview(b"abc"); print(L(id(m) + 16) != 0)
buf = create_string_buffer(b"abc", 8); print(sizeof(buf), buf.raw, buf.value); memmove(buf, b"xyz", 2); print(buf.value); memset(buf, 65, 3); print(buf.value, addressof(buf) != 0)
arr = (c_int * 3)(1, 2, 3); print(list(arr), sizeof(arr), arr[1]); arr[1] = 9; p = pointer(arr); print(p.contents[1], p[0][2])
for bad in (lambda: c_int.from_address("a"), lambda: c_int("x"), lambda: (c_int * 2)(1, 2, 3), lambda: arr[5], lambda: c_int.from_buffer(b"abc"), lambda: c_uint8.from_buffer(bytearray())):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
ff = c_int.from_buffer(ba2 := bytearray(8), 4); ff.value = -1; print(ba2)
try: ba2.append(1)
except BufferError as e: print(e)
