from collections import OrderedDict
import gc, sys
class Key:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self): return self.h
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"K{self.n}"
od = OrderedDict()
keys = [Key(i, i % 3) for i in range(12)]
for k in keys: od[k] = k.n
for k in keys[::2]: del od[k]
print(list(od))
for k in keys[::2]: od[k] = -k.n
print(od)
while od:
    print(od.popitem(last=len(od) % 2 == 0), end=" ")
print()
class Bad(Key):
    armed = False
    def __eq__(self, other):
        if Bad.armed: raise ZeroDivisionError("eq")
        return super().__eq__(other)
    __hash__ = Key.__hash__
b = OrderedDict([(Bad(1, 7), 1), (Bad(2, 7), 2)])
Bad.armed = True
for f in (lambda: b[Bad(3, 7)], lambda: b.pop(Bad(3, 7)), lambda: b.__delitem__(Bad(3, 7)), lambda: b.move_to_end(Bad(3, 7)), lambda: b.setdefault(Bad(3, 7))):
    try: f()
    except ZeroDivisionError as e: print("ZeroDivisionError", e)
print(len(b))
class Evil:
    def __init__(self, od): self.od = od
    def __del__(self): self.od.clear()
e = OrderedDict()
e["a"] = Evil(e); e["b"] = 2
e["a"] = None
print(e)
d = OrderedDict((i, i) for i in range(5))
try:
    for k in d: d.move_to_end(k)
except RuntimeError as x: print(x)
try:
    for k in d: del d[k]
except RuntimeError as x: print(x)
print(d)
a = OrderedDict(x=1)
a |= [("y", 2)]
a.update({"z": 3}, w=4)
a.update(OrderedDict(q=1).items())
class HasKeys:
    def keys(self): return ["m", "n"]
    def __getitem__(self, k): return k * 2
a.update(HasKeys())
print(a, OrderedDict(a) is a, a.copy() == a)
class Sub(OrderedDict):
    def __setitem__(self, k, v): print("set", k); super().__setitem__(k, v)
    def __delitem__(self, k): print("del", k); super().__delitem__(k)
    def __iter__(self): print("iter"); return super().__iter__()
s = Sub(a=1); s.update(b=2); s.setdefault("c", 3); s.pop("a"); del s["b"]; print(s, s.copy(), list(s.keys()))
print(sys.getrefcount(s), gc.is_tracked(s))
