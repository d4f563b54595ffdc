print([x * x for x in range(6) if x % 2], {x: chr(97 + x) for x in range(3)}, {c for c in "hello"} == set("helo"), [[i * j for j in range(3)] for i in range(3)])
print([(x, y) for x in range(3) for y in range(3) if x != y], [w.upper() for w in "a b c".split()], [x if x > 1 else -x for x in range(3)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [cell for row in matrix for cell in row], sum(cell for row in matrix for cell in row))
x = "outer"
print([x for x in range(2)], x, [y := 5, y + 1], y, [last := n for n in range(3)], last)
print({k: v for k, v in zip("abc", range(3)) if v}, dict((v, k) for k, v in {"a": 1}.items()), list(map(str, [1, 2])))
print(any(n > 2 for n in [1, 2, 3]), all(n > 0 for n in [1, 2]), max((len(w), w) for w in ["aa", "b", "ccc"]), sorted(n % 3 for n in range(7)))
def f(n): return [g for g in range(n) if (lambda v: v % 2)(g)]
print(f(7), [a for a in [b for b in range(4)] if a], [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
try:
    [1 / z for z in (1, 0)]
except ZeroDivisionError as e:
    print(e)
class K:
    n = 3
    items = [i for i in range(n)]
print(K.items)
