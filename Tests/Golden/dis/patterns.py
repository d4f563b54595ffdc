def f(x):
    match x:
        case 1 | 2 | -3 | 1+2j: return 1
        case 'a' | b'b' | None | True: return 2
        case [a, b, *rest] if a > b: return a, b, rest
        case [1, *_, last]: return last
        case (first, *_): return first
        case {'k': v, ns.K: w, **rest}: return v, w, rest
        case {}: return 3
        case Point(x=0, y=0) | Point(0, 0): return 4
        case Point(a, b, z=[c, d]) as p: return a, b, c, d, p
        case [Point(x) as q, [r, ([s] | s)]]: return q, r, s
        case str() as t: return t
        case ns.CONST: return 5
        case []: return 6
        case [_, _]: return 7
        case _: return 8
    match x, y:
        case a, b: pass
    match x:
        case whatever: return whatever
