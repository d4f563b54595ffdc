from ...pkg.a import x; print("deep", x)
