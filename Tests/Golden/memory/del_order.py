class A:
    def __init__(s, n, *k): s.n = n; s.k = k
    def __del__(s): print("del", s.n, end="; ")
def nl(t): print("<-", t)
x = [A(i) for i in range(4)]; del x; nl("list")
x = (A(0), A(1), A(2)); del x; nl("tuple")
x = {i: A(i) for i in range(4)}; del x; nl("dict"); x = {A("k"): A("v"), A("k2"): A("v2")}; del x; nl("dict keys")
x = A("p", A("c1"), A("c2", A("g"))); del x; nl("tree"); x = A(1); x.a = A("a"); x.b = A("b"); x.c = A("c"); del x; nl("attrs"); x = A(1); x.b = A("b"); x.a = A("a"); x.__dict__; del x; nl("attrs dict")
def f(): a = A("a"); b = A("b"); c = A("c"); a = None; nl("rebind"); return 1
f(); nl("locals")
def g(a, b): d = A("d"); del b; nl("del arg"); raise ValueError
try: g(A("a"), A("b"))
except ValueError: nl("in except")
nl("after except"); A("temp"); nl("expr"); [A(1), A(2)][0]; nl("sub"); A(1).n; nl("attr"); x = A("old"); x = A("new"); nl("assign"); x, y = A(1), x; nl("swap"); del x, y; nl("del 2"); l = [A(1), A(2), A(3)]; l[1:2] = []; nl("slice"); l.pop(0); nl("pop"); l.clear(); nl("clear"); l = [A(i) for i in range(5)]; del l[::2]; nl("step"); l[:] = [A(9)]; nl("all"); l = None; nl("none")
d = {"a": A(1), "b": A(2)}; d["a"] = A(3); nl("replace"); d.update(b=A(4)); nl("update"); d.clear(); nl("clear"); s = {A(1)}; s.clear(); nl("set")
def h():
    yield A("y")
    x = A("inner"); yield 1
i = h(); next(i); nl("next"); next(i); nl("next2"); i.close(); nl("close"); del i
i = h(); next(i); next(i); del i; nl("del gen")
for o in [A(1), A(2)]: nl("loop")
nl("after loop"); o = 0; nl("o")
class S: __slots__ = ("a", "b", "c")
s = S(); s.c = A("c"); s.a = A("a"); s.b = A("b"); del s; nl("slots")
def clo(): q = A("q"); return lambda: q
c = clo(); nl("clo"); del c; nl("del clo"); (lambda *a, **k: nl("call"))(A(1), A(2), z=A(3)); nl("args"); print(A("pr").n); nl("print arg"); b = A("m").__init__; nl("bound"); del b; nl("unbound"); e = ValueError(A("exc")); del e; nl("exc")
A.__del__ = lambda s: print("new", s.n, end="; "); A(1); nl("patched"); del A.__del__; A(2); nl("no del")
