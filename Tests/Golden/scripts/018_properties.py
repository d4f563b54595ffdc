class Circle:
    def __init__(self, r): self.r = r
    @property
    def r(self): return self._r
    @r.setter
    def r(self, value):
        if value < 0: raise ValueError("negative radius")
        self._r = value
    @r.deleter
    def r(self): print("deleting"); del self._r
    @property
    def area(self):
        "The area."
        return 3 * self.r ** 2
    @classmethod
    def unit(cls): return cls(1)
    @staticmethod
    def valid(r): return r >= 0
c = Circle(2)
print(c.area, Circle.unit().r, Circle.valid(-1), c.valid(1), Circle.area.__doc__)
c.r = 5; print(c.r, c.area)
for bad in (lambda: setattr(c, "r", -1), lambda: setattr(c, "area", 1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
del c.r
try:
    c.r
except AttributeError as e:
    print(e)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value): obj.__dict__[self.name] = value * 10
class Uses:
    field = Desc()
u = Uses(); print(u.field); u.field = 4; print(u.field, Uses.field.name, u.__dict__)
class Slots:
    __slots__ = ("a", "b")
s = Slots(); s.a = 1
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"))
try:
    s.c = 2
except AttributeError as e:
    print(e)
class Lazy:
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return name.upper()
    def __setattr__(self, name, value): super().__setattr__(name, (name, value))
z = Lazy(); z.q = 1; print(z.hello, z.q)
