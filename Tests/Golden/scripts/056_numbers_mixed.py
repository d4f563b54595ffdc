print(1 + 2.0, 3 * True, 2 ** -2, 10 // 3.0, -7 // 2, -7 % 3, 7 % -3, 5.5 % 2, divmod(7.5, 2), 1j * 1j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate(), complex("1+2j"))
print(1 == 1.0, 1 == 1 + 0j, 0.1 + 0.1 + 0.1 == 0.3, 3 > 2.5, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, -1 < True)
print(int(True), float(7), int("  12 "), int("1_000"), float(" 1.5 "), round(0.5), round(1.5), round(2.5), round(-0.5), round(1.25, 1), round(5.015, 2))
print(sum([1, 2.5, True]), max(1, 2.5), min(0, -0.0), sorted([3, 1.5, True]), 0.1 * 3, 1e-5, 1e5, 123456789012345678, 1.0e22, 1e23, 4.35, 100 * 1.1)
print(7 .bit_length(), 7 .real, (7).imag, (-7).__abs__(), (5).__add__(3), (2).__pow__(3), 3 .__class__.__name__, (1.5).__class__, 1 .numerator)
for bad in (lambda: 1 % 0, lambda: 1.0 % 0, lambda: 0 ** -1, lambda: int("x"), lambda: float("abc"), lambda: 1 < "a", lambda: complex("1 + 2j"), lambda: int(float("inf")), lambda: int(float("nan")), lambda: 1 << -1, lambda: [1] * 1.5, lambda: round("a"), lambda: 5 < None, lambda: -"a"):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
