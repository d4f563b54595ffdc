s = list(range(10))
for sl in (slice(2, 5), slice(None, 3), slice(7, None), slice(None, None, 2), slice(None, None, -1), slice(8, 2, -2), slice(-3, None), slice(20, 30)):
    print(sl, s[sl], sl.indices(10))
s[2:5] = [20, 30, 40, 50]; print(s)
s[::3] = [-1] * len(s[::3]); print(s)
del s[1:4]; print(s); del s[::2]; print(s)
try:
    s[::2] = [1]
except ValueError as e:
    print(e)
try:
    s["a"]
except TypeError as e:
    print(e)
try:
    s[1:2:0]
except ValueError as e:
    print(e)
print("abcdef"[1:4], "abcdef"[::-2], (1, 2, 3)[1:], range(10)[2:8:2], b"bytes"[1:3])
class Show:
    def __getitem__(self, key): return key
print(Show()[1:2, ::3], Show()[...], Show()[1], Show()[:, 0])
