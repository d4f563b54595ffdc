def zeros(r, c): return [[0] * c for _ in range(r)]
def mul(a, b):
    out = zeros(len(a), len(b[0]))
    for i in range(len(a)):
        for j in range(len(b[0])):
            for k in range(len(b)): out[i][j] += a[i][k] * b[k][j]
    return out
def transpose(m): return [list(r) for r in zip(*m)]
def det(m):
    if len(m) == 1: return m[0][0]
    return sum((-1) ** j * m[0][j] * det([row[:j] + row[j + 1:] for row in m[1:]]) for j in range(len(m)))
m = [[1, 2, 3], [0, 1, 4], [5, 6, 0]]
print(mul(m, m), transpose(m), det(m))
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o): return Matrix(mul(self.rows, o.rows))
    def __pow__(self, n):
        r = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        while n:
            if n & 1: r = r @ self
            n >>= 1
            if n: self = self @ self
        return r
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __str__(self): return "\n".join(" ".join(f"{v:>4}" for v in r) for r in self.rows)
f = Matrix([[1, 1], [1, 0]]) ** 90
print(f, f[0, 1]); f[0, 0] = 0; print(f[0, 0])
pascal = [[1]]
for _ in range(6): pascal.append([1] + [a + b for a, b in zip(pascal[-1], pascal[-1][1:])] + [1])
for row in pascal: print(" ".join(map(str, row)).center(20).rstrip())
