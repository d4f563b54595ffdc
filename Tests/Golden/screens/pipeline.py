limit = 2 * 3 + 4

def count(start, step):
    n = start
    while n > limit and step:
        n -= step
    if 0:
        print("never")
    a, b = n, step
    a, b = b, a
    return [k * n for k in [1, 2] if k in {1, 2}]

print(count(12, 1))
