import sys
def show(f, *a):
    try: f(*a)
    except BaseException as e: sys.excepthook(type(e), e, e.__traceback__)
class A:
    blech = 1; bluch = 2; foobar = 3; FooBaz = 4
    def method(self): pass
a = A()
for n in "blach bluc foobr foobaz methd metod xyz bl b ABCDEFGHIJ _blech __init_ foo_bar".split():
    show(lambda: getattr(a, n))
def f():
    counter = 1; total = 2
    return couter
show(f)
def g():
    abcdefg = 1
    return abcdeft + totl
show(g)
show(lambda: prnt)
show(lambda: lenn)
show(lambda: Exceptio)
show(lambda: shw)
show(lambda: zzzzzz)
show(lambda: [].apend)
show(lambda: "".jion)
show(lambda: sys.excpthook)
class B(AttributeError): pass
def h(): raise B("x", name="blach", obj=a)
show(h)
def h2(): raise AttributeError("x", name="blach", obj=a)
show(h2)
def h3(): raise NameError("x", name="coutner")
show(h3)
class C:
    def m(self): return mthod
    def __dir__(self): raise ValueError
show(C().m)
show(lambda: C().xyz)
