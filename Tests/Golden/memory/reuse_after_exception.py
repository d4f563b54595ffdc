def f(o): raise ValueError(o)
ids = set()
for i in range(50):
    try: f(i)
    except ValueError as e: ids.add((id(e), id(e.__traceback__), id(e.args)))
a = []
for i in range(5):
    try: [][1]
    except IndexError as e: a.append(id(e))
print(len(set(a)))
def g():
    try: f(1)
    except ValueError as e: return id(e)
print(len({g() for _ in range(20)})); fr = set()
import sys
def h(): return id(sys._getframe())
print(len({h() for _ in range(20)})); print(len({id((lambda: 0)) for _ in range(20)}), len({id(type("T", (), {})) for _ in range(3)}) <= 3)
def k(n): return [id(object())] + k(n - 1) if n else []
print(len(set(k(20))))
