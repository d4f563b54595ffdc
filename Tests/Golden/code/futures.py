"""With string annotations."""
from __future__ import annotations
import a.b.c, d as e, f.g.h as i
from . import j, k as l
from ..m.n import (o, p as q)
x: lambda a, b=1, *c, d: (yield_ := 2) = 1
y: a.b[c, 1:2, ::3] | {d: e, **f} | [*g, 1] if h else not i
def f(a: (x if y else z), *b: -c ** d, **e: f'{g!r:>{h}} {{}}') -> {i async for j in k if l}: pass
z: (1 .real, u'x', b'y', 1e999, 2j, ..., (), (1,), a < b is not c not in d, a and (b or c))
