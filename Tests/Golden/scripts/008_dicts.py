d = {"one": 1, "two": 2}
d["three"] = 3; d["one"] = 11
print(d, len(d), d["one"], d.get("x"), d.get("x", 0), "two" in d, "x" not in d, list(d), list(d.values()), list(d.items()))
print(d.pop("two"), d, d.pop("nope", None), d.setdefault("four", 4), d.setdefault("four", 5), d.popitem())
d.update({"a": 1}, b=2); print(d); del d["a"]; print(d)
print({**d, "z": 26}, d | {"q": 1}, dict([("x", 1), ("y", 2)]), dict(k=1), dict.fromkeys("ab", 0), {i: i * i for i in range(4)})
for k, v in d.items():
    print(k, "->", v)
count = {}
for ch in "mississippi":
    count[ch] = count.get(ch, 0) + 1
print(count, sorted(count, key=count.get), max(count, key=count.get))
e = d.copy(); e["new"] = 1; print(d == e, len(d), len(e)); e.clear(); print(e)
print({1: "int", 1.0: "float", True: "bool"}, {"a": {"b": [1, 2]}}["a"]["b"][1])
for bad in (lambda: d["nope"], lambda: {[]: 1}, lambda: {}.popitem(), lambda: dict([1])):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
print(list(reversed({"a": 1, "b": 2})), d.keys() & {"three"}, {"a": 1}.items() <= {"a": 1, "b": 2}.items())
