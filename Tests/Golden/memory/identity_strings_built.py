import sys
a = "abc"
for e in ["'ab' + 'c'", "''.join(['abc'])", "''.join(['a', 'bc'])", "'%s' % a", "f'{a}'", "f'{a}x'[:3]", "a[0:3]", "a[:]", "a + ''", "str(a)", "'{}'.format(a)", "a.strip()", "a.lower()", "a.title().lower()", "a.replace('z', 'y')", "a.split()[0]", "a.partition('z')[0]", "a.center(2)", "a.zfill(3)", "a.expandtabs()", "a.translate({})", "a.casefold()", "format(a)", "format(a, 's')", "a.removeprefix('z')", "repr(a)[1:4]", "a.encode().decode()", "sys.intern(a)", "a * 1", "max(a, a)", "(a, 1)[0]", "{a: 1}.popitem()[0]", "type(a)(a)", "a.format()", "a % ()", "a.rstrip('x')", "a.splitlines()[0]", "a.rsplit('q')[0]", "a.ljust(3)", "a.swapcase().swapcase()"]: print(e, eval(e) is a, eval(e) == a)
for b in (b"abc",):
    for e in ["b[:]", "bytes(b)", "b + b''", "b.strip()", "b.replace(b'z', b'')", "b * 1", "b.lower()", "b.split()[0]", "b''.join([b])", "b.center(1)", "b.removesuffix(b'q')", "b'%b' % b"]: print(e, eval(e) is b)
