def kind(x):
    match x:
        case 0: return "zero"
        case int(n) if n < 0: return f"negative {n}"
        case int() | float(): return "number"
        case "a" | "b": return "letter"
        case str(): return "string " + x
        case []: return "empty"
        case [one]: return f"one {one}"
        case [first, *rest]: return f"list {first} {rest}"
        case {"type": "point", "x": px, **others}: return f"point {px} {others}"
        case {}: return "mapping"
        case None: return "none"
        case Point(x=0, y=y): return f"on axis {y}"
        case Point(px, py): return f"P {px} {py}"
        case _: return "other"
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
for v in (0, -5, 3.5, "a", "zz", [], [1], [1, 2, 3], (4, 5), {"type": "point", "x": 1, "z": 2}, {"q": 1}, None, Point(0, 7), Point(1, 2), {1}, True):
    print(kind(v))
def cmd(line):
    match line.split():
        case ["go", ("north" | "south") as d]: return "going " + d
        case ["get", obj, *_]: return "got " + obj
        case _: return "?"
print(cmd("go north"), cmd("get lamp now"), cmd("fly"))
match (1, (2, 3)):
    case (a, (b, c)): print(a, b, c)
