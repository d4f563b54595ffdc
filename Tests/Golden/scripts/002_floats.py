print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e16 + 1, 3.0, 1e100, 1.5e-7, -0.0)
print(7.25 // 2, 7.25 % 2, -7.25 // 2, -7.25 % 2, 2 ** 0.5, 2 ** -1)
print(float("3.5"), float("inf"), float("-inf"), float("nan"), float("1e3"))
nan = float("nan")
print(nan == nan, nan != nan, nan in [nan], nan < 1)
print(round(2.675, 2), round(-2.5), round(1e20), round(3.14159, 3))
print(int(3.99), int(-3.99), (0.5).as_integer_ratio(), (0.1).hex())
print((2.0).is_integer(), (2.5).is_integer(), float.fromhex("0x1.8p+1"))
print(1e308 * 10, -1e308 * 10, 5e-324 / 2)
print(sum([0.1] * 10), sum([0.1] * 10) == 1.0)
try:
    1.0 / 0
except ZeroDivisionError as e:
    print(type(e).__name__, e)
print(str(1e15), str(1e16), str(123456789.123), repr(1/3))
