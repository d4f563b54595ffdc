# What class statements and print leave, by line, with all free lists full. (A class has a key of its address: 28 or 32 bytes.)
import tracemalloc, gc, sys
gc.collect(); gc.disable()
a = [[] for i in range(200)]; b = [{} for i in range(200)]; c = [i / 3 for i in range(200)]
d = [[tuple([i] * n) for i in range(20)] for n in range(1, 21)]
e = [{"a": 1} for i in range(200)]
del a, b, c, d, e
def show(title):
    s = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, __file__)])
    for st in sorted(s.statistics("lineno"), key=lambda st: st.traceback[0].lineno):
        if st.traceback[0].lineno >= first: print(title, st.traceback[0].lineno - first, st.size if st.count < 6 else "", st.count)
first = 14
tracemalloc.start()
class A: pass
class B(A):
    x = 1
    def f(self): return 1
class C: __slots__ = ("p", "q")
class D(B, C): pass
i = A()
i.u = 1
j = [A() for k in range(10)]
for k in j: k.v = k
print("text", 1, 2.5)
print("more", file=sys.stdout)
def g(x, y=[]): return x
h = lambda: i
gen = (k for k in j)
t = (i, j)
s = {1, 2, 3}
m = {"k": i, "l": j}
n = f"{i.u} and {j[0].v is j[0]}"
show("line")
tracemalloc.stop()
