data = [1, 5, 12, 3]
if (n := len(data)) > 3: print("long", n)
while (v := data.pop()) < 10: print("small", v)
print(v, [y for x in range(5) if (y := x * x) > 3], "even" if n % 2 == 0 else "odd")
grade = lambda s: "A" if s >= 90 else "B" if s >= 80 else "C"
print([grade(s) for s in (95, 85, 50)], (lambda: (z := 3) + z)(), 1 if [] else 2, (None or "default"), [] and 1)
print(max((m := 3), 2), m, f"{(w := 7)} {w}", not (a := 0), a)
def f(x, y=(q := 10)): return x + y
print(f(1), q, any((hit := c) == "b" for c in "abc"), hit)
