import sys
for n in range(30): print(n, sys.getsizeof((1,) * n), sys.getsizeof(tuple(range(n))), sys.getsizeof(tuple(i for i in range(n))), sys.getsizeof(tuple([0] * n)), sys.getsizeof(tuple({i: 1 for i in range(n)})), sys.getsizeof((*range(n),)), sys.getsizeof(((0,) * n)[1:]), sys.getsizeof(((0,) * n) + (1,)))
class T(tuple): pass
class U(tuple): __slots__ = ()
for n in (0, 1, 2, 5): print(sys.getsizeof(T((0,) * n)), sys.getsizeof(U((0,) * n)), T((0,) * n).__sizeof__())
def f(*a): return sys.getsizeof(a)
print(f(), f(1), f(1, 2), f(*range(10)), f(*"abc", 1))
print(sys.getsizeof(sys.version_info), sys.getsizeof(sys.flags), sys.getsizeof(divmod(7, 2)), sys.getsizeof("a-b".partition("-")))
