def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs
print(f(1, c=3), f(1, 5, 6, 7, c=8, e=9), f(*[1, 2, 3], **{"c": 4, "z": 5}))
def pos(a, b, /, c, *, d):
    return a, b, c, d
print(pos(1, 2, 3, d=4), pos(1, 2, c=3, d=4))
def default(x, acc=[]):
    acc.append(x)
    return acc
print(default(1), default(2), default(3, []), default.__defaults__)
def none(): pass
print(none(), f.__name__, f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames)
for bad in (lambda: f(), lambda: f(1), lambda: f(1, 2, a=3, c=1), lambda: pos(1, 2, 3), lambda: pos(a=1, b=2, c=3, d=4), lambda: none(1), lambda: none(x=1), lambda: pos(1, 2, 3, 4, d=5), lambda: f(**{1: 2})):
    try:
        bad()
    except TypeError as e:
        print(e)
def outer(x):
    def inner(y): return x + y
    return inner
print(outer(1)(2), (lambda x, *a, k=1: (x, a, k))(1, 2, 3, k=4), [g(3) for g in (lambda v: v + 1, lambda v: v * 2)])
def annotated(x: int, y: "str" = "a") -> bool: return True
print(annotated.__annotations__)
