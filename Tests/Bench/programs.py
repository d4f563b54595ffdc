"""The programs that `make bench` times, each a function of a size. Run as a script it prints `name seconds` for each, best of three."""
import time


def int_loop(n):
    t = i = 0
    while i < n:
        t = t + i * 2
        i += 1
    return t


def float_loop(n):
    x = 0.0
    for i in range(n):
        x = x * 0.5 + 1.5
    return x


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def list_building(n):
    l = []
    for i in range(n):
        l.append(i)
    return sum([x + 1 for x in l])


def dict_and_str(n):
    d = {}
    for i in range(n):
        d["k" + str(i % 1000)] = i
    return len(d)


class Point:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


def attributes(n):
    p = Point(3)
    t = 0
    for i in range(n):
        t += p.get() + p.x
    return t


def instances(n):
    return sum(Point(i).x for i in range(n))


def generator(n):
    def g():
        for i in range(n):
            yield i

    t = 0
    for x in g():
        t += x
    return t


def exception(n):
    c = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            c += 1
    return c


def formatting(n):
    out = []
    for i in range(n):
        out.append(f"{i}:{i * 2}")
    return len(",".join(out))


def sorting(n):
    return sorted((i * 7919) % 10007 for i in range(n))[n // 2]


PROGRAMS = [
    (int_loop, 400000), (float_loop, 400000), (fib, 22), (list_building, 300000), (dict_and_str, 150000), (attributes, 200000),
    (instances, 100000), (generator, 250000), (exception, 60000), (formatting, 100000), (sorting, 60000),
]

for function, size in PROGRAMS:
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        function(size)
        best = min(best, time.perf_counter() - start)
    print(function.__name__, best)
