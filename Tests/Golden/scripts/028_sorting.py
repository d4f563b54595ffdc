words = ["banana", "Apple", "cherry", "date", "fig", "Elder"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dan", 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])), min(people, key=lambda p: p[1]), max(people, key=lambda p: p[1]))
words.sort(key=lambda w: w[-1]); print(words)
class Card:
    order = "23456789TJQKA"
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.order.index(self.r) < self.order.index(o.r)
    def __repr__(self): return self.r
print(sorted(map(Card, "AK2T9")), max(map(Card, "3Q7"), key=lambda c: Card.order.index(c.r)))
print(sorted([3, -1, 2], key=abs), sorted({"b": 1, "a": 2}), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), sorted([[2, 1], [1, 9], [1]]), sorted([True, 0, 2.5]))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
try:
    sorted([1], key=5)
except TypeError as e:
    print(e)
data = [(i * 7919) % 101 for i in range(60)]; print(sorted(data) == sorted(data, reverse=True)[::-1], sorted(data)[:10])
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x); print(calls)
l = [5, 3]; l.sort(); print(l, l.sort(), list(reversed(sorted(l))))
