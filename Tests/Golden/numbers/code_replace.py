# Code objects made from parts.
def f(a,b=2):
    c=1; return lambda: a
co=f.__code__
def t(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
t(lambda: co.replace(1)); t(lambda: co.replace(x=1)); t(lambda: co.replace(co_argcount='x')); t(lambda: co.replace(co_argcount=-1)); t(lambda: co.replace(co_code='x')); t(lambda: co.replace(co_consts=[1])); t(lambda: co.replace(co_name=3)); t(lambda: co.replace(co_nlocals=9)); t(lambda: co.replace(co_varnames=())); t(lambda: co.replace(co_code=b'abc')); t(lambda: co.replace() == co); t(lambda: co.replace(co_name='q').co_name); t(lambda: co._varname_from_oparg(0)); t(lambda: co._varname_from_oparg(99)); t(lambda: co._varname_from_oparg('x')); t(lambda: type(co)()); t(lambda: type(co)(1)); t(lambda: co.replace(co_names=(1,)));
t(lambda: co.co_lnotab); t(lambda: type(co)(0,0,0,0,1,0,b'\x97\0d\0S\0',(5,),(),(),'fn','nm','qn',1,b'',b'',(),()).co_name)
def g(x, *a, k=3, **kw):
    y = [i + x for i in a]
    def h(): return x, y, k
    try: return h(), kw
    finally: pass
for fn in (f, g, t):
    c = fn.__code__
    d = c.replace(co_name=c.co_name, co_firstlineno=100)
    for n in ('co_argcount','co_posonlyargcount','co_kwonlyargcount','co_nlocals','co_stacksize','co_flags','co_names','co_varnames','co_freevars','co_cellvars','co_filename','co_name','co_qualname','co_code','co_lnotab'):
        if n != 'co_filename': print(n, getattr(d, n) == getattr(c, n), getattr(d, n) if n != 'co_code' else hash(d.co_code))
    print(d == c, c.replace() == c, hash(c.replace()) == hash(c))
g.__code__ = g.__code__.replace(co_consts=tuple(9 if x == 3 else x for x in g.__code__.co_consts)); print(g(1, 2, 3, z=5))
exec(compile('print(5)', 'x', 'exec').replace(co_consts=(7, None)))
import builtins; print(builtins.__doc__)
print(type(co)(1, 0, 0, 1, 2, 3, (lambda x: x + 1).__code__.co_code, (None, 1), (), ('x',), 'f', 'n', 'q', 5, b'', b'').co_varnames)
