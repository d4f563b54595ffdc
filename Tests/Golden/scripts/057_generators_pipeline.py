def read(): yield from ["3", "x", "7", "", "10"]
def parse(lines):
    for line in lines:
        try:
            yield int(line)
        except ValueError:
            yield None
def clean(values): return (v for v in values if v is not None)
def running(values):
    total = 0
    for v in values:
        total += v
        yield total
print(list(running(clean(parse(read())))))
def take(n, it):
    for _, x in zip(range(n), it): yield x
def naturals():
    n = 0
    while True: yield n; n += 1
print(list(take(5, naturals())), list(take(3, (x * x for x in naturals() if x % 2))))
def averager():
    total, count, avg = 0, 0, None
    while True:
        x = yield avg
        if x is None: return total, count
        total += x; count += 1; avg = total / count
a = averager(); next(a); print([a.send(v) for v in (10, 20, 30)])
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
def chunks(seq, n):
    for i in range(0, len(seq), n): yield seq[i:i + n]
print(list(chunks("abcdefg", 3)), [sum(c) for c in chunks([1, 2, 3, 4, 5], 2)])
def tree(d, depth=0):
    for k, v in d.items():
        yield "  " * depth + k
        if isinstance(v, dict): yield from tree(v, depth + 1)
print("\n".join(tree({"a": {"b": {}, "c": {"d": 1}}, "e": 2})))
def outer():
    try:
        yield from inner()
    except RuntimeError as e:
        yield "outer saw " + str(e)
def inner():
    yield 1
    raise RuntimeError("inner")
print(list(outer()))
g = (i for i in range(3)); print(next(g), 2 in g, list(g))
