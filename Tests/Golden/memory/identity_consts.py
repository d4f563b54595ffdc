fs = [lambda: 1000, lambda: 1000, lambda: "a b", lambda: "a b", lambda: (1, "x", (2.5, b"z")), lambda: (1, "x", (2.5, b"z")), lambda: 1.25, lambda: 1.25, lambda: {"q": 1}, lambda: 0.0, lambda: -0.0, lambda: 0, lambda: False, lambda: 1, lambda: True, lambda: 1.0, lambda: 1 + 0j]
print([[i for i, g in enumerate(fs) if g() is f()] for f in fs])
print([f.__code__.co_consts for f in fs]); print(fs[0].__code__ is fs[1].__code__, fs[0].__code__ == fs[1].__code__, fs[0].__code__.co_code is fs[1].__code__.co_code, fs[0].__code__.co_filename is fs[1].__code__.co_filename, fs[0].__code__.co_name is fs[1].__code__.co_name, fs[0].__code__.co_names is fs[1].__code__.co_names, fs[0].__code__.co_varnames is fs[2].__code__.co_varnames)
def a(p): return {1, 2} if p in {1, 2} else p in [1, 2] or p in {"x": 1}
def b(p): return p in {1, 2}
print(a.__code__.co_consts, b.__code__.co_consts, [x is y for x in a.__code__.co_consts for y in b.__code__.co_consts])
class C:
    def m(self): return 12345
    def n(self): return 12345
    k = 12345
print(C().m() is C().n(), C.k is C().m(), C.k is 12345)
def outer():
    def i1(): return "same text here", 99999
    def i2(): return "same text here", 99999
    return i1, i2
p, q = outer(); print(p()[0] is q()[0], p()[1] is q()[1], p() is q(), p.__code__ is outer()[0].__code__)
x = compile("1000; 'a b'", "f", "exec"); y = compile("1000; 'a b'", "f", "exec"); print(x == y, eval("1000") is eval("1000"), eval("'ab'") is eval("'ab'"), eval("'a b'") is eval("'a b'"), eval("(1,2)") is eval("(1,2)"), eval("5") is 5)
