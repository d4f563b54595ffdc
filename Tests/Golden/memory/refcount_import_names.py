import sys
R = sys.getrefcount
import math; print(R(math) > 1); m = math; a = R(math); del m; print(a - R(math)); x = sys.modules["math"]; print(R(math) - R(math)); exec("import math as q"); b = R(math); del q; print(b - R(math)); from math import pi; print(R(pi) - R(math.pi)); n = R(pi); p2 = pi; print(R(pi) - n); del sys.modules["math"]; c = R(math); import math as m2; print(m2 is math, R(m2) > 1)
