import time
a = time.time(); b = time.perf_counter(); c = time.monotonic()
time.sleep(0.01)
print(time.time() > a, time.perf_counter() - b >= 0.009, time.monotonic() >= c, type(time.time_ns()).__name__)
t = time.gmtime(0)
print(t.tm_year, t.tm_mon, t.tm_mday, t[3:6], time.strftime("%Y-%m-%d %H:%M:%S", t), tuple(t), time.asctime(t))
print(time.gmtime(86400 * 365).tm_year, len(time.localtime()), time.strftime("%j %a %b", time.gmtime(1e9)))
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
