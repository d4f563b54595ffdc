a, b = 17, 5
print(a + b, a - b, a * b, a // b, a % b, a ** b)
print(-a // b, -a % b, divmod(-a, b), divmod(a, -b))
print(a / b, 1 / 3, 2 / 1, 7 // 2.0)
print(2 ** 100, 2 ** 100 % 97, pow(3, 200, 13), -2 ** 2)
print(10 ** 20 // 7, -(10 ** 20) // 7, (10 ** 20) % -7)
print(0b1010, 0o17, 0xff, 1_000_000)
print(bin(37), oct(37), hex(255), int("101", 2), int("ff", 16), int("-42"))
print(a & b, a | b, a ^ b, ~a, a << 3, a >> 1, -17 >> 1)
print(abs(-3), round(7.5), round(8.5), round(1234, -2), max(3, 9, 2), min(3, 9, 2))
print((255).bit_length(), (1024).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
for bad in ("12a", "", "1.5"):
    try:
        int(bad)
    except ValueError as e:
        print(e)
