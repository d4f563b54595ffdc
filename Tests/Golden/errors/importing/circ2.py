from circ1 import v
