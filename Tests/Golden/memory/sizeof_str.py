import sys
for ch in "a\xe9\u20ac\U0001f600":
    for n in (0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 63, 64, 100, 1000):
        s = ch * n
        print(ascii(ch), n, sys.getsizeof(s), s.__sizeof__())
s = ""
for i in range(60):
    s += "x"
    print(sys.getsizeof(s), end=" ")
print()
s = ""
for i in range(60):
    s += chr(0x100 + i)
    print(sys.getsizeof(s), end=" ")
print()
print(sys.getsizeof("a" + "\xe9"), sys.getsizeof("\xe9"[:0]), sys.getsizeof("a\u20ac"[0]), sys.getsizeof("a\u20ac"[1:]), sys.getsizeof("ab\u20ac"[:2]))
t = "h\xe9llo"
print(sys.getsizeof(t)); t.encode(); print(sys.getsizeof(t)); hash(t); print(sys.getsizeof(t))
print(sys.getsizeof("%s and %d" % ("abc", 12)), sys.getsizeof(f"{1.5:>10}"), sys.getsizeof("a,b,c".replace(",", "\u2603")), sys.getsizeof("\u2603".replace("\u2603", "x")))
class S(str): pass
for v in ("", "a", "\xe9", "\u20ac" * 5): print(sys.getsizeof(S(v)))
print(sys.getsizeof("".join(["a", "b" * 10, "\U0001f600"])), sys.getsizeof("ab".upper()), sys.getsizeof("\xdf".upper()), sys.getsizeof("abc".center(20, "\u2500")))
