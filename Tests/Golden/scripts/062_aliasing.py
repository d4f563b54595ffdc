def modify(lst, n): lst.append(n); n += 1; lst = [0]; return lst, n
a = [1]; k = 5; print(modify(a, k), a, k)
b = a; b += [2]; print(a); b = b + [3]; print(a, b)
t = ([],); t[0].append(1); print(t)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)
m = [[0] * 2] * 2; m[0][0] = 1; print(m)
x = [1, 2, 3]
for i in x:
    if i == 2: x.remove(i)
print(x)
d = {"k": []}; e = dict(d); e["k"].append(1); print(d, d["k"] is e["k"])
def acc(v, into=None):
    into = [] if into is None else into
    into.append(v); return into
print(acc(1), acc(2))
s = "abc"; u = s; s += "d"; print(s, u)
class C: shared = []; own = 0
p, q = C(), C(); p.shared.append(1); p.own += 1; print(q.shared, q.own, p.own, C.own)
l = list(range(3)); c = l.copy(); c[0] = 9; l2 = l[:]; print(l, c, l2 == l, l2 is l)
print(id(l) == id(l), [l] * 2, [l, l][0] is [l, l][1])
