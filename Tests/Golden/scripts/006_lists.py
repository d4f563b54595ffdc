l = [3, 1, 2]
l.append(4); l.insert(0, 9); l.extend([7, 8]); l += (5,)
print(l, len(l), l[0], l[-1], 7 in l, l.index(7), l.count(1))
l.sort(); print(l); l.sort(reverse=True); print(l); l.reverse(); print(l)
print(l.pop(), l.pop(0), l); l.remove(7); print(l)
del l[0], l[-1]; print(l)
l[1:3] = ["a", "b", "c"]; print(l); l[::2] = [0] * len(l[::2]); print(l)
m = l[:]; n = l; n.append("x"); print(l, m, l is n, l == m)
print([1, 2] + [3], [0] * 3, [[0] * 2 for _ in range(2)], list("abc"), list(range(5)))
grid = [[0] * 3] * 2; grid[0][1] = 5; print(grid)
print(sorted([3, 1, 2]), sorted("banana"), sorted([(2, "b"), (1, "z"), (2, "a")]), max([4, 9, 2]), sum([1, 2, 3], 10))
a = [1, 2, 3, 4, 5, 6]; a[1:4] = []; print(a); a.clear(); print(a, not a)
for bad in (lambda: [][0], lambda: [1].remove(2), lambda: [].pop(), lambda: [1].index(9), lambda: [1, "a"].sort()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
