import ctypes, sys
class Object(ctypes.Structure): _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.c_void_p)]
class VarObject(Object): _fields_ = [("ob_size", ctypes.c_ssize_t)]
for o in ([], [1, 2], (1, 2, 3), 10**30, -10**30, "abc", b"abc", {}, set(), 1.5, object(), len, sys, type, int):
    h = VarObject.from_address(id(o)); print(type(o).__name__, h.ob_type == id(type(o)), h.ob_size if isinstance(o, (list, tuple, int, bytes)) and not isinstance(o, type) else "")
x = [1]; h = Object.from_address(id(x)); a = h.ob_refcnt; y = x; b = h.ob_refcnt; del y; print(b - a, h.ob_refcnt - a, sys.getrefcount(x) - h.ob_refcnt)
n = 2**30 + 5; d = (ctypes.c_uint32 * 2).from_address(id(n) + 24); print(list(d)); print(ctypes.c_double.from_address(id(1.25) + 16).value, ctypes.string_at(id(b"bytes!") + 32, 6), ctypes.string_at(id("text") + 48))
l = list(range(5)); items = ctypes.c_void_p.from_address(id(l) + 24).value; print([ctypes.cast(p, ctypes.py_object).value for p in (ctypes.c_void_p * 5).from_address(items)], ctypes.c_ssize_t.from_address(id(l) + 32).value)
t = ("a", "b"); print([ctypes.py_object.from_address(id(t) + 24 + 8 * i).value for i in range(2)]); s = "h\xe9llo\u20ac"; print(ctypes.c_ssize_t.from_address(id(s) + 16).value, ctypes.c_uint32.from_address(id(s) + 32).value & 0xff)
class A: pass
a = A(); a.x = 5; f = ctypes.c_ulong.from_address(id(A) + 168).value; print(bool(f & 1 << 4), bool(f & 1 << 9), bool(f & 1 << 14)); print(ctypes.sizeof(VarObject), VarObject.ob_size.offset, VarObject._fields_)
