b = b"hello"
print(b, b[0], b[1:3], list(b), b + b"!", b * 2, len(b), b.upper(), b.find(b"l"), b.split(b"l"), b.hex(), bytes.fromhex("68 69"), b.decode(), "é€".encode("utf-8"), "é".encode("latin-1"))
ba = bytearray(b"abc"); ba.append(100); ba[0] = 65; ba.extend(b"ef"); del ba[1]; print(ba, bytes(ba), ba.pop(), ba.reverse(), ba)
print(b"a\x00\xff\n'", bytes(3), bytes([1, 2]), b"x" in b"xyz", 120 in b"xyz", b"a" < b"b", b"%d %s" % (5, b"z"), b"-".join([b"a", b"b"]), b" x ".strip(), b"abc".replace(b"b", b"X"))
for bad in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: b[10]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), b"\xff".decode("utf-8", "replace"), "é".encode("ascii", "backslashreplace"), "x".encode("utf-16-le"), int.from_bytes(b"\x01\x02", "big"))
