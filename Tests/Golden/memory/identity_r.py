a = 1000
b = 1000
a is b
a = 1000; b = 1000; a is b
x = "hello"; y = "hello"
x is y
x = "hello world"
y = "hello world"
x is y
def f(): return 1000
def g(): return 1000

f() is g()
f() is f()
a = 256
b = 256
a is b
(1, 2) is (1, 2)
t = (1, 2)
u = (1, 2)
t is u
1.5 is 1.5
p = 1.5
q = 1.5
p is q
import sys
sys.getrefcount(1.25)
sys.getrefcount("a b c")
sys.getrefcount("unlikely_name_here")
sys.getrefcount(54321)
z = 54321
sys.getrefcount(z)
[]
_
_ is _
o = object()
sys.getrefcount(o)
o is o
sys.getrefcount(o)
[o]
sys.getrefcount(o)
1
sys.getrefcount(o)
for i in range(3): sys.getrefcount(o)

class A:
    x = 1000
    y = 1000

A.x is A.y
A.x is a
1/0
sys.last_value
sys.getrefcount(o)
