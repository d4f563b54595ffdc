import gc
gc.disable(); gc.collect()
def cb1(p, i): print("1", p, i)
def cb2(p, i): print("2", p, sorted(i))
def bad(p, i): raise ValueError(p)
gc.callbacks += [cb1, cb2]; gc.collect(0); gc.collect(1)
class N:
    def __del__(self): print("del")
a = N(); a.a = a; del a; print(gc.collect()); gc.callbacks.insert(0, bad); gc.collect(0); gc.callbacks.remove(bad); gc.callbacks.append("no"); gc.collect(0); gc.callbacks.pop(); gc.callbacks.remove(cb1)
def nest(p, i):
    if p == "start": print("nested", gc.collect())
gc.callbacks.append(nest); print(gc.collect()); gc.callbacks.clear(); gc.callbacks = None; print(gc.collect())
