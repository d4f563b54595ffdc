"""Keeps the inputs that a fuzzing run found: `/usr/bin/python3.11 -S add.py FAILED.jsonl...` adds those that are new to cases.jsonl and
writes what CPython 3.11.2 says about all of them. Without arguments, it only writes that anew.
"""
import json, os, sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "Conformance"))
import referee

referee.demand_referee()


def digest(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return "%016x" % value


path = os.path.join(here, "cases.jsonl")
cases = {}
for file in [path] + sys.argv[1:]:
    if os.path.exists(file):
        with open(file) as f:
            for row in map(json.loads, f):
                cases[row["mode"], row["optimize"], row["source"]] = None
with open(path, "w") as out:
    kept = 0
    for mode, optimize, source in cases:
        answer = referee.answer("code", source.encode("latin-1"), "<fuzz>", optimize, mode)
        # The place in a text that was decoded from another encoding depends on addresses in CPython.
        if referee.is_error(answer) and "coding" in source[:400] and (json.loads(answer)[3] or 0) > 1: continue
        expected = answer if referee.is_error(answer) else digest(answer.encode())
        kept += 1
        out.write(json.dumps({"mode": mode, "optimize": optimize, "source": source, "expected": expected}) + "\n")
print(kept, "cases")
