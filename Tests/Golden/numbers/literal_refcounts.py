# Reference counts of literals while their text runs.
import sys
r = sys.getrefcount
a = 'Alice'; print(r(a))
b = 'hello world'; print(r(b))
c = 'name'; print(r(c) > 5)
d = 'Alice'; print(r(a), a is d)
e = 1000; print(r(e))
f = 1000; print(r(e), e is f)
g = 3.14; print(r(g))
h = (1, 2, 3000); print(r(h), r(h[2]))
i = b'bytes'; print(r(i))
j = -5000; print(r(j))
k = 2j; print(r(k))
l = 'x' * 5; print(r(l))
m = 'zq' + 'zr'; print(r(m))
n = f'{e}abc def'; print(r(n))
o = 12345 in {12345, 'u v'}; print(o)
def p():
    """doc here"""
    q = 'in func'; s = 77777; t = 1000
    return r(q), r(s), r(t), r(p.__doc__)
print(p())
class K:
    "k doc"
    z = 'attr_val'
    w = 99999
print(r(K.__doc__), r(K.z), r(K.w))
x = [10**10, 'lst val', (5, 6, 'tt')]
print(r(x), r(x[0]), r(x[1]), r(x[2]))
y = {'key one': 'val one'}
for kk, vv in y.items(): print(r(kk), r(vv))
ex = compile("aa = 54321; bb = 'str ing'", 'x', 'exec'); exec(ex); print(r(aa), r(bb))
exec("cc = 65432; dd = 'str ingg'"); print(r(cc), r(dd))
def dflt(a=44444, b='de fault'): return r(a), r(b), r(dflt.__defaults__)
print(dflt())
lam = lambda: 33333
print(r(lam()))
print(r('lit in call'), r(123321), r(4.25))
