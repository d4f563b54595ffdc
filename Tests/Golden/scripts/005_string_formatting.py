name, n, pi = "Ada", 42, 3.14159
print("%s is %d years and %.2f" % (name, n, pi), "%5d|%-5d|%05d" % (n, n, n), "%x %o %e %g %%" % (255, 8, pi, pi))
print("{} {} {}".format(name, n, pi), "{1} {0} {1}".format("a", "b"), "{x} {y!r}".format(x=1, y="s"))
print("{:>8}|{:<8}|{:^8}|{:*^9}".format(name, name, name, name), "{:,}".format(1234567), "{:_}".format(1234567))
print("{:.3f} {:10.2f} {:e} {:g} {:%}".format(pi, pi, pi, pi, 0.256), "{:b} {:o} {:x} {:#x} {:X}".format(n, n, n, n, n))
print("{:+d} {: d} {:d}".format(5, 5, -5), "{:08.3f}".format(-pi), "{0[1]} {1.real}".format([1, 2], 3))
print(f"{name!r:>10}", f"{n:>{5}}", f"{pi:.{2}f}", f"{n = }", f"{name!s}", f"{'nested ' + name}", f"{{braces}}")
print(f"{n:#b} {n:#o} {n:#x}", f"{1e10:,.2f}", f"{0.00001234:g}", f"{1234.5678:10.1f}|", f"{True:d}", f"{'x':^5}|")
print("%-10s|%10s|%.2s" % ("left", "right", "cut"), "%(a)s-%(b)d" % {"a": 1, "b": 2}, "%c%c" % (65, "b"), "%r" % "q")
for spec in ("d", "s", "zz"):
    try:
        print(format("text", spec))
    except ValueError as e:
        print("ValueError:", e)
try:
    "%d" % "x"
except TypeError as e:
    print(e)
