import sys
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n, sys is None, D is None if 'D' in globals() else "no D")
a = D("a"); b = D("b"); _c = D("_c"); d = [D("d")]; d.append(d)
def f(): pass
f.attr = D("fattr")
sys.keep = D("sys")
import builtins
builtins.bb = D("builtins")
class K: x = D("classattr")
e = D("in cycle"); e.self = e
class Bad:
    def __del__(self): 1/0
bad = Bad()
_ = D("_")
print("end")
