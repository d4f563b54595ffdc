# Who dies first: by reference counts, and in a cycle.
import gc, _weakref
gc.disable()
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, 'weakref dead:', self.r() is None if hasattr(self, 'r') else '-')
a = A('a'); r = _weakref.ref(a, lambda w: print('callback a')); a.r = r
print('by reference count'); del a
b = A('b'); c = A('c'); b.o = c; c.o = b
rb = _weakref.ref(b, lambda w: print('callback b')); rc = _weakref.ref(c, lambda w: print('callback c'))
b.r = rb; c.r = rc
print('by the collector'); del b, c; print(gc.collect())
class Z:
    def __del__(self):
        global kept
        print('Z.__del__'); kept = self
z = Z(); z.me = z; del z
print('resurrection', gc.collect(), kept is not None)
kept = None; print('second death', gc.collect())
def f():
    c = A('local c'); a = A('local a'); b = A('local b')
f()
l = [A('item 0'), A('item 1'), A('item 2')]; del l
t = (A('item 0'), A('item 1'), A('item 2')); del t
d = {i: A('value %d' % i) for i in range(3)}; del d
class O: pass
o = O(); o.x = A('x'); o.y = A('y'); del o
class Chain:
    pass
head = None
for i in range(3000):
    n = Chain(); n.next = head; head = n
del n, head
print('a long chain died')
x = []
for i in range(20000): x = [x]
del x
print('deeply nested lists died')
class Last:
    def __del__(self): print('at exit')
last = Last()
