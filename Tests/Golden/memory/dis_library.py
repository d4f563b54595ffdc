import dis, opcode, types, collections, weakref, inspect, copy, functools, enum, dataclasses, contextlib, operator, io
def f(a, b=2, *c, d=3, **e):
    with a as x:
        try: return [y for y in c if y > b]
        except ValueError as z: raise KeyError from z
    for i, j in e.items(): yield from (lambda: i + j)()
class C:
    def m(self): return super().m(self.x)
for o in (f, C, C.m, "x = a.b[c] and d or not e", (lambda q: q**2 + 1)): dis.dis(o)
print(dis.code_info(f)); print([(i.opname, i.arg, i.argrepr, i.offset, i.starts_line, i.is_jump_target) for i in dis.get_instructions(C.m)]); print(list(dis.findlinestarts(f.__code__)), dis.findlabels(f.__code__.co_code)); print(opcode.opmap["RESUME"], opcode.HAVE_ARGUMENT, len(opcode.opname)); print(inspect.signature(f), types.FunctionType is type(f), collections.Counter("aab"), operator.add(1, 2), copy.deepcopy([1, [2]]), functools.reduce(operator.mul, [2, 3]), enum.Enum("E", "a b").b)
