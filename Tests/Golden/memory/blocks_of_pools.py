import sys
B = sys.getallocatedblocks
def run(make, n):
    x = [None] * n
    a = B()
    for i in range(n): x[i] = make(i)
    b = B()
    for i in range(n): x[i] = None
    return b - a, B() - a
run(lambda i: None, 10)
for name, make in [("none", lambda i: None), ("int", lambda i: i + 1000), ("float", lambda i: i + 0.5), ("list", lambda i: [i]), ("tuple", lambda i: (i, make)), ("dict", lambda i: {i: i}), ("set", lambda i: {i}), ("str", lambda i: "%06d" % i), ("bytes 600", lambda i: bytes(600)), ("range", lambda i: range(i))]:
    a, b = run(make, 3000); print(name, a // 100, b // 100)
