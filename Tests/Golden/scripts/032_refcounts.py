import sys
x = []
print(sys.getrefcount(x)); y = x; print(sys.getrefcount(x)); z = [x, x, (x,)]; print(sys.getrefcount(x)); del y; z.clear(); print(sys.getrefcount(x))
def f(o): return sys.getrefcount(o)
print(f(x), sys.getrefcount(object()), sys.getrefcount(f))
class C: pass
c = C(); c.a = x; print(sys.getrefcount(x), sys.getrefcount(c), sys.getrefcount(C))
def g():
    loc = x
    yield sys.getrefcount(x)
gen = g(); print(next(gen), sys.getrefcount(x)); gen.close(); print(sys.getrefcount(x))
cl = (lambda: x); print(sys.getrefcount(x))
def closure():
    v = []
    def inner(): return v
    return inner, sys.getrefcount(v)
print(closure()[1]); m = x.append; print(sys.getrefcount(x)); del m; print(sys.getrefcount(x))
try:
    raise ValueError(x)
except ValueError as e:
    print(sys.getrefcount(x), sys.getrefcount(e))
print(sys.getrefcount(x)); d = {"k": x, 1: x}; print(sys.getrefcount(x)); s = {id(x)}; it = iter(x); print(sys.getrefcount(x)); del it, d; print(sys.getrefcount(x))
print(sys.getsizeof([]), sys.getsizeof([1, 2, 3]), sys.getsizeof({}), sys.getsizeof("abc"), sys.getsizeof(1), sys.getsizeof(2**70), sys.getsizeof(()), sys.getsizeof(set()), sys.getsizeof(c), sys.getsizeof(f))
