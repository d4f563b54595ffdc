class Node:
    def __init__(self, value, left=None, right=None): self.value, self.left, self.right = value, left, right
    def insert(self, v):
        side = "left" if v < self.value else "right"
        child = getattr(self, side)
        if child: child.insert(v)
        else: setattr(self, side, Node(v))
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
    def depth(self): return 1 + max(self.left.depth() if self.left else 0, self.right.depth() if self.right else 0)
root = Node(50)
for v in (30, 70, 20, 40, 60, 80, 10): root.insert(v)
print(list(root), root.depth(), 60 in root, sum(root))
class Linked:
    def __init__(self, *items):
        self.head = None
        for i in reversed(items): self.head = (i, self.head)
    def __iter__(self):
        n = self.head
        while n: yield n[0]; n = n[1]
    def __len__(self): return sum(1 for _ in self)
print(list(Linked(1, 2, 3)), len(Linked()), Linked(5).head)
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
def paths(g, s, e, seen=()):
    seen += (s,)
    if s == e: return [seen]
    return [p for n in g[s] for p in paths(g, n, e, seen)]
print(paths(graph, "a", "d"))
def bfs(g, s):
    order, queue = [], [s]
    while queue:
        n = queue.pop(0)
        if n not in order: order.append(n); queue.extend(g[n])
    return order
print(bfs(graph, "a"))
stack = []
for t in "3 4 + 2 *".split():
    if t.isdigit(): stack.append(int(t))
    else: b, a = stack.pop(), stack.pop(); stack.append({"+": a + b, "*": a * b}[t])
print(stack)
