"""Allocator and collector, for `make bench`: prints `name seconds` for each, best of several. With the argument `verify` only the time of one full
collection of a million tracked objects, once, for the verifier that may run at its beginning and end."""
import gc, sys, time


def best(f, rounds):
    least = 1e9
    for _ in range(rounds):
        start = time.perf_counter()
        f()
        least = min(least, time.perf_counter() - start)
    return least


def objects():
    for _ in range(1_000_000):
        object()


def bytearrays():
    for _ in range(300_000):
        bytearray(100)


gc.disable()
rounds = 1 if "verify" in sys.argv else 9
if rounds > 1:
    one = object()  # so that its pool is never empty
    print("object()", best(objects, rounds))
    print("bytearray(100)", best(bytearrays, rounds))
lists = [[] for _ in range(1_000_000)]
gc.collect() if rounds > 1 else None
print("collect-lists", best(gc.collect, rounds))
if rounds > 1:
    del lists

    class Node:
        pass

    nodes = [Node() for _ in range(500_000)]
    for n in nodes:
        n.next = n
    gc.collect()
    print("collect-instances", best(gc.collect, rounds))
