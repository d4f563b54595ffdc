"""Digests of what CPython 3.11.2 makes of a sample of the standard library: `/usr/bin/python3.11 -S refresh.py`.

A line of digests.txt: path, digest of the text, then of the answers (as `vivarium batch` gives them) to code, code with -OO, tokens, ast
and symbols. A digest is FNV-1a with 64 bits.
"""
import os, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "Conformance"))
import referee

referee.demand_referee()


def digest(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return "%016x" % value


LIBRARY = "/usr/lib/python3.11"
files = []
for folder, folders, names in os.walk(LIBRARY):
    folders[:] = sorted(f for f in folders if f not in ("__pycache__", "test", "tests", "dist-packages"))
    files += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".py") and not n.startswith("_sysconfigdata")]
# Every third, and what is small enough for a quick test.
chosen = [f for f in files[::3] if os.path.getsize(f) < 120_000]
with open(os.path.join(here, "digests.txt"), "w") as out:
    for file in chosen:
        with open(file, "rb") as f:
            source = f.read()
        answers = [referee.answer(w, source, file, o) for w, o in [("code", 0), ("code", 2), ("tokens", 0), ("ast", 0), ("symbols", 0)]]
        out.write(" ".join([file, digest(source)] + [digest(a.encode("utf-8", "surrogatepass")) for a in answers]) + "\n")
print(len(chosen), "files")
