print("a,b;c".replace(";", ",").split(","), "one  two".split(" "), "x=1=2".split("=", 1), "x=1=2".rsplit("=", 1), "\n a \t".split(), "abc".split("z"))
print("Hello".removeprefix("He"), "Hello".removesuffix("lo"), "hello world".title(), "they're".title(), "ß".casefold(), "A".isupper(), "1²".isdigit(), "½".isnumeric(), "٣".isdecimal())
print("%s" % [1], "%s %s" % ("a", 1), "%5.1f|%+d|%e" % (3.14159, 5, 12345.678), "%5s|%-5s|%05d" % ("a", "b", -3), "%#x %#o" % (255, 8))
print("abc".find(""), "abc".find("c", 1), "abc".find("c", 0, 2), "aXbXc".rfind("X"), "aaa".count("aa"), "abc".index("b"), "x".join("abc"), "ab".join([]))
print("a\\b", r"a\nb", "\x41\u0042\N{LATIN SMALL LETTER C}", "a" "b" 'c', """multi
line""", 'it''s', "tab\there")
print(repr("'"), repr('"'), repr("'\""), repr("\x00\x1f\x7f\x80\xa0\u2028\ue000"), str(b"x"), "é" == "\u00e9", "é" == "e\u0301", sorted("éaz"))
for bad in (lambda: "a".join([1]), lambda: "a" * "b", lambda: "abc".index("z"), lambda: "{}".format(), lambda: "{a}".format(b=1), lambda: "%s %s" % 1, lambda: "a".center("x"), lambda: "".join(5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
