import sys
def S(l): return sys.getsizeof(l)
l = []; last = None
for i in range(3000):
    l.append(None)
    if S(l) != last: last = S(l); print("append", len(l), last)
while l:
    l.pop()
    if S(l) != last: last = S(l); print("pop", len(l), last)
l = []
for i in range(200):
    l.insert(0, i)
    if S(l) != last: last = S(l); print("insert", len(l), last)
for i in range(200):
    del l[0]
    if S(l) != last: last = S(l); print("del0", len(l), last)
for n in range(30):
    print(n, S([None] * n), S(list(range(n))), S([i for i in range(n)]), S(list(i for i in range(n))), S([*range(n)]), S(list("x" * n)), S(list((1,) * n)), S(list([1] * n)), S(list({i: 1 for i in range(n)})), S(sorted(range(n))), S("a " * n and ("a " * n).split()))
for n in range(12):
    a = [0] * n; a.extend(range(5)); b = [0] * n; b.extend([1, 2, 3]); c = [0] * n; c += (1,); d = [0] * n; d[1:1] = [7, 8]; e = [0] * n; e.extend(iter([1, 2])); f = [0] * n; f.extend(i for i in range(9)); g = [0] * n; g *= 3; h = ([0] * n)[::2]; k = ([0] * n).copy(); m = [0] * n + [1]
    print(n, *map(S, (a, b, c, d, e, f, g, h, k, m)))
l = list(range(100))
for op in ("del l[50:]", "del l[::2]", "l[:] = range(10)", "l[2:4] = [1]*20", "l.clear()", "l.append(1)", "l.extend([])", "l.sort()", "l.reverse()", "l += l", "l += l", "l += l", "l *= 5", "l[:] = []", "l *= 0", "l = l * 0"):
    exec(op); print(op, len(l), S(l))
print(S([1]), S([1, 2]), S([1, 2, 3]), S([1, 2, 3, 4]), S([1, 2, 3, 4, 5]), S([l]), S([l, l, l]), S([*l, 1]), S([1, *()]))
