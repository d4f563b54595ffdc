# When tuples are untracked: inner ones before outer ones, constants in one collection, computed ones by their order of creation.
import gc
gc.collect(); gc.disable()
exec("""def f(): return ((((1, 2), 3), 4), 5), (1, (2, (3, (4, 5)))), ((1.5, "a"), (2, ("b", (None, (3j,)))))""")
t = f()
def walk(x):
    out = []
    def go(y, d):
        if isinstance(y, tuple):
            out.append((d, gc.is_tracked(y)))
            for z in y: go(z, d + 1)
    go(x, 0)
    return out
print(walk(t))
gc.collect(0); print(walk(t))
gc.collect(0); print(walk(t))
gc.collect(1); print(walk(t))
gc.collect(); print(walk(t))
a = 1, 2
def nest(n):
    x = (1,)
    for i in range(n): x = (x, i)
    return x
x = nest(4); print(walk(x)); gc.collect(0); print(walk(x)); gc.collect(0); print(walk(x))
def rev(n):
    return (n, rev(n - 1)) if n else ()
x = rev(4); print(walk(x)); gc.collect(0); print(walk(x))
l = []; x = ((((l,),),),); gc.collect(0); print(walk(x)); l.append(1); x = eval("((((1,),),),)"); print(walk(x)); gc.collect(0); print(walk(x))
