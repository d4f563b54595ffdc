import circ2
v = 1
