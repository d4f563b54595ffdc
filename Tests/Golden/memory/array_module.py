import array, sys
a = array.array("i"); last = None
for i in range(200):
    a.append(i)
    if sys.getsizeof(a) != last: last = sys.getsizeof(a); print(len(a), last, end="; ")
while a:
    a.pop()
    if sys.getsizeof(a) != last: last = sys.getsizeof(a); print(len(a), last, end="; ")
print()
for t, v in (("b", [1, -1]), ("B", [255]), ("h", [1]), ("H", [1]), ("i", [1]), ("I", [1]), ("l", [1]), ("q", [1]), ("Q", [2**63]), ("f", [0.5]), ("d", [0.1]), ("u", "h\xe9")): x = array.array(t, v); print(x, x.itemsize, sys.getsizeof(x) if t != "u" else "", x.tobytes())
a = array.array("i", [3, 1, 2]); a.extend([7, 8]); print(a, a[1:3], a.index(2), a.count(1), a == array.array("i", a), a * 2, a + a, sorted(a), 7 in a, memoryview(a).format); del a[0]; a[0:2] = array.array("i", [100]); print(a, a.pop(0), a); a.insert(1, 50); a.reverse(); print(a, a.tolist()); a.byteswap(); print(a); a.frombytes(b"\1\0\0\0"); print(a[-1], len(a)); del a[::2]; print(a)
for bad in ("array.array('z')", "array.array('b', [200])", "array.array('i', ['a'])", "array.array('i', [1.5])", "array.array('i', 'ab')", "a[99]", "array.array('H', [-1])", "array.array('i', [2**40])", "a + [1]", "a.remove(12345)", "a.index(9)", "array.array('i').pop()"):
    try: print(bad, eval(bad))
    except Exception as x: print(bad, type(x).__name__, x)
