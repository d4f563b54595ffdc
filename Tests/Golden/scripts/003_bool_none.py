print(True + True, True == 1, False == 0, True is True, bool(3), bool(0), bool(""), bool("0"), bool([]), bool([0]))
print(not 0, not "x", True and "yes", False or "no", 0 or None or [] or "last", 1 and 2 and 3)
x = None
print(x is None, x == None, x is not None, type(x), repr(x))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, "a" < "b" <= "b")
def check(label, value):
    print(label)
    return value
check("left", False) and check("right", True)
check("left", True) or check("right", True)
print(all([]), any([]), all([1, 2, 0]), any([0, 0, 3]))
print([b for b in (True, False) if b], isinstance(True, int), True.bit_length())
