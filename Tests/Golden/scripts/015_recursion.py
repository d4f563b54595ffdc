def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(5), fact(30))
def fib(n, memo={}):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(50), [fib(i) for i in range(10)])
def hanoi(n, a, b, c):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(6, "A", "B", "C"))
def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]], 5]])))
def perms(items):
    if len(items) <= 1: return [items]
    return [[x] + p for i, x in enumerate(items) for p in perms(items[:i] + items[i + 1:])]
print(len(perms([1, 2, 3, 4])), perms("ab".split() + ["c"])[:2])
def forever(n): return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print(e)
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 3))
