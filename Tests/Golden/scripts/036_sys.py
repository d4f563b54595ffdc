import sys
print(sys.version_info[:2], sys.version_info >= (3, 11), sys.maxsize, sys.byteorder, sys.argv[1:], type(sys.path).__name__, sys.getrecursionlimit(), sys.platform)
sys.stdout.write("written\n"); print("to stderr", file=sys.stderr)
print(sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.width, sys.implementation.name, sys.maxunicode)
print(sys.getsizeof(0) > 0, sys.intern("abc") is sys.intern("abc"), "sys" in sys.modules, sys.flags.optimize, sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info(); print(t.__name__, v, tb.tb_lineno)
def who(): return sys._getframe().f_code.co_name, sys._getframe(1).f_lineno
print(who())
sys.setrecursionlimit(120)
def deep(n):
    try: return deep(n + 1)
    except RecursionError: return "limit"
print(deep(0)); sys.setrecursionlimit(1000)
print(repr(sys.stdin.name), sys.stdout.encoding, sys.getdefaultencoding())
sys.exit(3)
