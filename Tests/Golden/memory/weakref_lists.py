import weakref, gc
class A: pass
a = A(); log = []
rs = [weakref.ref(a, lambda r, i=i: log.append(i)) for i in range(10)]; plain = weakref.ref(a); p = weakref.proxy(a); print(weakref.getweakrefcount(a), [type(r).__name__ for r in weakref.getweakrefs(a)][:3]); del rs[3], rs[5]; print(weakref.getweakrefcount(a)); del a; print(log)
class B:
    def __del__(s): print("del sees", w())
b = B(); w = weakref.ref(b, lambda r: print("cb", r())); del b
c = A(); ws = weakref.WeakSet([c]); wv = weakref.WeakValueDictionary({"c": c}); wk = weakref.WeakKeyDictionary({c: 1}); print(weakref.getweakrefcount(c)); del c; print(len(ws), len(wv), len(wk))
f = lambda: 0; r = weakref.ref(f); del f; print(r()); gen = (i for i in ()); r = weakref.ref(gen); del gen; print(r()); t = type("T", (), {}); r = weakref.ref(t); del t; print(r() is None); gc.collect(); print(r()); s = {1}; r = weakref.ref(s); del s; print(r())
