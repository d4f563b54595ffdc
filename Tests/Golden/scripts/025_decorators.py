def trace(fn):
    def wrapper(*args, **kw):
        print("call", fn.__name__, args, kw)
        r = fn(*args, **kw)
        print("->", r)
        return r
    return wrapper
@trace
def add(a, b=1): return a + b
add(2); add(2, b=3)
def repeat(n):
    def deco(fn):
        def inner(*a):
            return [fn(*a) for _ in range(n)]
        return inner
    return deco
@repeat(3)
@trace
def hi(name): return "hi " + name
print(hi("x"))
class Memo:
    def __init__(self, fn): self.fn, self.cache = fn, {}
    def __call__(self, n):
        if n not in self.cache: self.cache[n] = self.fn(n)
        return self.cache[n]
@Memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(40), len(fib.cache))
def register(cls): registry.append(cls.__name__); return cls
registry = []
@register
class Thing: pass
print(registry, Thing.__name__)
@(lambda f: lambda: f() * 2)
def double(): return 21
print(double())
