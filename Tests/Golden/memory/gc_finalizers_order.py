import gc
gc.disable(); gc.collect()
log = []
class N:
    def __init__(s, n): s.n = n
    def __del__(s): log.append(s.n)
def ring(names):
    l = [N(n) for n in names]
    for a, b in zip(l, l[1:] + l[:1]): a.next = b
for names in ("a", "ab", "abc", "abcdef"): ring(names); print(gc.collect(), log); log.clear()
l = [N(i) for i in range(5)]; l.append(l); l = None; print(gc.collect(), log); log.clear()
d = {i: N(i) for i in range(5)}; d["me"] = d; d = None; print(gc.collect(), log); log.clear()
x = N("x"); x.me = x; x.child = N("child"); x.child.up = x; x = None; print(gc.collect(), log); log.clear()
def g():
    try: yield
    finally: log.append("gen")
i = g(); next(i); c = [i, N("in")]; c.append(c); i = c = None; print(gc.collect(), log); log.clear(); a = N("1"); b = N("2"); a.o = b; b.o = a; a = None; print(gc.collect(), log); b = None; print(gc.collect(), log)
