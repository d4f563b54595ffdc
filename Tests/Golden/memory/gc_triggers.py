import gc
log = []
def cb(phase, info): log.append((phase, info["generation"], info["collected"], info["uncollectable"]))
gc.collect(); gc.callbacks.append(cb)
x = []; seen = []
for i in range(3000):
    n = len(log); x.append([])
    if len(log) > n: seen.append((i, log[n:]))
print([(b[0] - a[0]) // 10 for a, b in zip(seen, seen[1:])], [s[1] for s in seen])
gc.callbacks.remove(cb); x = None; log.clear(); gc.collect()
for th in ((10, 2, 2), (50, 1, 1), (3, 3, 3), (1, 1, 1), (700, 2, 3)):
    gc.disable(); gc.set_threshold(*th); gc.collect(); gc.callbacks.append(cb); gc.enable()
    keep = []
    for i in range(120 if th[0] < 100 else 5000): keep.append([])
    gc.disable(); gc.callbacks.clear(); print(th, [(p, g) for p, g, _, _ in log][:60]); log.clear(); keep = None
gc.set_threshold(700, 10, 10); gc.collect(); gc.callbacks.append(cb); gc.enable()
class N: pass
for i in range(1000):
    a = N(); a.me = a
gc.callbacks.clear(); print([(p, g) for p, g, _, _ in log])
