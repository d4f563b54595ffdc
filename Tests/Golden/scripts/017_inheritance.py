class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return "..."
    def intro(self): return f"I am {self.name} and I say {self.speak()}"
class Cat(Animal):
    def speak(self): return "meow"
class Lion(Cat):
    def __init__(self, name, pride):
        super().__init__(name)
        self.pride = pride
    def speak(self): return super().speak().upper()
for a in (Animal("thing"), Cat("Tom"), Lion("Leo", 5)):
    print(a.intro(), type(a).__mro__[0].__name__, isinstance(a, Cat), issubclass(type(a), Animal))
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class Bad(A, B): pass
except TypeError as e:
    print(e)
class Base:
    def template(self): return self.step()
    def step(self): raise NotImplementedError("subclass me")
class Good(Base):
    def step(self): return "done"
print(Good().template())
try:
    Base().template()
except NotImplementedError as e:
    print(repr(e))
class Counted(list):
    def append(self, x):
        super().append(x * 2)
c = Counted([1]); c.append(5); print(c, len(c), isinstance(c, list), type(c[:]))
class Meta(type):
    def __new__(m, name, bases, ns): return super().__new__(m, name, bases, {**ns, "tag": name.lower()})
class Tagged(metaclass=Meta): pass
print(Tagged.tag, type(Tagged).__name__)
class Sub:
    subs = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        Sub.subs.append((cls.__name__, kw))
class S1(Sub, x=1): pass
print(Sub.subs)
