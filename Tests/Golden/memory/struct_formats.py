import struct
for f, v in [("<ihb2s?d", (1, 2, 3, b"x", True, 1.5)), (">IHQ", (1, 2, 3)), ("@bi", (1, 2)), ("=bi", (1, 2)), ("3s4p", (b"abcd", b"xyz")), ("2h", (1, -1)), ("e", (1.5,)), ("f", (0.1,)), ("c", (b"a",)), ("xh", (1,)), ("0s", (b"",)), ("P", (5,)), ("nN", (-1, 1)), ("!L", (7,))]:
    b = struct.pack(f, *v); print(f, b, struct.unpack(f, b), struct.calcsize(f))
print(list(struct.iter_unpack("<h", b"abcdef"))); buf = bytearray(10); struct.pack_into("<I", buf, 3, 77); print(buf, struct.unpack_from("<I", buf, 3)); s = struct.Struct("<hh"); print(s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2\0"))
for bad in ('struct.pack("b", 300)', 'struct.pack("<h", 99999)', 'struct.pack(">h", 99999)', 'struct.unpack("i", b"")', 'struct.pack("i", "a")', 'struct.calcsize("z")', 'struct.pack("I", -1)', 'struct.pack("I", 2**40)', 'struct.pack("q", 2**70)', 'struct.pack("2i", 1)', 'struct.pack("i", 1.5)', 'struct.calcsize("5")', 'struct.unpack_from("i", b"abc")', 'struct.pack("c", b"ab")', 'struct.pack("f", "x")', 'struct.pack("<f", 1e300)', 'struct.pack("P", -1)', 'struct.pack("e", 1e6)'):
    try: print(bad, eval(bad))
    except Exception as x: print(bad, type(x).__name__, x)
