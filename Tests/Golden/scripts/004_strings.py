s = "Hello, World"
print(s[0], s[-1], s[1:5], s[:5], s[7:], s[::-1], s[::2], s[-5:-1])
print(len(s), s.upper(), s.lower(), s.swapcase(), s.title(), "hello world".capitalize())
print(s.find("o"), s.rfind("o"), s.find("z"), s.count("l"), s.index("W"))
print(s.replace("l", "L"), s.replace("l", "L", 1), s.split(", "), "a,b,,c".split(","), "  a  b ".split())
print("-".join(["a", "b", "c"]), "".join(str(i) for i in range(5)))
print("  x ".strip() + "|", "xxabcxx".strip("x"), "xxabc".lstrip("x"), "abcxx".rstrip("x"))
print("abc" * 3, "ab" + "cd", "b" in "abc", "bc" not in "abc", "abc" < "abd")
print("hello".startswith("he"), "hello".endswith(("x", "lo")), "hello".center(11, "*"), "7".zfill(3), "x".ljust(3) + "|", "x".rjust(3))
print("abc123".isalnum(), "abc".isalpha(), "123".isdigit(), "Abc".istitle(), " ".isspace(), "a b".isidentifier())
print("a\tb\n".expandtabs(4), repr("tab\t nl\n quote' back\\"), "line1\nline2".splitlines(), "a-b-c".partition("-"), "a-b-c".rpartition("-"))
print(ord("A"), chr(97), chr(8364), "é".encode(), b"\xc3\xa9".decode(), ascii("é"))
try:
    "abc"[5]
except IndexError as e:
    print(e)
try:
    "abc" + 1
except TypeError as e:
    print(e)
