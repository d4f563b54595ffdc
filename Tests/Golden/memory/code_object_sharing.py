def f(a):
    x = (1, 2); y = (1, 2); z = "s t"; w = "s t"
    def g(): return (1, 2), "s t"
    return x is y, z is w, g()[0] is x, g()[1] is z
print(f(0)); c = f.__code__; print(c.co_consts, c.co_names, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_flags, c.co_stacksize, c.co_nlocals); g = c.co_consts[3] if hasattr(c.co_consts[3], "co_name") else [k for k in c.co_consts if hasattr(k, "co_name")][0]; print(g.co_name, g.co_qualname, g.co_consts, g.co_filename is c.co_filename, g.co_code is g.co_code)
src = "a = (1, (2, 3)); b = (2, 3); c = 'x' 'y'; d = -1; e = 2 ** 10; h = 'ab' * 3; i = (1, 2)[0]; j = not True; k = 3 if 1 else 4"
m = compile(src, "m", "exec"); print(m.co_consts, m.co_names); ns = {}; exec(m, ns); print(ns["a"][1] is ns["b"], ns["c"], ns["d"], ns["h"]); n = compile(src, "m", "exec"); print(m == n, hash(m) == hash(n), m is n, m.co_consts is n.co_consts, m.replace(co_name="q").co_name, m.co_linetable == n.co_linetable)
