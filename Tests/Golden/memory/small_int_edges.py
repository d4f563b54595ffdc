import sys
for i in list(range(-8, 3)) + list(range(250, 262)):
    v = int(str(i)); w = int(str(i)); print(i, v is w, v + 0 is w, v * 1 is w, -(-v) is w, v // 1 is w, v % 1000 is (w % 1000), v | 0 is w, v ^ 0 is w, int(float(i)) is w, len(range(max(i, 0))) is max(w, 0), sys.getrefcount(v) > 10**8)
print(all(a is b for a, b in zip(range(257), range(257))), [a is b for a, b in zip(range(255, 260), range(255, 260))], [a is b for a, b in zip(b"\xff\x00", b"\xff\x00")], sum([100, 100]) is 200, max(1, 2) is 2, hash(5) is 5, ord("a") is 97, round(2.5) is 2, divmod(300, 7)[1] is 6, pow(2, 8) is 256, pow(2, 9) is 512, "abc".count("a") is 1, [5].index(5) is 0, int("0b11", 0) is 3, bool(1) is True, 1 is not True, abs(-5) is 5, -5 .__abs__() is 5, int.from_bytes(b"\1\0", "big") is 256)
