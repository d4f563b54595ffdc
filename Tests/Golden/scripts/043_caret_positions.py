def f(a, b):
    return (a.x
            + b["key"]
            + a.y(1, 2))
class T: x = 1
T.y = lambda self, p, q: p / (q - 2)
f(T(), {"key": 3})
