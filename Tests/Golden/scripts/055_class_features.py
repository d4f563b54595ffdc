class Temp:
    instances = {}
    def __new__(cls, key):
        if key in cls.instances: return cls.instances[key]
        obj = super().__new__(cls); cls.instances[key] = obj
        return obj
    def __init__(self, key): self.key = key
print(Temp("a") is Temp("a"), Temp("a") is Temp("b"))
class Str(str):
    def shout(self): return self.upper() + "!"
s = Str("hey"); print(s.shout(), s + "x", type(s + "x").__name__, isinstance(s, str), len(s))
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 1)
print(I(1) + I(2), I(5) * 2, type(I(1) + 1).__name__, I("7"))
class D(dict):
    def __missing__(self, k): return k * 2
print(D(a=1)["a"], D()["zz"], D().get("zz"))
class WithStr:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
print(WithStr(), [WithStr()], f"{WithStr()} {WithStr()!r}", str(WithStr()), "%s %r" % (WithStr(), WithStr()))
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
print(Cmp(1) == Cmp(1), Cmp(1) != Cmp(2), Cmp(1) < Cmp(2), Cmp(2) > Cmp(1), Cmp(1) >= Cmp(1))
class Prop:
    x = property(lambda self: 1, doc="px")
    def method(self): pass
    method.attr = 3
    def __len__(self): return 0
    def __dir__(self): return ["b", "a"]
print(Prop().x, Prop.x.__doc__, Prop.method.attr, bool(Prop()), dir(Prop()), Prop.__dict__["x"].fget(None))
class Outer:
    class Inner:
        def f(self): return type(self).__qualname__
print(Outer.Inner().f(), Outer.Inner.__name__, Outer.Inner.f.__qualname__)
def make(n):
    class Local:
        value = n
        def get(self): return n + self.value
    return Local
print(make(2)().get(), make(1).__qualname__)
a = Prop(); a.__class__ = Temp; print(type(a).__name__)
