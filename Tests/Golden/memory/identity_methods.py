class A:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    @property
    def p(self): return self
a = A(); print(a.m is a.m, A.m is A.m, a.c is a.c, a.s is a.s, A.s is A.s, a.p is a.p, a.m == a.m, a.m.__func__ is A.m, a.c == A.c, a.__class__ is A, A.__dict__ is A.__dict__, a.__dict__ is a.__dict__, vars(a) is a.__dict__, A.__name__ is A.__name__, A.__mro__ is A.__mro__, A.__bases__ is A.__bases__, A.m.__code__ is A.m.__code__, A.m.__defaults__ is None, A.m.__globals__ is globals(), a.m.__self__ is a, len is len, [].append is [].append, int.__add__ is int.__add__, (1).__add__ is (1).__add__, super(A, a).__init__ is super(A, a).__init__, type(a) is A, iter(i := iter([])) is i, A.m.__annotations__ is A.m.__annotations__, (lambda: 0).__closure__ is None, A.__doc__ is None, A.p is A.p, A.p.fget is A.p.fget, A.__subclasses__() is A.__subclasses__(), globals() is globals(), locals() is globals())
def f(): return locals() is locals(), f.__code__.co_consts is f.__code__.co_consts, f.__code__.co_varnames is f.__code__.co_varnames, f.__code__.co_code is f.__code__.co_code
print(f())
