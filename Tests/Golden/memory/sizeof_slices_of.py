import sys
S = sys.getsizeof
l = list(range(50)); t = tuple(l); s = "a" * 50; b = bytes(50); a = bytearray(50)
for n in range(0, 50, 3): print(n, S(l[:n]), S(l[n:]), S(l[::n + 1]), S(t[:n]), S(s[:n]), S(b[:n]), S(a[:n]), a[:n].__alloc__(), S(l[:n] + l[:2]), S(t[:n] * 2), S(s[:n] * 3), S(b[:n] + b"x"))
