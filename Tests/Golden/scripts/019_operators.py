class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __lt__(self, o): return abs(self) < abs(o)
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __call__(self, k): return self.x + k
    def __contains__(self, v): return v in (self.x, self.y)
    def __hash__(self): return hash((self.x, self.y))
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __invert__(self): return V(self.y, self.x)
    def __index__(self): return 2
    def __format__(self, spec): return f"<{self.x:{spec}}|{self.y:{spec}}>"
a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 3, 3 * a, -a, abs(b), bool(V(0, 0)), a == V(1, 2), a != b, a < b, a > b, list(a), len(a), a(10), 2 in a, a @ b, ~a, [10, 20, 30][a], f"{a:03d}")
c = a; c += b; print(a, c is a, {a: 1}[V(4, 6)], sorted([b, V(1, 1), V(0, 9)]), max(a, b))
for bad in (lambda: a + 1, lambda: 1 + a, lambda: a % 2, lambda: a >= b):
    try:
        print(bad())
    except TypeError as e:
        print(e)
class Rev:
    def __radd__(self, o): return ("radd", o)
    def __rsub__(self, o): return ("rsub", o)
print(1 + Rev(), "s" + Rev(), [1] + Rev(), 5 - Rev())
