a = 5
b = 5
a is b
a = -6; b = -6; a is b
x = 300
y = 300
x is y
def f():
    p = 300; q = 300
    return p is q

f()
(lambda: 300)() is (lambda: 300)()
"a b" is "a b"
t = (1, 2, 3); u = (1, 2, 3); t is u
{"k": 1}["k"] is 1
import sys
sys.intern("hey there") is sys.intern("hey there")
m = "hey"; n = "hey"
m is n
m = "hey"
n = "hey"
m is n
m = "he y"
n = "he y"
m is n
[1.5][0] is 1.5
