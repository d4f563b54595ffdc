class Dog:
    """A dog."""
    species = "Canis"
    count = 0
    def __init__(self, name, age=1):
        self.name = name
        self.age = age
        Dog.count += 1
    def bark(self, times=1):
        return f"{self.name}: " + "woof " * times
    def __repr__(self):
        return f"Dog({self.name!r}, {self.age})"
    def __eq__(self, other):
        return isinstance(other, Dog) and self.name == other.name
    __hash__ = None
a, b = Dog("Rex"), Dog("Fido", 3)
print(a, b.bark(2), Dog.species, a.species, Dog.count, a == Dog("Rex"), a != b, Dog.__doc__, Dog.__name__, a.__class__ is Dog)
a.species = "wolf"; print(a.species, b.species, a.__dict__, vars(b), hasattr(a, "x"), getattr(a, "x", "none"))
setattr(a, "x", 1); print(a.x); del a.x
for bad in (lambda: a.x, lambda: Dog(), lambda: a.bark(1, 2), lambda: hash(a), lambda: Dog.nope, lambda: a()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(Dog.bark(a), type(a.bark).__name__, a.bark.__func__ is Dog.bark, a.bark.__self__ is a, isinstance(a, Dog), isinstance(a, object), issubclass(Dog, object))
class Empty: pass
e = Empty(); e.anything = [1]; print(e.anything, Empty.__bases__, Empty.__mro__, Empty.__module__, Empty.__qualname__)
