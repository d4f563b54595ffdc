# 1.5 million live objects, for screens that must not walk over all of them.
import gc
nodes = []
def grow(n):
    last = None
    for i in range(n):
        node = [last, i]
        nodes.append(node)
        last = node
grow(500_000)
more = [{"n": i} for i in range(100_000)]
texts = [str(i) * 3 for i in range(400_000)]
ring = [[] for _ in range(1000)]
for item in ring:
    item.append(ring)
del item
x = [more, texts]
found = gc.collect()
for i in range(30):
    x = [x, i]
print(len(nodes), len(texts), found)
