from ctypes import *
class P(Structure): _fields_ = [("x", c_int), ("y", c_short), ("z", c_double)]
class Q(Structure): _pack_ = 1; _fields_ = [("a", c_byte), ("b", c_int), ("c", c_char * 5)]
class U(Union): _fields_ = [("i", c_int), ("f", c_float), ("b", c_ubyte * 4)]
class B(Structure): _fields_ = [("a", c_uint, 3), ("b", c_uint, 5), ("c", c_uint, 24), ("d", c_ubyte)]
class E(BigEndianStructure): _fields_ = [("x", c_uint16), ("y", c_uint32)]
class N(Structure): _fields_ = [("p", P), ("arr", c_char * 4), ("u", U)]
for t in (c_bool, c_byte, c_ubyte, c_short, c_int, c_long, c_longlong, c_float, c_double, c_longdouble, c_char, c_wchar, c_char_p, c_void_p, py_object, c_size_t, P, Q, U, B, E, N, c_int * 3, P * 2, POINTER(c_int)): print(t.__name__, sizeof(t), alignment(t))
p = P(1, 2, 3.5); print(p.x, p.y, p.z, bytes(p)); p.x = -7; print(p.x, P.x, P.z); q = Q(1, 2, b"ab"); print(q.a, q.b, q.c, bytes(q)); u = U(); u.f = 1.0; print(hex(u.i), list(u.b)); b = B(5, 17, 1000, 3); print(b.a, b.b, b.c, b.d, bytes(b)); e = E(1, 2); print(bytes(e), e.x, e.y); n = N(); n.arr = b"ab"; n.p.x = 3; n.u.i = 1; print(n.arr, n.p.x, n.u.f > 0)
a = (c_int * 5)(1, 2, 3); print(list(a), len(a), a[1:3], a[-1], a[::2]); a[0:2] = [8, 9]; print(list(a)); s = create_string_buffer(b"hello", 10); print(s.value, s.raw, len(s)); s.value = b"abc"; print(s.raw); w = create_unicode_buffer("h\xe9"); print(w.value, len(w))
r = pointer(p); r.contents.x = 42; print(p.x, r[0].y); v = c_int(5); i = POINTER(c_int)(v); i[0] = 8; print(v, bool(i), bool(POINTER(c_int)()), byref(v)._obj is v); print(string_at(s), string_at(s, 2), cast(s, c_char_p).value, cast(a, POINTER(c_short))[0]); m = bytearray(8); c = (c_int * 2).from_buffer(m); c[0] = 5; print(m); memmove(c, b"\x09\0\0\0", 4); print(c[0]); memset(c, 255, 8); print(list(c)); print(c_ubyte(300).value, c_byte(200).value, c_size_t(-1).value, c_float(0.1).value, c_bool(2).value, repr(c_char(b"x")), c_void_p(None).value)
for bad in ("c_int('a')", "P(1, 2, 3, 4)", "a[10]", "c_char(b'ab')", "POINTER(c_int)().contents", "P.from_buffer_copy(b'a')", "sizeof(5)", "P(q=1) and 1", "c_int(1.5)", "(c_int * -1)", "c_int * 'a'", "create_string_buffer(b'abc', 2)"):
    try: print(bad, type(eval(bad)).__name__)
    except Exception as x: print(bad, type(x).__name__, x)
