a, b = 1, 2; a, b = b, a; print(a, b)
first, *mid, last = [1, 2, 3, 4]; print(first, mid, last)
(x, [y, *z]), w = (1, [2, 3, 4]), 5; print(x, y, z, w)
def f(*args, **kw): return args, kw
print(f(*[1, 2], *(3,), k=1, **{"m": 2}), [*range(3), *[9]], {*[1], *[2]}, {**{"a": 1}, **{"a": 2}})
for i, (p, q) in enumerate([(1, 2), (3, 4)]): print(i, p, q)
d = {"a": 1, "b": 2}
k1, k2 = d; print(k1, k2, *d, *d.items())
m = n = []; m.append(1); print(n, m is n)
lst = [0, 1]; i = 0; i, lst[i] = 1, "set"; print(i, lst)
head, *_ = "abc"; print(head, _)
for bad in (lambda: f(*5), lambda: f(**5), lambda: f(**{"a": 1}, **{"a": 2}), lambda: f(a=1, **{"a": 2})):
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    a, b = {1}
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
print(*"abc", sep="-", end="!\n")
