print(list(map(len, ["a", "bb"])), list(map(pow, [2, 3], [3, 2])), list(filter(lambda x: x % 2, range(6))), list(zip(*[(1, 2), (3, 4)])))
print(sum(range(5)), sum([[1], [2]], []), max("abc"), min([3, 1], default=0), max([], default="none"), any(map(str.isdigit, "a1")), all(map(str.isalpha, "ab")))
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
def reduce(f, seq, acc):
    for x in seq: acc = f(acc, x)
    return acc
print(reduce(lambda a, b: a * b, range(1, 6), 1), reduce(lambda a, b: b + a, "abc", ""))
print(list(enumerate(zip("ab", "cd"))), [f(4) for f in (abs, str, float, bool)], callable(len), callable(5), (lambda: 5)())
print(sorted(zip([3, 1], "ab")), list(map(lambda *a: a, [1], [2], [3])), next(filter(lambda x: x > 2, [1, 3, 5])), isinstance(map(abs, []), map))
try:
    max([])
except ValueError as e:
    print(e)
try:
    sum(["a"])
except TypeError as e:
    print(e)
print(divmod(7, 2), pow(2, 10), round(3.7), abs(-2.5), hash(1) == hash(1.0), id(5) == id(5), len({1: 2}), repr("x"), ascii("ü"), bin(5), format(3.14159, ".2f"))
