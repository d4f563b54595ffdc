# The allocator's statistics before and after: pools, used and free blocks of one size class.
import sys, gc
gc.disable()
N = 5000
keep = []
x = [None] * N
def stats(title):
    sys.stderr.write("== " + title + "\n")
    sys._debugmallocstats()
def settle():
    # Goes on to the first block of a new pool: what the start left behind no longer matters.
    while True:
        o = object()
        keep.append(o)
        if id(o) & 16383 == 48: return
stats("(warm up)")
settle()
stats("(settled)")
stats("nothing")
for i in range(N): x[i] = object()
stats("5000 objects")
for i in range(0, N, 2): x[i] = None
stats("every second one freed")
for i in range(0, N, 2): x[i] = object()
stats("the holes filled")
for i in range(N): x[i] = None
stats("all freed, pool by pool")
for i in range(N): x[i] = object()
stats("once more")
x.reverse()
for i in range(N): x[i] = None
stats("freed from the other end")
