class Node:
    def __init__(s): s.other = None
    def __del__(s): print("node", s.name, s.other.name if s.other else None)
a = Node(); b = Node(); a.name = "a"; b.name = "b"; a.other = b; b.other = a
class G:
    def __del__(s): global x; x = s; print("resurrect")
g = G(); del g; del x
def f(): f.x = f
f(); f.d = a
