#!/usr/bin/env python3.11
"""Rewrites digests.txt: for each source file here the FNV-1a digest of what CPython 3.11.2 compiles it to.

    python3.11 -S regen.py

The digested text is the JSON array that `CodeDescription.json` prints; an error is digested as its JSON list.
"""
import json, os, warnings

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))


def constant(c, number):
    t = type(c)
    if c is None: return ["None"]
    if c is ...: return ["Ellipsis"]
    if t is bool: return ["bool", c]
    if t is int: return ["int", hex(c)]
    if t is float: return ["float", c.hex()]
    if t is complex: return ["complex", c.real.hex(), c.imag.hex()]
    if t is str: return ["str", c.encode("utf-8", "surrogatepass").hex()]
    if t is bytes: return ["bytes", c.hex()]
    if t is tuple: return ["tuple", [constant(x, number) for x in c]]
    if t is frozenset: return ["frozenset", sorted((constant(x, number) for x in c), key=json.dumps)]
    return ["code", number(c)]


def codes(top):
    out = []

    def visit(code):
        me = len(out)
        out.append(None)
        consts = [constant(c, visit) for c in code.co_consts]
        out[me] = {
            "name": code.co_name, "qualname": code.co_qualname, "firstlineno": code.co_firstlineno,
            "argcount": code.co_argcount, "posonlyargcount": code.co_posonlyargcount,
            "kwonlyargcount": code.co_kwonlyargcount, "nlocals": code.co_nlocals, "stacksize": code.co_stacksize,
            "flags": code.co_flags, "names": code.co_names, "varnames": code.co_varnames,
            "cellvars": code.co_cellvars, "freevars": code.co_freevars, "consts": consts, "code": code.co_code.hex(),
            "exceptiontable": code.co_exceptiontable.hex(), "linetable": code.co_linetable.hex(),
        }
        return me

    visit(top)
    return out


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
