def gen(n):
    print("start")
    for i in range(n):
        got = yield i * i
        if got: print("got", got)
    print("end")
    return "result"
g = gen(3)
print(next(g), g.send("hi"), next(g))
try:
    next(g)
except StopIteration as e:
    print("value", e.value)
def delegate():
    r = yield from gen(2)
    print("delegated", r)
    yield "last"
print(list(delegate()))
def cleanup():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("finally")
c = cleanup(); next(c); c.close()
def catcher():
    while True:
        try:
            x = yield
            print("recv", x)
        except ValueError as e:
            print("caught", e)
k = catcher(); next(k); k.send(1); k.throw(ValueError("boo")); k.send(2)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)])
print(sum(x * x for x in range(5)), list(x for x in "abc" if x != "b"), (i for i in ()).__class__.__name__)
squares = (x * x for x in range(3)); print(next(squares), list(squares), list(squares))
try:
    gen(1).send(5)
except TypeError as e:
    print(e)
def bad():
    yield 1
    raise StopIteration
try:
    list(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__))
def two():
    yield 1
    yield 2
t = two(); print(t.gi_running, t.gi_frame is not None); list(t); print(t.gi_frame)
