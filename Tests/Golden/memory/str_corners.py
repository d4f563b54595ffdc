import sys
S = sys.getsizeof
def add(first, more, n):
    s = first; out = []
    for i in range(n):
        old = id(s); s += more; out.append((S(s), len(s)))
    return out
print(add("", "a", 12)); print(add("é", "a", 5)); print(add("a", "é", 5)); print(add("日", "a", 5)); print(add("a" * 10, "\U0001f600", 4))
for s in ("", "a", "é", "日", "\U0001f600", "a" * 100, "é" * 100, "日" * 100, "\x80", "\xff", "\u0100", "\uffff", "\U00010000"):
    print(S(s), S(s + "b"), S("b" + s), S(s * 2), S(s[:1]), S(s.upper()), S(s.encode()), s.isascii())
x = "é" * 10
print(S(x)); x.encode("utf-8"); print(S(x)); hash(x); print(S(x)); 
w = "日本語"; 
try: print(int("１２"), S(w)); {}[w]
except KeyError: print(S(w))
import operator
class C: pass
setattr(C, "naïve", 1); print(S("naïve"), S([k for k in vars(C) if k.startswith("na")][0]))
print([S(t) for t in ("a,b,é".split(","))], S("".join(["a", "é"])), S("%s" % "é"), S(f"{'é'}x"), S("é".replace("é", "e")), S("abc".replace("b", "日")), S(str(b"abc", "ascii")), S(chr(255)), S(chr(256)), S(repr("é")), S(ascii("é")))
r = sys.getrefcount
print(r("ab" + str(1)), "a" is "a", chr(97) is "a", "abc"[0] is "a", "é" is chr(233), "".join([]) is "", "abc"[3:] is "", str() is "", "x".strip() is not None)
t = "hello world"; print(t[:] is t, t[0:100] is t, str(t) is t, t.strip() is t, t.replace("zz", "") is t, "".join([t]) is t, t + "" is t, "" + t is t, t * 1 is t, t.ljust(3) is t, t.zfill(2) is t, t.expandtabs() is t, f"{t}" is t, "%s" % t is t, format(t) is t, t.lower() is t, t.center(1) is t, t.removeprefix("q") is t, t.partition("#")[0] is t, t.split("#")[0] is t, t.splitlines()[0] is t, t.translate({}) is t)
class T(str): pass
u = T("sub"); print(str(u) is u, u[:] is u, type(u[:]).__name__, type(u + "").__name__, type(u.strip()).__name__, type(u * 1).__name__, S(u), type("".join([u])).__name__, type(f"{u}").__name__, "%s" % u is u)
i = sys.intern("int" + "erned"); print(sys.intern("".join(["int", "erned"])) is i)
try: sys.intern(u)
except TypeError as e: print(e)
s = "q" * 20; n = r(s); d = {s: s}; print(r(s) - n); l = [s] * 5; print(r(s) - n); del d, l; print(r(s) - n)
big = "z" * 1000
def inplace():
    a = "".join(["x"] * 50); k = id(a); same = 0
    for _ in range(50):
        a += "y"
        same += id(a) == k; k = id(a)
    return same > 0, S(a)
print(inplace())
def notinplace():
    a = "".join(["x"] * 50); b = a; k = id(a); a += "y"; return id(a) == k, b == "x" * 50
print(notinplace())
