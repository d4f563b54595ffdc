import sys
S = sys.getsizeof
for n in (0, 4, 5, 8, 18, 19, 20, 76, 77, 78, 307, 308, 1228):
    s = set(range(n)); f = frozenset(s); print(n, S(s), S(f), S(set(f)), S(frozenset(list(range(n)))), S(s | f), S(s & f), S(s ^ {1}), S(s - {0}), S({*s}), S({*s, -1}), S(set(str(i) for i in range(n))), S(s.copy()), S(frozenset(range(n))))
s = set()
for i in range(3000):
    s.add(i)
    if i % 3: s.discard(i - 1)
print(len(s), S(s)); t = set(range(200)); t.intersection_update(range(3)); print(S(t)); t.update(range(100)); print(S(t)); t.difference_update(range(99)); print(S(t)); t.symmetric_difference_update(range(50)); print(S(t)); t.clear(); print(S(t)); t.add(1); print(S(t)); t.pop(); print(S(t))
