def counter():
    n = 0
    def inc(step=1):
        nonlocal n
        n += step
        return n
    return inc
c1, c2 = counter(), counter()
print(c1(), c1(), c1(5), c2(), c1.__closure__[0].cell_contents, c1.__code__.co_freevars)
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
def make(op):
    table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
    def apply(a, b):
        return table[op](a, b)
    return apply
print(make("add")(2, 3), make("mul")(2, 3))
def late():
    def use(): return value
    try:
        use()
    except NameError as e:
        print(e)
    value = "now"
    return use()
print(late())
x = "global"
def scopes():
    x = "enclosing"
    def inner():
        x = "local"
        return x
    return inner(), x
print(scopes(), x)
