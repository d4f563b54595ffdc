"""Every specialised form of every family: what dis shows after a function has run often enough."""
import dis
import math
import sys


def forms(function):
    return " ".join(i.opname for i in dis.get_instructions(function, adaptive=True))


def run(function, *args, times=20):
    error = ""
    for _ in range(times):
        try:
            function(*args)
        except Exception as e:
            error = f" {type(e).__name__}"
    print(f"{function.__name__:<28} {forms(function)}{error}")


# BINARY_OP
def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def div(a, b): return a / b
def iadd(a, b):
    a += b
    return a
def isub(a, b):
    a -= b
    return a
def imul(a, b):
    a *= b
    return a


def clone(function):
    return type(function)(function.__code__.replace(), function.__globals__, function.__name__)


for f in add, sub, mul, div, iadd, isub, imul:
    for a, b in (1, 2), (1.5, 2.5), (10**20, 3), (True, False), (1, 2.0):
        run(clone(f), a, b)
for f in add, iadd:
    run(clone(f), "a", "b")
    run(clone(f), [1], [2])
    run(clone(f), (1,), (2,))
def concat_local():
    s = ""
    for i in range(5):
        s = s + "x"
    return s
def concat_augmented():
    s = "a"
    t = "b"
    s += t
    t = s
    return t, s
def concat_other():
    s = "a"
    t = "b"
    u = s + t
    return u
run(concat_local)
run(concat_augmented)
run(concat_other)


# COMPARE_OP
def less(a, b):
    if a < b:
        return 1
    return 2
def equal(a, b):
    if a == b:
        return 1
    return 2
def unequal(a, b):
    while a != b:
        a = b
    return a
def value_only(a, b): return a < b
def both(a, b):
    return a <= b <= 10
for f in less, equal, unequal, value_only, both:
    for a, b in (1, 2), (1.5, 2.5), ("a", "b"), (10**20, 3), ((1,), (2,)), (True, False), (1, 2.5):
        run(clone(f), a, b)
def count():
    i = 0
    while i < 30:
        i += 1
    return i
run(count)


# BINARY_SUBSCR, STORE_SUBSCR
def get(c, k): return c[k]
def put(c, k, v): c[k] = v
class Item:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): pass
class ItemDefaults:
    def __getitem__(self, k, more=1): return k
class ItemStar:
    def __getitem__(self, *k): return k
class SubList(list): pass
class SubDict(dict): pass
run(clone(get), [1, 2], 1)
run(clone(get), [1, 2], -1)
run(clone(get), [1, 2], slice(0, 1))
run(clone(get), (1, 2), 1)
run(clone(get), (1, 2), slice(0, 1))
run(clone(get), {1: 2}, 1)
run(clone(get), "ab", 1)
run(clone(get), b"ab", 1)
run(clone(get), range(5), 1)
run(clone(get), Item(), 1)
run(clone(get), ItemDefaults(), 1)
run(clone(get), ItemStar(), 1)
run(clone(get), SubList([1, 2]), 1)
run(clone(get), SubDict({1: 2}), 1)
run(clone(get), list, int)
run(clone(put), [1, 2], 1, 3)
run(clone(put), [1, 2], -1, 3)
run(clone(put), [1, 2], slice(0, 1), [3])
run(clone(put), {1: 2}, 1, 3)
run(clone(put), bytearray(b"ab"), 1, 3)
run(clone(put), Item(), 1, 3)
run(clone(put), SubDict(), 1, 3)


# UNPACK_SEQUENCE
def unpack2(s):
    a, b = s
    return a
def unpack3(s):
    a, b, c = s
    return a
def unpack_star(s):
    a, *b = s
    return a
run(clone(unpack2), (1, 2))
run(clone(unpack2), [1, 2])
run(clone(unpack2), "ab")
run(clone(unpack2), {1, 2})
run(clone(unpack3), (1, 2, 3))
run(clone(unpack3), [1, 2, 3])
run(clone(unpack3), range(3))
run(clone(unpack_star), (1, 2, 3))


# LOAD_GLOBAL
one = 1
def load_module(): return one
def load_builtin(): return len
def load_both(): return one, print, sys
run(load_module)
run(load_builtin)
run(load_both)


# LOAD_ATTR, STORE_ATTR
class Plain:
    shared = 5
    def __init__(self):
        self.a = 1
        self.b = 2
    def method(self): return self
    @property
    def prop(self): return 3
    @classmethod
    def cm(cls): return cls
    @staticmethod
    def sm(): return 4
class Slots:
    __slots__ = "a", "b"
    def __init__(self):
        self.a = 1
        self.b = 2
class SlotsAndDict(Slots):
    pass
class GetAttr:
    def __getattr__(self, name): return 1
class GetAttribute:
    def __getattribute__(self, name): return 1
class SetAttr:
    def __setattr__(self, name, value): pass
class Meta(type):
    def meta_method(cls): return 1
class WithMeta(metaclass=Meta):
    x = 1
class Many:
    def __init__(self):
        for i in range(40):
            setattr(self, f"v{i}", i)
        self.a = 1
def attr_a(o): return o.a
def attr_shared(o): return o.shared
def attr_method(o): return o.method
def attr_prop(o): return o.prop
def attr_class(o): return o.__class__
def attr_x(o): return o.x
def store_a(o): o.a = 7
def store_new(o): o.fresh = 7
def attr_pi(o): return o.pi
def attr_dict(o): return o.__dict__
def attr_real(o): return o.real
def attr_doc(o): return o.__doc__
with_dict = Plain()
with_dict.__dict__
many = Many()
instance_shadow = Plain()
instance_shadow.shared = 1
for o in Plain(), with_dict, Slots(), SlotsAndDict(), many, GetAttr(), GetAttribute():
    run(clone(attr_a), o)
for o in Plain(), with_dict, Slots(), SlotsAndDict(), many, SetAttr():
    run(clone(store_a), o)
run(clone(attr_shared), Plain())
run(clone(attr_shared), instance_shadow)
run(clone(attr_method), Plain())
run(clone(attr_prop), Plain())
run(clone(attr_class), Plain())
run(clone(attr_class), 1)
run(clone(attr_class), "s")
run(clone(attr_class), Plain)
run(clone(attr_x), WithMeta)
run(clone(attr_pi), math)
run(clone(attr_dict), Plain())
run(clone(attr_real), 5)
run(clone(attr_doc), Plain())
run(clone(store_new), Plain())
run(clone(store_a), type("T", (), {}))
run(clone(store_a), add)
run(clone(attr_doc), add)


# LOAD_METHOD with PRECALL and CALL
def m_method(o): return o.method()
def m_append(o): o.append(1)
def m_append_value(o): return o.append(1)
def m_sqrt(o): return o.sqrt(4)
def m_cm(o): return o.cm()
def m_sm(o): return o.sm()
def m_mro(o): return o.mro()
def m_meta(o): return o.meta_method()
def m_keys(o): return o.keys()
def m_get(o): return o.get(1)
def m_split(o): return o.split()
def m_split_kw(o): return o.split(sep=None)
def m_upper(o): return o.upper()
def m_encode(o): return o.encode("utf-8")
def m_startswith(o): return o.startswith("a")
def m_join(o): return o.join(["a", "b"])
def m_format(o): return o.format(1)
def m_pop(o): return o.setdefault(1, 2)
def m_count(o): return o.count(1)
def m_index(o): return o.index(1)
def m_sort(o): return o.sort()
def m_sort_kw(o): return o.sort(key=None)
def m_copy(o): return o.copy()
def m_extend(o): return o.extend(())
def m_fromkeys(o): return o.fromkeys(())
def m_plain_method(o): return o.method(o())
class Callable:
    def __call__(self): return 1
class HasCallable:
    def __init__(self): self.method = Callable()
class DictOffset(Exception):
    def method(self): return 1
run(clone(m_method), Plain())
run(clone(m_method), with_dict)
run(clone(m_method), HasCallable())
run(clone(m_method), DictOffset())
e = DictOffset()
e.x = 1
run(clone(m_method), e)
run(clone(m_append), [])
run(clone(m_append), SubList())
run(clone(m_append_value), [])
run(clone(m_append), bytearray())
run(clone(m_sqrt), math)
run(clone(m_cm), Plain)
run(clone(m_cm), Plain())
run(clone(m_sm), Plain)
run(clone(m_sm), Plain())
run(clone(m_mro), Plain)
run(clone(m_meta), WithMeta)
run(clone(m_keys), {})
run(clone(m_keys), SubDict())
run(clone(m_get), {})
run(clone(m_split), "a b")
run(clone(m_split_kw), "a b")
run(clone(m_upper), "a b")
run(clone(m_encode), "a b")
run(clone(m_startswith), "a b")
run(clone(m_join), ",")
run(clone(m_format), "{}")
run(clone(m_pop), {})
run(clone(m_count), [])
run(clone(m_count), (1,))
run(clone(m_index), [1])
run(clone(m_sort), [1])
run(clone(m_sort_kw), [1])
run(clone(m_copy), [1])
run(clone(m_copy), {1})
run(clone(m_extend), [1])
run(clone(m_fromkeys), dict)
run(clone(m_plain_method), Plain)


# PRECALL and CALL of what is not a method
def none(): pass
def two(a, b): pass
def defaults(a, b=2, *, c=None): pass
def with_defaults(a, b=2, c=3): pass
def star(*a, **k): pass
def generator(): yield 1
def inner():
    x = 1
    def closure(): return x
    return closure
def call_none(): none()
def call_two(): two(1, 2)
def call_two_kw(): two(1, b=2)
def call_kwonly(): defaults(1)
def call_with_defaults(): with_defaults(1)
def call_with_defaults_full(): with_defaults(1, 2, 3)
def call_star(): star(1)
def call_ex(): two(*(1, 2))
def call_generator(): generator()
def call_closure(): inner()()
def call_class(): Plain()
def call_empty_class(): Meta("X", (), {})
def call_lambda(): (lambda: 1)()
def call_bound(f=Plain().method): f()
def call_len(): return len([1])
def call_isinstance(): return isinstance(1, int)
def call_isinstance_tuple(): return isinstance(1, (int, str))
def call_abs(): return abs(-1)
def call_repr(): return repr(1)
def call_ord(): return ord("a")
def call_min(): return min(1, 2)
def call_min_kw(): return min([1], key=None)
def call_sorted(): return sorted([2, 1])
def call_sum(): return sum([1, 2])
def call_sum_start(): return sum([1, 2], start=1)
def call_getattr(): return getattr(1, "real")
def call_divmod(): return divmod(3, 2)
def call_pow(): return pow(2, 3)
def call_iter(): return iter([1])
def call_next(i=iter(range(10**6))): return next(i)
def call_print(): print(end="")
def call_id(): return id(1) and None
def call_hash(): return hash(1)
def call_globals(): globals()
def call_round(): return round(1.5)
def call_issubclass(): return issubclass(int, object)
def call_str(): return str(1)
def call_str_kw(): return str(object=1)
def call_str0(): return str()
def call_type(): return type(1)
def call_tuple(): return tuple([1])
def call_list(): return list((1,))
def call_dict(): return dict(a=1)
def call_dict0(): return dict()
def call_set(): return set([1])
def call_frozenset(): return frozenset([1])
def call_int(): return int("1")
def call_int2(): return int("1", 16)
def call_float(): return float(1)
def call_bool(): return bool(1)
def call_complex(): return complex(1)
def call_bytes(): return bytes(1)
def call_bytearray(): return bytearray(1)
def call_range(): return range(3)
def call_enumerate(): return enumerate([1])
def call_reversed(): return reversed([1])
def call_zip(): return zip([1], [2])
def call_map(): return map(abs, [1])
def call_filter(): return filter(None, [1])
def call_slice(): return slice(1)
def call_object(): return object()
def call_super_init():
    class A:
        def __init__(self): super().__init__()
    A()
def call_property(): return property()
def call_exception(): return ValueError(1)
def call_callable(c=Callable()): return c()
def call_method_descriptor(): return str.upper("a")
def call_method_descriptor_o(): return list.append([], 1)
def call_method_descriptor_pop(): [].append(list.pop([1]))
def call_slot_wrapper(): return int.__add__(1, 2)
def call_method_wrapper(f=(1).__add__): return f(2)
def call_builtin_method(f=[].append): return f(1)
def call_builtin_method_pop(f=[1] * 100): return f.pop
for name, f in list(globals().items()):
    if name.startswith("call_"):
        run(f)


# Comprehensions, loops, superinstructions, closures
def loop():
    total = 0
    for i in range(20):
        total += i
    return total
def pairs():
    return [(a, b) for a in range(3) for b in range(3)]
def chained(a, b, c):
    a = b = c
    return a, b, c
def constant(a):
    b = 1
    return (1, a), (a, 1), b
def closure_use():
    x = 1
    def g():
        return x + 1
    for _ in range(20):
        g()
    return g
run(loop)
run(pairs)
run(chained, 1, 2, 3)
run(constant, 1)
print(forms(closure_use()))
g = (x + y for x in range(20) for y in range(2))
list(g)
print(forms(pairs.__code__.co_consts[1]))
