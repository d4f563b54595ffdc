class Empty: pass
class Base(object, metaclass=type): "doc"; x: int = 1; y: 'str'
class Derived(Base, *[], **{}):
    __private = 1
    def method(self, __arg):
        super().method(self.__private, __arg)
        return __class__
    @property
    def p(self): return self.__p
    x = [x for x in range(3)]
    class Inner:
        z = __private
        def f(self): return z
def f(x):
    class C:
        x = x
        def g(self): return x, y
    y = C
    class D:
        nonlocal y
        y = 1
    return C
class WithGlobal:
    global g
    g = 1
    def g2(): return g
