# Free lists: floats, lists, dicts, tuples of each length.
import sys, gc
gc.disable()
gc.collect()
def stats(title):
    sys.stderr.write("== " + title + "\n")
    sys._debugmallocstats()
stats("(warm up)")
stats("(warm up)")
def use(make, n):
    kept = [make() for i in range(n)]
    del kept
stats("~nothing")
fs = [float(i) for i in range(200)]
stats("~200 floats")
del fs
stats("~floats freed")
ls = [[] for i in range(120)]
stats("~120 lists")
del ls
stats("~lists freed")
ds = [{1: i} for i in range(120)]
stats("~120 dicts")
del ds
stats("~dicts freed")
for n in (1, 2, 3, 7, 19, 20):
    ts = [tuple([i] * n) for i in range(300)]
    stats(f"~300 tuples of {n}")
    del ts
    stats(f"~tuples of {n} freed")
gc.collect()
stats("~a full collection empties the lists")
