log = []
class A:
    def __init__(s, n, o): s.n, s.o = n, o
    def __del__(s):
        if s.n % 500 == 0: log.append(s.n)
x = None
for i in range(3001): x = A(i, [x])
del x; print(log); log.clear(); x = None
for i in range(3001): x = (A(i, x),)
del x; print(log); log.clear(); x = None
for i in range(3001): x = {"k": A(i, x)}
del x; print(log)
