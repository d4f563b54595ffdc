import sys
def S(x): return sys.getsizeof(x)
s = set(); last = None
for i in range(100000):
    s.add(i)
    if S(s) != last: last = S(s); print("add", len(s), last)
while s:
    s.pop()
    if S(s) != last: last = S(s); print("pop", len(s), last)
s.add(1); print(S(s)); s.clear(); print(S(s))
for n in range(0, 60, 3):
    r = set(range(n)); print(n, S(r), S(frozenset(range(n))), S({*range(n)}), S(r | {-1}), S(r & {1, 2}), S(r - {1}), S(r ^ {1, -1}), S(r.copy()), S(set(r)), S(set(list(r))), S(frozenset(r)), S({i for i in range(n)}), S(set(dict.fromkeys(range(n)))), S(r.union(range(n + 5))), S(r.intersection(range(4))), S(r.difference(range(4))))
s = set(range(1000))
for i in range(990): s.discard(i)
print(len(s), S(s), S(s.copy()), S(set(s)), S(s | s), S(s & s)); s.add("x"); print(S(s))
for i in range(600):
    s.add(i); s.discard(i)
    if S(s) != last: last = S(s); print(i, last)
s = set("abc"); s.update("defgh", range(20), {"q"}); print(S(s)); s &= {1, 2}; print(S(s)); s |= set(range(100)); print(S(s)); s -= set(range(90)); print(S(s)); s ^= set(range(5)); print(S(s))
print(S({1}), S({1, 2, 3, 4}), S({1, 2, 3, 4, 5}), S({"a", "b"}), S(frozenset({1, 2, 3, 4, 5})), S(frozenset()))
