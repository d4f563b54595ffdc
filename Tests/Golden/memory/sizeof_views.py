import sys
d = {i: i for i in range(100)}
for o in (d.keys(), d.values(), d.items(), iter(d), iter(d.items()), reversed(d), reversed(d.keys()), memoryview(b"abc"), memoryview(bytearray(50))[::2], range(5), iter([1]), iter((1,)), iter("a"), iter({1}), zip([1]), map(str, [1]), filter(None, [1]), enumerate([1])): print(type(o).__name__, sys.getsizeof(o), o.__sizeof__())
