for i in range(3):
    print(i, end=" ")
print()
for i in range(10, 0, -3):
    print(i, end=",")
print()
n = 5
while n > 0:
    n -= 1
    if n == 3:
        continue
    if n == 1:
        break
    print("n", n)
else:
    print("never")
for x in []:
    pass
else:
    print("empty loop's else")
for p in range(2, 20):
    for q in range(2, p):
        if p % q == 0:
            break
    else:
        print(p, end=" ")
print()
i = 0
while True:
    i += 1
    if i > 100:
        break
print(i, [i for i in range(3)], i)
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a + b + c)
for i, ch in enumerate("abc", start=1):
    print(i, ch)
total = 0
for row in [[1, 2], [3, 4]]:
    for cell in row:
        total += cell
print(total)
