import sys
for base in (0, 1, -1, 255, 256, 257, 2**15, 2**29):
    print(base, sys.getsizeof(base), sys.getsizeof(-base))
for k in range(0, 400, 7):
    for d in (-1, 0, 1):
        n = (1 << k) + d
        print(k, d, sys.getsizeof(n), n.__sizeof__(), sys.getsizeof(-n), end="; ")
print()
n = 1
for i in range(40):
    n *= 1000003
    print(sys.getsizeof(n), sys.getsizeof(n // 7), sys.getsizeof(n >> 31), sys.getsizeof(n & 0xffffffffff), sys.getsizeof(n % 1000))
print(sys.getsizeof(int("9" * 100)), sys.getsizeof(int("0" * 100 + "7")), sys.getsizeof(2**100 - 2**100), sys.getsizeof(2**64 - (2**64 - 300)))
print(sys.getsizeof(True), sys.getsizeof(False), sys.getsizeof(int(1e300)), sys.getsizeof(int.from_bytes(b"\0" * 20 + b"\1", "big")))
class I(int): pass
for v in (0, 1, 2**30, 2**60, 2**90): print(sys.getsizeof(I(v)), I(v).__sizeof__())
