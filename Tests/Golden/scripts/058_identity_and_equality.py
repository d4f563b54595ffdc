a = [1, 2]; b = [1, 2]; c = a
print(a == b, a is b, a is c, [] == [], [] is [], () is (), "" is "", None is None)
x, y = 256, 256; print(x is y)
x, y = 257, 257; print(x is y)
p = "hello"; q = "hel" + "lo"; print(p is q, p == q)
r = "".join(["hel", "lo"]); print(p is r, p == r)
print(1 == True, 1 is True, 0.0 == -0.0, float("nan") == float("nan"), (1, [2]) == (1, [2]), {1: 2} == {1: 2.0}, {1, 2} == {2, 1}, "a" == b"a")
class E:
    def __eq__(self, o): return True
print(E() == 5, 5 == E(), E() is E(), E() in [1], None == E())
d = {}; d[1] = "a"; d[1.0] = "b"; d[True] = "c"; print(d, hash(1) == hash(1.0) == hash(True))
import copy_missing_module_for_error
