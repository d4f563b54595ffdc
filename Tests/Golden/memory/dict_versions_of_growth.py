import sys
S = sys.getsizeof
for n in (0, 1, 4, 5, 6, 9, 10, 11, 20, 21, 22, 42, 43, 85, 86, 170):
    d = {i: 0 for i in range(n)}; a = S(d); d.update({}); b = S(d); d["k"] = 1; c = S(d); del d["k"]; e = S(d); d["k"] = 1; f = S(d); g = S(d.copy()); h = S(dict(d)); d.clear(); print(n, a, b, c, e, f, g, h, S(d))
d = {}
for r in range(100): d[r] = 1; del d[r]
print(S(d), len(d)); d = {i: 1 for i in range(10)}
sizes = []
for r in range(200):
    d[1000 + r] = 1; del d[next(iter(d))]
    if not sizes or sizes[-1] != S(d): sizes.append(S(d))
print(sizes); print(S({**{str(i): 1 for i in range(8)}}), S({str(i): 1 for i in range(8)} | {"q": 1}), S(dict.fromkeys(range(30))), S(dict.fromkeys(list(range(30)))), S(dict.fromkeys("a" * 30)))
