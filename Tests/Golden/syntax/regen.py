"""Writes what CPython 3.11 makes of the programs in trees.txt and errors.txt: run with `python3.11 -S regen.py` in this folder.

A line is `mode<TAB>program` with \\n, \\t, \\r, \\f and \\\\ escaped. trees.expected has the CRC-32 of
ast.dump(tree, include_attributes=True, indent=3) and the warnings, errors.expected the fields of the exception;
dumps.expected has the trees of dumps.txt in full.
"""
import ast
import warnings
import zlib

ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}


def escape(text):
    return "".join(ESCAPES.get(c, c) for c in text)


def unescape(text):
    out, i = [], 0
    back = {v[1]: k for k, v in ESCAPES.items()}
    while i < len(text):
        if text[i] == "\\":
            out.append(back[text[i + 1]])
            i += 2
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def cases(name):
    with open(name, encoding="utf-8", newline="\n") as file:
        for line in file.read().split("\n")[:-1]:
            mode, program = line.split("\t")
            yield mode, unescape(program)


def parse(program, mode):
    return compile(program, "<test>", mode, ast.PyCF_ONLY_AST, True)


def tree(program, mode):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        text = ast.dump(parse(program, mode), include_attributes=True, indent=3)
    result = "%08x" % zlib.crc32(text.encode("utf-8", "surrogatepass"))
    for w in caught:
        result += "|%s %s %d" % (w.category.__name__, escape(str(w.message)), w.lineno)
    return result


def error(program, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parse(program, mode)
        except SyntaxError as e:
            fields = (type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
            return escape("|".join(map(str, fields)))
        except (ValueError, MemoryError) as e:
            return escape("%s|%s|None|None|None|None|None" % (type(e).__name__, e))
    return "no error"


def write(name, lines):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    write("trees.expected", (tree(p, m) for m, p in cases("trees.txt")))
    write("errors.expected", (error(p, m) for m, p in cases("errors.txt")))
    write(
        "dumps.expected",
        (ast.dump(parse(p, m), include_attributes=True, indent=3) + "\n====" for m, p in cases("dumps.txt")),
    )
