n = 3 ** 500
print(n, len(str(n)), n % 1000007, n // 3 ** 490, hex(n)[:20], n.bit_length())
print((2 ** 64 - 1) * (2 ** 64 + 1), -7 ** 30, (10 ** 40 + 3) // (10 ** 19 + 1), (10 ** 40 + 3) % (10 ** 19 + 1), divmod(-10 ** 30, 7 ** 20))
print(1 << 200, (1 << 200) >> 190, (1 << 100) | 1, (1 << 100) & ((1 << 60) - 1), ~(1 << 70), (2 ** 100) ^ (2 ** 99))
print(int("9" * 50) + 1, str(10 ** 30), float(10 ** 30), 10 ** 30 == 1e30, 10 ** 23 == 1e23, hash(2 ** 61), hash(10 ** 30), pow(7, -1, 31))
def fact(n):
    r = 1
    for i in range(2, n + 1): r *= i
    return r
print(fact(60), fact(25) // fact(23), sum(int(d) for d in str(fact(100))))
try:
    2.0 ** 5000
except OverflowError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
print(round(12345678901234567890, -5), int(1e25), -(-(2 ** 63)), abs(-2 ** 80), (2 ** 70).to_bytes(10, "big").hex(), 2 ** 31 - 1, 2 ** 62)
