# Conversions, formats and error messages of numbers.
# Every line of results is folded into one hash a round; with the argument "full" all results are printed.
import sys
full = sys.argv[1:] == ['full']
lines = []
def out(*items, end='\n'):
    text = ' '.join(map(str, items)) + end
    if full: print(text, end='')
    lines.append(text)
def fold(title):
    print('##', title, len(lines), hash(''.join(lines)))
    lines.clear()
def t(f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
def p(s):
    out(s, '->', t(lambda: eval(s)))
class I(int):
    def __repr__(self): return 'I(' + int.__repr__(self) + ')'
class F(float): pass
class C(complex): pass
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class Flt:
    def __init__(self, v): self.v = v
    def __float__(self): return self.v
class Int:
    def __init__(self, v): self.v = v
    def __int__(self): return self.v
class Trunc:
    def __trunc__(self): return 7
class Cpx:
    def __complex__(self): return 1+2j
class Add:
    def __add__(s, o): return 'add'
    def __radd__(s, o): return 'radd'
    def __pow__(s, o, m=None): return ('pow', m)
    def __rpow__(s, o, m=None): return ('rpow', m)
    def __lt__(s, o): return 'lt'
fold('x')
ints = [0, 1, -1, 5, -7, 255, 256, 257, 1000, -1234567, 10**9, 2**31, 2**64, -2**70, 10**30, True, False, I(42), I(-10**20)]
fmts = ['', 'd', 'b', 'o', 'x', 'X', 'n', 'c', '#b', '#o', '#x', '#X', '+d', ' d', '-d', '10', '<10', '^10', '>10', '=10', '010', '#010x', '+#012X', '*^20', ',', '_', '15,', '015,', '020_x', '_b', '#_X', '020_b', '=+20,', 'e', 'f', '.2f', 'g', '%', '.1%', 'E', '0', '00', '05', '<05', '^+8d', 's', 'z', '.3', '.3d', 'zd', ',x', ',_', '_,', ',n', 'y', '1.', '99999999999999999999', '!', 'dd', '+c', '#c', '5c', '05c', '\u20acc', '\u20ac<5', '\u0663', ' =10', '=', '>', '\x01', ',c', '=05d', 'x<5', '1_2', '_d', '_.2f', '0,.2f']
for n in ints:
    for f in fmts: out(repr(n), repr(f), t(format, n, f))
    for f in ['%d', '%i', '%u', '%x', '%X', '%o', '%#x', '%#X', '%#o', '%5d', '%-5d|', '%05d', '%+d', '% d', '%.5d', '%8.5d', '%-8.5x|', '%+.3x', '%#010x', '%c', '%s', '%r', '%a', '%f', '%e', '%g', '%5s', '%.2s', '%%', '%10.4f', '%y', '%', '%ld', '%*d', '%(a)d']:
        out(repr(n), f, t(lambda: f % n))
    for m in ('bit_length', 'bit_count', 'conjugate', 'as_integer_ratio', '__trunc__', '__floor__', '__ceil__', '__getnewargs__', '__sizeof__', '__index__', '__int__', '__float__', '__bool__', '__hash__', '__abs__', '__pos__', '__neg__', '__invert__', '__repr__', '__str__'):
        out(m, t(getattr(n, m)))
    out(n.real, n.imag, n.numerator, n.denominator, type(n.real), type(+n), type(n.numerator), type(n.imag))
    for b in (2, 8, 16): out(t((bin, oct, hex)[(2, 8, 16).index(b)], n))
    for d in range(-25, 3, 4): out(t(round, n, d))
    for ln in (0, 1, 2, 8, 9, 20):
        for bo in ('little', 'big'):
            for sg in (False, True):
                out(ln, bo, sg, t(n.to_bytes, ln, bo, signed=sg))
    for x in (n, float(n) if abs(n) < 1e300 else 0.5):
        out(x == n, hash(x) == hash(n))
fold('ints')
bs = [b'', b'\0', b'\xff', b'\x80', b'\x7f', b'\xff\xff', b'\x80\0', b'\0\x80', b'\1\2\3\4\5', b'\xff'*20, b'\0'*9+b'\1', b'\x80' + b'\0'*15]
for b in bs:
    for bo in ('little', 'big'):
        for sg in (False, True): out(b, bo, sg, t(int.from_bytes, b, bo, signed=sg))
p("int.from_bytes([1,2,3])"); p("int.from_bytes(b'a', 'x')"); p("int.from_bytes(5)"); p("int.from_bytes('x')"); p("int.from_bytes(b'a', byteorder=3)"); p("int.from_bytes()"); p("I.from_bytes(b'ab')"); p("(5).to_bytes(1, 3)"); p("(5).to_bytes('x')"); p("(5).to_bytes(1,'little',True)"); p("(5).to_bytes(length=3)"); p("(5).to_bytes(1,2,3,4)"); p("(5).to_bytes(bogus=1)")
fold('bytes')
strs = ['0', '1', '-1', '+5', ' 12 ', '\t12\n', '1_000', '1__0', '_1', '1_', '0x1f', '0X1F', '0b101', '0o17', '0_1', '00', '01', '0x', '0b', '0o', '0x_f', '0x__f', '-0x10', '+ 5', '', ' ', 'abc', 'z', 'Z', '12a', '1.5', '1e5', '\u0661\u0662', '1\u2003', '\x85 5', '5\0', '\0', '123456789012345678901234567890', '-' , '+', '--1', '0b12', '9'*50, 'f'*30, '1'*31, '1_2_3', '0b_1', '0xg', '1 2', '\ud800', '\u0e54\u0e55x', '０', '-\u0661', '𝟙']
for s in strs:
    for b in (None, 0, 2, 3, 7, 8, 10, 12, 16, 32, 36):
        out(ascii(s), b, ascii(t(int, s) if b is None else t(int, s, b)))
    try: bb = s.encode()
    except Exception: continue
    out(bb, t(int, bb), t(int, bb, 16), t(float, bb), t(int, bytearray(bb), 0))
fold('int texts')
fl = ['1', '1.', '.1', '.', '1.5', '-1.5', '+1.5', ' 1.5 ', '1e5', '1E5', '1e+5', '1e-5', '1e', '1e+', 'e5', '.e5', '1.e5', 'inf', 'INF', '-inf', '+infinity', 'Infinity', 'infinit', 'infi', 'nan', '-nan', 'NaN', 'nanx', '1_0', '1_0.0_1', '1_.0', '1._0', '1e1_0', '1_e5', '0x1p5', '1e400', '-1e400', '1e-400', '123456789012345678901234567890', '0.1', '2.2250738585072011e-308', '1.7976931348623159e308', '4.9e-324', '2.4703282292062327e-324', '2.4703282292062328e-324', '9007199254740993', '9007199254740992.99999999999999999999', '\u0661.\u0665', '1\u20030', '1 2', '', ' ', '1\0', '_1', '1_', '0'*400 + '1', '1' + '0'*400 + 'e-400', '0.' + '0'*400 + '1e400', '1e99999999999999999999', '1e-99999999999999999999', '0e99999999999999999999', '１.５', '+-1', '- 1', '1..2', '1,5', 'ⅷ', '−1', '1e５', 'infinity ', ' nan']
for s in fl: out(ascii(s), ascii(t(float, s)), ascii(t(complex, s)))
cs = ['1', 'j', 'J', '+j', '-j', '1j', '1+2j', '1-2j', '1+j', '(1+2j)', ' ( 1+2j ) ', '(1+2j', '1+2', '1 + 2j', '1+2j ', 'nan+infj', 'inf-nanj', 'infj', '1e5-1e-5j', '1_0+2_0j', '1+2jj', '()', '', '+', '1j+2', '1.5.2j', '(j)', '1+-2j', '1_j', '\u0661+\u0662j']
for s in cs: out(ascii(s), ascii(t(complex, s)))
fold('float texts')
zs = [0j, 1j, -1j, 1+2j, -1-2j, 3.5j, complex(0.0, -0.0), complex(-0.0, 0.0), complex(float('nan'), 1), complex(float('inf'), float('-inf')), 1e300+1e300j, 1e-300+1e-300j, 5+0j, complex(2, float('nan')), C(1, 2)]
for z in zs:
    out(repr(z), str(z), hash(z) if z == z else 0, t(abs, z), bool(z), -z, +z, z.conjugate(), z.real, z.imag, t(z.__getnewargs__), type(+z))
    for w in zs + [0, 1, -2, 2.5, 10**30, True, 0.0]:
        for f in (lambda: z+w, lambda: z-w, lambda: z*w, lambda: z/w, lambda: z**w, lambda: z == w, lambda: z != w, lambda: z < w, lambda: w**z, lambda: w-z, lambda: w/z, lambda: z//w, lambda: z%w, lambda: divmod(z, w), lambda: pow(z, w, 3)):
            out(t(f), end=' ')
        out()
    for f in ['', '.2f', 'e', 'g', '.3', '20', '<20', '^20', '>20', '+', ' ', '-', '+.1e', '#', '#.3g', ',', '_', ',.1f', '020', '=20', 'n', 'd', '%', 'z.0f', '*^30.2f', 'x', '.0f', 'E', 'G', 'F', '\u20ac^25']:
        out(f, t(format, z, f))
    for n in range(-4, 6): out(t(lambda: z**n), end=' ')
    out(t(lambda: z**101), t(lambda: z**0.5), t(lambda: z**-101))
fold("complex")
for s in ["complex()", "complex(1)", "complex(1,2)", "complex(1j,2j)", "complex('1',2)", "complex(1,'2')", "complex([])", "complex(1,[])", "complex(real=1,imag=2)", "complex(imag=3)", "complex(x=1)", "complex(1,2,3)", "complex(Cpx())", "complex(Cpx(), 1)", "complex(Idx(3))", "complex(Flt(2.5), Idx(2))", "complex(1.5+0j) is 5", "C(1,2)+1", "type(C(1,2)+1)", "complex(C(1,2))", "type(complex(C(1,2)))", "C('3+4j')", "complex.__new__(3)", "complex(10**400)", "10**400+1j", "1j+10**400", "(1+2j).real", "(1j).__complex__()", "complex(b'1')", "{1+0j: 1}[1]", "1j.__format__(3)", "complex('1'*400)"]: p(s)
fold("complex calls")
for s in ["int()", "int(5.7)", "int(-5.7)", "int('5')", "int(I(5))", "type(int(I(5)))", "type(I(5)+1)", "I(5)+1", "I('12')", "I('12', 16)", "I()", "int(Idx(5))", "int(Int(5))", "int(Int('x'))", "int(Int(I(3)))", "int(Idx('x'))", "int(Trunc())", "int(None)", "int([])", "int(1j)", "int('1', Idx(10))", "int('1', base=2)", "int('1', 1.5)", "int(b'12', 3)", "int(3, 10)", "int(x=3)", "int('3', 3, 3)", "int(base=10)", "int('10', -2)", "int('10', 2**70)", "int('z', 37)",
  "float()", "float(5)", "float(10**400)", "float(-10**400)", "float('x')", "float([])", "float(None)", "float(Flt(2.5))", "float(Flt(3))", "float(Flt(F(2.5)))", "float(Idx(7))", "float(1j)", "float(x=1)", "float(1,2)", "F(1)", "F('2.5')", "type(F(1)+1)", "type(float(F(1)))", "F.fromhex('0x1p3')", "type(F.fromhex('0x1p3'))", "float.fromhex('x')", "float.fromhex('')", "float.fromhex('0x1.8p1024')", "float.fromhex('-0x1.8p-1080')", "float.fromhex(' 0x.8 ')", "float.fromhex('1.8')", "float.fromhex('0xp1')", "float.fromhex('1p')", "float.fromhex('inf')", "float.fromhex('-nan')", "float.fromhex('infinity')", "float.fromhex('0x1.fffffffffffff8p1023')", "float.fromhex('0x1.fffffffffffff7p1023')", "float.fromhex('0x0.00000000000001p-1022')", "float.fromhex('0x1p-1075')", "float.fromhex('0x1.1p-1075')", "float.fromhex(3)", "float.fromhex('nan ')", "float.fromhex('0x1p99999999999999999999')", "float.fromhex('0x1.p5.')", "float.fromhex('1e5')", "float.fromhex('fp1')", "float.__getformat__('double')", "float.__getformat__('float')", "float.__getformat__('x')", "float.__getformat__(1)", "(1.5).__round__('x')", "round(1.5, None)", "round(2.5)", "round(-2.5)", "round(1e300, -300)", "round(1.7976931348623157e308, -308)", "round(float('nan'))", "round(float('inf'))", "round(float('inf'), 2)", "round(1.25, 1)", "round(2.675, 2)", "round(5.015, 2)", "round(12345.678, -2)", "round(50.0, -2)", "round(150.0, -2)", "round(51.0, -2)", "round(0.5, 0)", "round(1.5, 400)", "round(1.5, -400)", "round(1.5, 2**100)", "round(1.5, -2**100)", "round(1,2,3)", "round('x')", "round(Idx(3))",
  "bool()", "bool(1)", "bool([])", "bool('a')", "bool(x=1)", "bool(1,2)", "True+True", "True&False", "True|False", "True^True", "True&1", "1|False", "~True", "-True", "True*2.5", "str(True)", "repr(False)", "hash(True)", "True/2", "True//2", "True<<3", "True==1", "True is (1==1)", "bool(float('nan'))", "bool(0.0)", "bool(-0.0)", "bool(NotImplemented)", "not NotImplemented", "bool(None)", "bool(...)",
  "1+'a'", "'a'+1", "1.5+'a'", "1j+'a'", "[]+1", "1+[]", "None+1", "1-None", "1*None", "1/None", "1//None", "1%None", "1**None", "1<<None", "1<<1.5", "1.5<<1", "1&1.5", "1|None", "1^'a'", "divmod(1,'a')", "pow(1,'a')", "pow(1,2,'a')", "pow(1.5,2,3)", "pow(2,3,1.5)", "pow('a',1,2)", "1<'a'", "1.5<'a'", "1<None", "1j<1j", "1<=1j", "'a'<1", "1@2", "-'a'", "+'a'", "~'a'", "~1.5", "abs('a')", "[]*'a'", "'a'*1.5", "'a'*[]", "[1]*-1", "'ab'*2**70", "2**70*'ab'", "len(5)", "5[0]", "5()", "5.5[0]", "hash([])", "iter(5)", "next(5)", "for_", "Add()+1", "1+Add()", "Add()**2", "2**Add()", "pow(2,Add(),3)", "pow(Add(),2,3)", "pow(2,3,Add())", "1<Add()", "Add()<1", "print>>1", "print >> None", "int.__add__(1, 1.5)", "int.__add__(1.5, 1)", "float.__add__(1.5, 1)", "float.__add__(1.5, 'a')", "(1).__eq__(1.0)", "(1.0).__eq__(1)", "int.__lt__(1,'a')", "(1).__pow__(2,5)", "(2).__rpow__(3)", "(2).__pow__(-1)", "(2.0).__pow__(2,3)", "(5).__divmod__(3)", "(5).__rsub__(3)", "(1).__rlshift__(3)", "int.__new__(5)", "int.__new__(str)", "int.__new__(bool, 1)", "float.__new__(int)", "bool.__new__(bool, 3)", "type(None)()", "type(None)(1)", "type(...)()", "type(NotImplemented)()", "type(NotImplemented)(1)", "type(...)(1)", "(5).foo", "(5.5).foo", "(1j).foo", "int.foo", "(5).real", "5 .numerator", "None.foo", "(5).__class__", "setattr(5,'a',1)", "setattr(5,'real',1)", "delattr(5,'real')", "setattr(None,'x',1)", "(5).__doc__ is int.__doc__", "int.__doc__", "float.__doc__", "bool.__doc__", "complex.__doc__", "range.__doc__", "dir(5)==dir(int)", "sorted(dir(int))", "sorted(dir(float))", "sorted(dir(complex))", "sorted(dir(bool))", "sorted(dir(range))", "sorted(dir(None))", "sorted(dir(...))", "sorted(dir(NotImplemented))", "int.__mro__", "bool.__mro__", "bool.__base__", "int.__basicsize__, int.__itemsize__, float.__basicsize__, complex.__basicsize__, range.__basicsize__", "isinstance(True,int)", "issubclass(bool,int)", "isinstance(1,(str,(int,)))", "isinstance(1,5)", "isinstance(1,(str,5))", "issubclass(1,int)", "issubclass(int,5)", "issubclass(int,(5,))", "isinstance(1, int|str)", "issubclass(bool, int|str)", "isinstance(1, list[int])", "callable(5)", "callable(int)", "NotImplemented.__reduce__()", "(...).__reduce__()", "repr(NotImplemented)", "repr(...)", "10**400 == 1e400", "10**400 > 1e308", "2**1024 > 1.7976931348623157e308", "-2**1024 < -1.7e308", "2**53+1 == 2.0**53", "2**53 == 2.0**53", "2**53+1 > 2.0**53", "1e308 < 10**308", "float('nan') == 10**400", "float('inf') > 10**400", "10**308 == 1e308", "2**63 == 2.0**63", "-2**63 == -2.0**63", "hash(2**61-1)", "hash(2**61)", "hash(-2**61)", "hash(-1)", "hash(-2)", "hash(-1.0)", "hash(1e300)", "hash(float('inf'))", "hash(float('-inf'))", "hash(0.1)", "hash(-0.0)", "hash(2.0**70)", "hash(2**70)", "hash(5e-324)", "hash(1.5j)", "hash(complex(1,1))", "1 .__hash__()", "0x7fffffffffffffff", "-0x8000000000000000", "1_000_000", "0b1010", "0o777", "1e3", "1_0.5e-3", "5j", ".5j", "0xdeadbeef", "1if 1else 2", "str(10**4300)", "int('1'*4301)", "len(str(10**4299))", "-(10**4300)//1 == -(10**4300)", "repr(-10**4300)", "f'{10**4300}'", "'%d' % 10**4300", "'%x' % (16**5000) == hex(16**5000)[2:]", "int('0x'+'f'*5000, 16) == 16**5000-1", "str(-10**4299) == '-1' + '0'*4299", "format(10**4300,',')", "int('1'*641) % 1000", "(1).__format__('x')", "(1).__format__(1)", "(1).__format__()", "format(1, 1)", "format(1.5, 1)", "'{:d}'.format(1.5)", "'{:s}'.format(1)", "'{:.3d}'.format(1)", "'{!r:>5}'.format(1)", "'{:{}}'.format(5, '>10')", "f'{5!r:>5}'", "f'{5:>{3}}'", "f'{1.5:.{2}f}'", "f'{True}'", "f'{True:d}'", "f'{True:5}'", "f'{None:5}'", "f'{None}'", "f'{[]:5}'", "f'{I(5)}'", "f'{I(5):d}'", "f'{F(2.5)}'", "f'{F(2.5):.1f}'", "'%d' % '5'", "'%d' % 1j", "'%x' % 1.5", "'%d' % 1.5", "'%c' % 1114112", "'%c' % -1", "'%c' % 'ab'", "'%c' % 1.5", "'%f' % 'a'", "'%s %s' % 1", "'%s' % (1,2)", "'%d' % None", "'%.3f' % 10**400", "'%.0f' % 0.5, '%.0f' % 1.5, '%.0f' % 2.5"]: p(s)

fold('end')
