import gc, weakref, sys
class N: pass
a = N(); a.a = a; w = weakref.ref(a); del a; print(w() is not None, gc.collect(), w()); print(sys.getrefcount(N), gc.get_threshold(), gc.isenabled()); x = []; x.append(x); del x; print(gc.collect())
