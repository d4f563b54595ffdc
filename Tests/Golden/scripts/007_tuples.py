t = 1, 2, 3
print(t, (1,), (), len(t), t[1], t[::-1], t + (4,), t * 2, 2 in t, t.index(3), t.count(1))
a, b, c = t
a, b = b, a
print(a, b, c)
first, *rest = "hello"
*init, last = [1, 2, 3]
x, *y, z = range(6)
print(first, rest, init, last, x, y, z)
(p, q), r = (1, 2), 3
print(p, q, r, hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3), (1, 2) == (1, 2.0), tuple([1, 2]), tuple("ab"))
try:
    t[0] = 9
except TypeError as e:
    print(e)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, b, c = 1, 2
except ValueError as e:
    print(e)
def minmax(values):
    return min(values), max(values)
low, high = minmax([4, 2, 8]); print(low, high)
print({(0, 1): "edge"}[0, 1], [(i, j) for i in range(2) for j in range(2)])
