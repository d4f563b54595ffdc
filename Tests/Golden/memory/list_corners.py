import sys, operator
S = sys.getsizeof
class H:
    def __init__(self, n, hint): self.n, self.hint = n, hint
    def __iter__(self): return It(self.n, self.hint)
class It:
    def __init__(self, n, hint): self.n, self.hint = n, hint
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1; return self.n
    def __length_hint__(self):
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
for n in (0, 1, 5, 9, 40):
    for hint in (0, 3, 50, NotImplemented):
        x = list(H(n, hint)); y = [1]; y.extend(H(n, hint)); z = []; z += H(n, hint); t = tuple(H(n, hint)); print(n, hint, S(x), S(y), S(z), S(t), S([*H(n, hint)]), S([i for i in H(n, hint)]), S(sorted(H(n, hint))))
for hint in (-1, "a", ValueError("v"), TypeError("t"), 1.5):
    try: print(list(H(2, hint)))
    except Exception as e: print(type(e).__name__, e)
for n in range(20): print(S(list(range(n))), S([None] * n), S([0] * n + [1]), S(list("a" * n)), S(list(map(int, "1" * n))), S(list({i for i in range(n)})), S(list(dict.fromkeys(range(n)))), S(list(zip(range(n)))), S(list(reversed(range(n)))), S([*range(n)]), S(list((None,) * n)), S(list(b"x" * n)), end=" | ")
print()
l = list(range(100)); out = []
while l: l.pop(); out.append(S(l))
print(out)
l = list(range(100)); out = []
while l: del l[0]; out.append(S(l))
print(out)
l = []; out = []
for i in range(50): l.insert(0, i); out.append(S(l))
print(out)
l[10:20] = []; print(S(l)); l[5:5] = range(33); print(S(l)); l[:] = [1]; print(S(l)); l *= 10; print(S(l)); l *= 0; print(S(l)); l.extend([1, 2]); print(S(l)); l.clear(); print(S(l)); l += (1,); print(S(l)); l[:0] = l; print(S(l), l); l[1:1] = (i for i in range(7)); print(S(l)); del l[::2]; print(S(l), l); l.sort(); print(S(l)); l.reverse(); print(S(l), S(l.copy()), S(l[:]), S(l[::2]), S(l + l), S(l * 3), S(3 * l))
log = []
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): log.append(len(keep)); return self.v < o.v
keep = [K(3), K(1), K(2)]; keep.sort(); print(log, S(keep))
keep = [K(3), K(1), K(2)]
class Grow(K):
    def __lt__(self, o): keep.append(self); return self.v < o.v
keep[:] = [Grow(3), Grow(1)]
try: keep.sort()
except ValueError as e: print(e, len(keep))
def bad_key(x): raise KeyError(x)
q = [1, 2]; n = sys.getrefcount(q)
try: q.sort(key=bad_key)
except KeyError as e: print(q, sys.getrefcount(q) - n)
o = object(); n = sys.getrefcount(o); r = [o] * 7; print(sys.getrefcount(o) - n); r[:] = r + r; print(sys.getrefcount(o) - n); r[2:9] = []; print(sys.getrefcount(o) - n); r.remove(o); r.pop(); print(sys.getrefcount(o) - n); r += r; r *= 2; print(sys.getrefcount(o) - n); s = r[::3]; print(sys.getrefcount(o) - n); del s, r; print(sys.getrefcount(o) - n)
