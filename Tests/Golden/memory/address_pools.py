import collections
def diffs(make, n=3000):
    x = [make(i) for i in range(n)]
    d = collections.Counter(id(x[k + 1]) - id(x[k]) for k in range(n - 1))
    return d.most_common(1)[0]
class D: pass
class S: __slots__ = ("a", "b")
class S0: __slots__ = ()
for name, make in [("object", lambda i: object()), ("float", lambda i: i + 0.5), ("int1", lambda i: i + 1000), ("int2", lambda i: i + 2**40), ("int4", lambda i: i + 2**100), ("str1", lambda i: "x%04d" % i), ("str30", lambda i: "%030d" % i), ("str100", lambda i: "%0100d" % i), ("bytes", lambda i: b"%07d" % i), ("list", lambda i: []), ("tuple1", lambda i: (i,)), ("tuple5", lambda i: (i,) * 5), ("dict", lambda i: {}), ("set", lambda i: set()), ("S", lambda i: S()), ("S0", lambda i: S0()), ("range", lambda i: range(i)), ("slice", lambda i: slice(i)), ("func", lambda i: lambda: i), ("exc", lambda i: Exception()), ("complex", lambda i: i + 1j), ("bytearray", lambda i: bytearray()), ("mv", lambda i: memoryview(b"")), ("cm", lambda i: classmethod(len)), ("prop", lambda i: property()), ("gen", lambda i: (j for j in ())), ("meth", lambda i: [].append)]:
    print(name, diffs(make)[0])
