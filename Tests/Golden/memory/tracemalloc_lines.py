import tracemalloc, gc
gc.collect(); gc.disable()
tracemalloc.start(5)
def make(n):
    return [bytearray(n) for _ in range(3)]
a = make(100)
b = make(200)
c = bytes(3000)
def outer():
    return make(50)
d = outer()
e = {}
for i in range(40):
    e[i] = "%030d" % i
t = [tracemalloc.get_object_traceback(o) for o in (a, a[0], c, d[1], e, e[5])]
s = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, __file__)])
tracemalloc.stop()
for x in t: print([f.lineno for f in x], x.total_nframe)
for st in s.statistics("lineno"):
    if st.traceback[0].lineno in (5, 8, 13): print(st.traceback[0].lineno, st.size, st.count)
for st in s.statistics("traceback"):
    if st.traceback[-1].lineno == 5: print([f.lineno for f in st.traceback], st.size, st.count)
print(tracemalloc.get_object_traceback(a))
for bad in ("tracemalloc.start(0)", "tracemalloc.start('a')", "tracemalloc.start(70000)", "tracemalloc.take_snapshot()"):
    try: eval(bad)
    except Exception as x: print(bad, type(x).__name__, x)
