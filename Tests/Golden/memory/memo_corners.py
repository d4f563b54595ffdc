import sys, gc
S, R = sys.getsizeof, sys.getrefcount
b = bytearray(b"abcdefgh"); n = R(b)
v = memoryview(b); print(R(b) - n, S(v), gc.is_tracked(v), [type(o).__name__ for o in gc.get_referents(v)])
w = v[2:6]; x = w[::2]; c = v.cast("H"); d = v.cast("b"); print(R(b) - n, S(w), S(x), S(c), S(d), x.tolist(), c.tolist(), d.tolist(), x.strides, d.shape)
print(R(v), v.obj is b, w.obj is b, R(b) - n)
v.release(); print(R(b) - n)
try: v[0]
except ValueError as e: print(e)
print(bytes(w), repr(v).split(" at ")[0])
w.release(); x.release(); c.release(); print(R(b) - n); d.release(); print(R(b) - n); b.append(1)
with memoryview(b) as m: print(m[0], R(b) - n)
print(R(b) - n)
ro = memoryview(b"abc"); print(hash(ro) == hash(b"abc"), ro == b"abc", ro.readonly, R(ro))
try: ro[0] = 1
except TypeError as e: print(e)
try: hash(memoryview(b))
except ValueError as e: print(e)
import array
a = array.array("d", [1, 2]); m = memoryview(a); print(m.format, m.itemsize, m.nbytes, m.tolist(), R(a))
try: a.append(3)
except BufferError as e: print(e)
del m; a.append(3); print(len(a))
s = slice(1, [], None); print(S(s), R(s.stop), gc.is_tracked(s), s == slice(1, [], None)); 
try: hash(s)
except TypeError as e: print(e)
r = range(5); print(S(r), R(r.start) > 1, S(range(10**30)), range(3) == range(0, 3, 1), gc.is_tracked(r))
st = {1, 2, 3}; out = []
for i in range(300): st.add(i); out.append(S(st))
print(sorted(set(out)), [out.index(k) for k in sorted(set(out))])
for i in range(290): st.discard(i)
print(S(st), len(st), S(st.copy()), S(set(st)), S(st | {1}), S(st & {295}), S(frozenset(st)), S(st - {1}), S(st ^ {1})); st.add(1); print(S(st)); st.clear(); print(S(st)); st.update(range(50)); print(S(st)); st &= {1}; print(S(st)); st.pop(); print(S(st)); st |= set(range(5)); print(S(st))
for n in (0, 1, 4, 5, 8, 18, 19, 50, 77, 78): print(n, S(set(range(n))), S(frozenset(range(n))), S({i for i in range(n)}), S(set(str(i) for i in range(n))), S(set(dict.fromkeys(range(n)))), S(set(frozenset(range(n)))), end="; ")
print()
f = frozenset(); print(f is frozenset(), frozenset("") is f, frozenset(f) is f, S(f), gc.is_tracked(f), gc.is_tracked(frozenset([1])), gc.is_tracked(set())); ff = frozenset([1]); print(frozenset(ff) is ff, ff.copy() is ff, ff | set() is ff, ff & ff is ff)
o = object(); k = R(o); q = {o}; p = q.copy(); z = frozenset(q); print(R(o) - k); q.discard(o); p.clear(); del z; print(R(o) - k)
print([S(i) for i in (0, 1, -1, 2**30 - 1, 2**30, -2**30, 2**60 - 1, 2**60, 10**100, True, 1.5, 1j, None, ..., NotImplemented)], S((2**30) - 1), S(2**60 >> 31), S(-(2**30) + 1), S((10**50) // 10**45), S(int("9" * 100)), S(int.from_bytes(b"\xff" * 9, "big")), S(~(2**30)), S(2**64 & 1), S(2**90 | 1), S(abs(-2**30)), S(pow(3, 100)), S(pow(3, 100, 7)), S(round(1e20)), S(int(1e9)))
