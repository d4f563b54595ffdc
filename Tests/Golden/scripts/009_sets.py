a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= b, {3, 4} < a, a.isdisjoint({9}), 3 in a)
a.add(10); a.discard(99); a.remove(1); print(a, len(a))
a.update([20, 30]); a -= {2}; a &= {3, 4, 10, 20}; print(sorted(a))
print(set("hello") == set("olleh"), sorted(set("hello")), set(), {x % 3 for x in range(10)}, frozenset([1, 2]) | {3})
print({frozenset([1]): "ok"}, len({1, 1.0, True}), set([1, 2]) == frozenset([2, 1]), {1, 2} == [1, 2])
print(a.union([1]), a.intersection([3], [3, 4]), a.difference([3]), a.symmetric_difference([3, 100]))
for bad in (lambda: {[]}, lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} | [2]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
words = "the cat the dog the end".split()
seen, unique = set(), []
for w in words:
    if w not in seen:
        seen.add(w); unique.append(w)
print(unique, {"apple", "banana", "cherry"} - {"banana"}, set(range(20)))
