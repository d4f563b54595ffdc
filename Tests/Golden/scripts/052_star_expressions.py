print([*"ab", *range(2)], (*[1, 2], 3), {*"aab"} == {"a", "b"}, {**{"x": 1}, "y": 2})
def g(*a, **k): return a, k
print(g(*(), **{}), g(*"xy", z=1), g(1, *[2], *[3], **{"p": 1}, q=2))
first, *rest = [1]; print(first, rest)
*a, b = (1, 2, 3); print(a, b)
[c, *d] = "xyz"; print(c, d)
for h, *t in [(1, 2, 3), "ab"]: print(h, t)
def ret(): return *[1, 2], 3
print(ret(), [*[*[1]]], [(*x, 0) for x in [(1,), (2, 3)]])
m = [[1, 2], [3, 4]]; print(*m, *zip(*m), sep=" | ")
x = *"ab", ; print(x)
def y(): yield *[1, 2], 3
print(list(y()), g(*g.__name__), dict(**{"k": 1}))
