class Managed:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v)
        return self.swallow
with Managed("a") as x:
    print("in", x)
with Managed("b") as x, Managed("c") as y:
    print(x, y)
with (Managed("d"), Managed("e", True) as z):
    raise ValueError("swallowed")
try:
    with Managed("f"):
        raise KeyError("through")
except KeyError as e:
    print("caught", e)
def f():
    with Managed("g"):
        return "returned"
print(f())
for i in range(2):
    with Managed(str(i)):
        if i == 0: continue
        break
class Half:
    def __enter__(self): pass
try:
    with Half(): pass
except TypeError as e:
    print(e)
try:
    with 5: pass
except TypeError as e:
    print(e)
