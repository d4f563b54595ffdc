import sys, struct, gc
for f in ("", "x", "10x", "b", "3b", "bb", "bhi", "<bhi", "10s", "10s5p", "0i", "0s", "i" * 20, "2i3h4x5d", ">q?e", "nNP"):
    s = struct.Struct(f)
    print(repr(f), sys.getsizeof(s), s.size, s.format, gc.is_tracked(s), len(gc.get_referents(s)))
print(struct.Struct.__basicsize__, struct.Struct.__weakrefoffset__)
class S(struct.Struct): pass
print(S.__basicsize__, sys.getsizeof(S("ii")))
s = struct.Struct("i"); s.__init__("hhh"); print(s.size, sys.getsizeof(s))
it = s.iter_unpack(bytes(12)); print(sys.getsizeof(it), sys.getrefcount(s), list(it), it.__length_hint__())
n = struct.Struct.__new__(struct.Struct)
print(sys.getrefcount(struct.error) > 2, struct.error.__flags__ & 512)
buf = bytearray(16); it = struct.iter_unpack("4s", buf)
try: buf.append(1)
except BufferError as e: print(e)
print(len(list(it))); buf.append(1) if False else None
del it; buf.append(1); print(len(buf))
