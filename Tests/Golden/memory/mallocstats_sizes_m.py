# One size class after the other: bytes objects from 1 to 512 bytes of memory, and above.
import sys, gc
gc.disable()
def stats(title):
    sys.stderr.write("== " + title + "\n")
    sys._debugmallocstats()
keep = []
def settle(size):
    while True:
        b = bytes(size)
        keep.append(b)
        if id(b) & 16383 == 48: return
stats("(warm up)")
stats("(warm up)")
for size in (0x40, 0x80, 0x100, 0x180, 0x1d0, 0x1e0):
    n = size - 33 - 15 if size else 1
    settle(n)
    box = [None] * 1000
    stats("(settled)")
    stats(".nothing")
    for i in range(1000): box[i] = bytes(n)
    stats(f".1000 bytes objects of {n}")
    for i in range(1000): box[i] = None
    stats(".freed")
big = [bytes(480) for i in range(100)]
stats(".100 too large for a pool")
