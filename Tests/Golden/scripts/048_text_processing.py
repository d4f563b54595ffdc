text = """The quick brown fox
jumps over the lazy dog.
The end."""
words = text.lower().replace(".", "").split()
freq = {}
for w in words: freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:4]: print(f"{w:<8}{n:>3} {'#' * n}")
print(len(text.splitlines()), max(words, key=len), sum(len(w) for w in words) / len(words))
def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in s)
print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))
def palindrome(s):
    t = [c for c in s.lower() if c.isalnum()]
    return t == t[::-1]
print(palindrome("A man, a plan, a canal: Panama"), palindrome("nope"))
print(text.title().swapcase()[:15], text.count("the"), [len(l) for l in text.split("\n")], " ".join(w[::-1] for w in "one two".split()))
print("abc".translate(str.maketrans("ab", "xy")), "a1b2".translate({ord("1"): None}), "{:-^20}".format(" mid "), "tab\tsep".expandtabs(8), "%-5s|" % "ab")
table = [("apple", 1.5), ("kiwi", 12)]
for name, price in table: print(f"{name:10}|{price:8.2f}|")
print("\u00e9\u4e2d\U0001f600", len("\U0001f600"), "straße".upper(), "ǅ".lower(), "İ".lower() == "i̇", "ﬁ".upper(), "éa".encode("utf-8"))
