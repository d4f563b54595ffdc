"""About ten million instructions; prints the seconds that they took."""
import time


def loop(n):
    t = 0
    for i in range(n):
        t += i % 7
    return t


start = time.perf_counter()
loop(1430000)
print(time.perf_counter() - start)
