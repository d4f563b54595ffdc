def f(x):
    try:
        return g(x)
    except NameError as e:
        return f"no {e.name}"
print(f(1))
def g(x): return x * 2
print(f(2), (lambda *a, **k: (len(a), sorted(k)))(1, 2, z=1, y=2))
calls = []
def log(v): calls.append(v); return v
log(1) if log(0) else log(2)
print(calls, [log(i) for i in range(2)] and calls)
x = 10
def h(): return x
def k(x): return h(), x
print(k(5), h())
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print({o: fn(6, 4) for o, fn in ops.items()}, sorted(ops), ops.get("*", lambda a, b: None)(1, 2))
print((lambda n: n if n < 2 else n * 2)(5), (lambda: (yield))().__class__.__name__)
raise SystemExit("bye")
