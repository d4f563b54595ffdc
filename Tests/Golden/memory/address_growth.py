l = [None] * 4; m = [[None] for _ in range(100)]
x = 0
for i in range(64):
    m[3].append(i); m[5].append(i)
print([len(k) for k in m[:7]])
s = "ab"; seen = []
for i in range(200):
    s += "c"
    if not seen or seen[-1] != id(s): seen.append(id(s))
print(len(set(seen)) < 60)
ids = []
d = {}
o = [object() for _ in range(4000)]
steps = [id(o[i + 1]) - id(o[i]) for i in range(len(o) - 1)]
pools = sorted({i & ~0x3fff for i in map(id, o)})
print(sum(1 for s in steps if s == 16) > 3800, len(pools) in (4, 5), all(((id(x) & 0x3fff) - 48) % 16 == 0 for x in o))
full = [p for p in pools if sum(1 for x in o if id(x) & ~0x3fff == p) == 1021]; print(len(full) >= 2)
p = full[-1]; inside = [x for x in o if id(x) & ~0x3fff == p]; inside.sort(key=id); print(id(inside[0]) - p, id(inside[-1]) - p, {id(b) - id(a) for a, b in zip(inside, inside[1:])})
f = [float(i) for i in range(2000)]; fp = {}
for v in f: fp.setdefault(id(v) & ~0x3fff, []).append((id(v) & 0x3fff) - 48)
print(max(map(len, fp.values())), all(x % 32 == 0 for v in fp.values() for x in v))
del inside, x
def drop(k):
    v = id(o[k]); o[k] = None; n = object(); return id(n) == v
print([drop(k) for k in (100, 2000, 3999, 5)])
freed = []
for k in range(200, 260): freed.append(id(o[k])); o[k] = None
new = [object() for _ in range(60)]
print([id(n) for n in new] == freed[::-1])
