#!/usr/bin/env python3.11
"""Rewrites digests.txt: for each source file here the FNV-1a digest of what CPython 3.11.2 compiles it to.

    python3.11 -S regen.py

The digested text is the JSON array that `CodeDescription.json` prints; an error is digested as its JSON list.
"""
import json, os, sys, warnings

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(here, "../../Conformance"))
from referee import codes


def fnv(text):
    h = 0xCBF29CE484222325
    for b in text.encode():
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return "%016x" % h


with open(os.path.join(here, "digests.txt"), "w") as out:
    for name in sorted(os.listdir(here)):
        if not name.endswith(".py") or name == "regen.py":
            continue
        with open(os.path.join(here, name), "rb") as f:
            source = f.read()
        for optimize in 0, 1, 2:
            try:
                result = codes(compile(source, name, "exec", dont_inherit=True, optimize=optimize))
            except SyntaxError as e:
                result = [type(e).__name__, e.args[0], e.lineno, e.offset, e.end_lineno, e.end_offset]
            print(name, optimize, fnv(json.dumps(result, separators=(",", ":"))), file=out)

with open(os.path.join(here, "errors.txt")) as f:
    snippets = f.read().split("----\n")
with open(os.path.join(here, "errors.expected"), "w") as out:
    for snippet in snippets:
        try:
            compile(snippet, "<string>", "exec", dont_inherit=True)
            print("no error", file=out)
        except SyntaxError as e:
            print(type(e).__name__, e.args[0], e.lineno, e.offset, e.end_lineno, e.end_offset, sep="|", file=out)
