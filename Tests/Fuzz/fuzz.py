#!/usr/bin/python3.11
"""`make fuzz SEED=1 COUNT=200000`: wrong programs, and nearly right ones, compiled by the program and by the live referee.

An input is a piece of a real file (standard library and test suite), spoilt by a few mutations: bytes, tokens, lines, truncation, splicing
with another file, line ends and encodings. Input number n of a seed is always the same. Counted are equal answers, and differences by
kind; a crash or an answer that takes too long counts as a difference. Inputs that differ are made as small as they get and written to
--failed, ready for Tests/Golden/fuzz/add.py, which keeps them as test cases.
"""
import argparse, collections, json, os, random, re, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Conformance"))
from referee import *

demand_referee()
parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--count", type=int, default=200000)
parser.add_argument("--first", type=int, default=0)
parser.add_argument("--workers", type=int, default=2)
parser.add_argument("--failed", default="fuzz-failed.jsonl")
parser.add_argument("--no-shrink", action="store_true")
options = parser.parse_args()

LIBRARY = "/usr/lib/python3.11"
NAME = "<fuzz>"


def corpus():
    files = []
    for here, folders, names in os.walk(LIBRARY):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        files += [os.path.join(here, n) for n in sorted(names) if n.endswith(".py")]
    return files


FILES = corpus()
cache = {}


def lines_of(path):
    if path not in cache:
        if len(cache) > 300: cache.clear()
        with open(path, "rb") as f:
            cache[path] = f.read().splitlines(keepends=True)
    return cache[path]


def piece(r, most=60):
    """Some lines in a row that begin with a line at the margin."""
    for _ in range(20):
        lines = lines_of(r.choice(FILES))
        if len(lines) < 3: continue
        start = r.randrange(len(lines))
        while start > 0 and lines[start][:1] in b" \t\r\n#)]}\"'": start -= 1
        end = min(len(lines), start + r.randint(1, most))
        while end < len(lines) and end < start + 2 * most and lines[end][:1] in b" \t\r\n)]}": end += 1
        return b"".join(lines[start:end])
    return b"pass\n"


TOKEN = re.compile(rb"\s+|\w+|'''|\"\"\"|\*\*=?|//=?|<<=?|>>=?|[-+*/%&|^=<>!:@]=|->|\.\.\.|.", re.S)
WORDS = (
    b"False None True and as assert async await break class continue def del elif else except finally for from global if import in is"
    b" lambda nonlocal not or pass raise return try while with yield match case _ print exec x y self 0 1 0x 1_0 1__0 07 1e 1.5j 0b2"
    b" 1if 'a' b'a' f'{x}' f'{x' f'{x!r:>{y}}' rb'' u'' ''' \"\"\" \" ' ( ) [ ] { } , : ; . ... -> := = == != <> <= += **= @ * ** ! ? $ ` ~ - + %"
    b" \\ \n \t # \\\n __debug__ __class__ super __x"
).split(b" ") + [s.encode() for s in ("é", "ﬁ", "²", "€", "\u00a0", "\u200b", "𝐱", "\ufeff", "\u2028")]
BYTES = b"'\"()[]{}:,;.=*#\\\n\r\t \x0c\x00\x01\x7f\x80\xc3\xe9\xff\xf0@!$?`~<>-+%&|^0159abefjnrux_NU"
FRAGMENTS = [
    b"f'{", b"}'", b"f'{x!", b"f\"{a['b']}\"", b"{**a}", b"*a, ", b"lambda x: ", b"x for x in y", b" if x else y", b"async for x in y: pass\n",
    b"match x:\n    case {'a': [1, *_], **r} | C(b=1) as z if y:\n        pass\n", b"try:\n    pass\nexcept* E as e:\n    pass\n",
    b"with (a as b, c): pass\n", b"global x\n", b"nonlocal x\n", b"(yield)", b"await x", b"return\n", b"del (x), [y]\n", b"x: int = 1\n",
    b"from __future__ import annotations\n", b"from . import *\n", b"@d\n", b"def f(a, /, b, *, c=1, **k): ", b"class C(A, m=B): ",
    b"'\\N{DIGIT ONE}'", b"'\\x4'", b"b'\\400'", b"'\\d'", b"1 is 1", b"assert (a, 'b')\n", b"()()", b"a[1, 2:3, *b]", b"-1 ** 2", b"not ",
    b"x := 1", b"*", b"**", b"print a\n", b"    ", b"\t", b"\x0c", b"continue\n", b"break\n", b"else:\n", b"except:\n", b"finally:\n", b"# type: int\n",
    b"0xfffffffffffffffffff", b"1" * 30, b"(" * 20, b")" * 5, b"lambda: " * 10, b"'a' 'b' b'c'", b"if 0:\n    x\n", b"while 1:\n    break\n",
]
COOKIES = [b"# -*- coding: utf-8 -*-\n", b"# coding: latin-1\n", b"# coding: ascii\n", b"# coding=nope\n", b"\xef\xbb\xbf", b"#!/x\n# vim: set fileencoding=iso-8859-15 :\n"]


OPERATORS = b"+ - * / // % ** @ & | ^ << >> == != < <= > >= in is and or".split()
ATOMS = b"0 1 -1 255 256 1e9 2j '' 'a' b'' None True False ... () [] {} (1, 2) [*x] {**y} x y __debug__ f'{x}' x() (yield) [i for i in x] (lambda: x)".split(b" ")


def gentle(r, s):
    """A mutation after which a right program is often still right."""
    parts = TOKEN.findall(s)
    if not parts: return s
    names = [i for i, p in enumerate(parts) if p[:1].isalpha() or p[:1] == b"_"]
    i = r.randrange(len(parts))
    what = r.randrange(6)
    if what == 0 and names: parts[r.choice(names)] = parts[r.choice(names)]
    elif what == 1:
        places = [i for i, p in enumerate(parts) if p in OPERATORS]
        if places: parts[r.choice(places)] = r.choice(OPERATORS)
    elif what == 2 and names: parts[r.choice(names)] = r.choice(ATOMS)
    elif what == 3:
        places = [i for i, p in enumerate(parts) if p[:1].isdigit()]
        if places: parts[r.choice(places)] = r.choice(ATOMS)
    else:
        lines = s.splitlines(keepends=True)
        i = r.randrange(len(lines))
        depth = len(lines[i]) - len(lines[i].lstrip())
        if what == 4: lines.insert(i, lines[i][:depth] + r.choice(FRAGMENTS[12:24]).splitlines(keepends=True)[0].strip() + b"\n")
        else:
            alike = [j for j, l in enumerate(lines) if len(l) - len(l.lstrip()) == depth]
            lines.insert(r.choice(alike), lines[i])
        return b"".join(lines)
    return b"".join(parts)


def mutate(r, s):
    kind = r.randrange(15)
    if not s: return r.choice(FRAGMENTS)
    if kind == 0:
        i = r.randrange(len(s))
        return s[:i] + bytes([r.choice(BYTES)]) + s[i + 1:]
    if kind == 1:
        i = r.randrange(len(s) + 1)
        return s[:i] + bytes([r.choice(BYTES)]) + s[i:]
    if kind == 2:
        i = r.randrange(len(s))
        return s[:i] + s[i + r.choice((1, 1, 1, 2, 5, 20)):]
    if kind == 3:
        return s[: r.randrange(len(s))]
    if kind == 4:
        other = piece(r, 20)
        i, j = r.randrange(len(s) + 1), r.randrange(len(other) + 1)
        return s[:i] + other[j:]
    if kind == 5:
        lines = s.splitlines(keepends=True)
        i, j = r.randrange(len(lines)), r.randrange(len(lines))
        what = r.randrange(5)
        if what == 0: del lines[i]
        elif what == 1: lines.insert(j, lines[i])
        elif what == 2: lines[i], lines[j] = lines[j], lines[i]
        elif what == 3: lines[i] = r.choice((b" ", b"\t", b"    ", b"\x0c")) + lines[i]
        else: lines[i] = lines[i][r.choice((1, 2, 4)):]
        return b"".join(lines)
    if kind == 6:
        i = r.randrange(len(s) + 1)
        return s[:i] + r.choice(FRAGMENTS) + s[i:]
    if kind == 7 and r.random() < 0.4:
        return r.choice(COOKIES) + s
    if kind == 8 and r.random() < 0.4:
        return s.replace(b"\n", r.choice((b"\r\n", b"\r", b"\n\n", b"\\\n")), r.choice((-1, 1, 3)))
    if kind == 9 and r.random() < 0.3:
        return s.rstrip(b"\n")
    parts = TOKEN.findall(s)
    i, j = r.randrange(len(parts)), r.randrange(len(parts))
    what = r.randrange(6)
    if what == 0: del parts[i]
    elif what == 1: parts.insert(i, r.choice(WORDS))
    elif what == 2: parts[i] = r.choice(WORDS)
    elif what == 3: parts[i], parts[j] = parts[j], parts[i]
    elif what == 4: parts.insert(i, parts[j])
    else: parts[i : i + r.randint(1, 4)] = []
    return b"".join(parts)


def make(number):
    r = random.Random("%d:%d" % (options.seed, number))
    source = piece(r)
    if r.random() < 0.4:
        for _ in range(r.randrange(4)): source = gentle(r, source)
        return source, "exec", r.choice((0, 0, 1, 2))
    if r.random() < 0.02: source = r.choice(FRAGMENTS) * r.randint(1, 300)
    for _ in range(r.choice((1, 1, 1, 2, 2, 3, 5))): source = mutate(r, source)
    mode = r.choices(("exec", "eval", "single"), (90, 4, 6))[0]
    return source, mode, r.choice((0, 0, 1, 2))


def difference(theirs, ours):
    """The kind of a difference."""
    if '"Gone"' in ours[:20]: return "no answer"
    if is_error(theirs) and is_error(ours):
        a, b = json.loads(theirs), json.loads(ours)
        if a[1] != b[1]: return "other class"
        if a[2] != b[2]: return "other message"
        if a[:7] == b[:7] and a[8] != b[8]: return "other warnings"
        return "other place" if a[:7] != b[:7] else "other text"
    if is_error(theirs): return "accepted what is wrong"
    if is_error(ours): return "refused what is right"
    return "other warnings" if theirs.split(',"codes"')[0] != ours.split(',"codes"')[0] else "other code"


def by_accident(source, theirs, ours):
    """Whether the texts differ only in the line that is quoted, where the referee quotes the wrong line.

    After decoding from another encoding than UTF-8 its tokenizer compares addresses of two different buffers to find the line
    (get_error_line_from_tokenizer_buffers): what it finds depends on where they lie.
    """
    if not is_error(theirs) or not is_error(ours) or b"coding" not in source[:400]: return False
    a, b = json.loads(theirs), json.loads(ours)
    return a[1:4] + [a[5]] == b[1:4] + [b[5]] and a[8] == b[8]


def both(vivarium, source, mode, optimize):
    vivarium.ask("code", source, NAME, optimize, mode)
    theirs = answer("code", source, NAME, optimize, mode)
    try:
        return theirs, vivarium.tell()
    except Gone as gone:
        return theirs, '["error","Gone","%s"]' % gone


def shrink(vivarium, source, mode, optimize, kind):
    """A smaller input with a difference of the same kind."""
    budget = 400

    def differs(s):
        nonlocal budget
        budget -= 1
        theirs, ours = both(vivarium, s, mode, optimize)
        return theirs != ours and difference(theirs, ours) == kind

    for split in (lambda s: s.splitlines(keepends=True), TOKEN.findall):
        parts = split(source)
        size = max(1, len(parts) // 2)
        while size and budget > 0:
            i = 0
            while i < len(parts) and budget > 0:
                rest = parts[:i] + parts[i + size:]
                if differs(b"".join(rest)): parts = rest
                else: i += size
            size //= 2
        source = b"".join(parts)
    return source


def work(worker):
    vivarium = Vivarium(os.environ.get("VIVARIUM", "vivarium"), patience=20)
    counts = collections.Counter()
    kept = collections.Counter()
    with open("%s.%d" % (options.failed, worker), "w") as failed:
        for number in range(options.first + worker, options.first + options.count, options.workers):
            source, mode, optimize = make(number)
            theirs, ours = both(vivarium, source, mode, optimize)
            counts["refused" if is_error(theirs) else "compiled"] += 1
            if theirs == ours:
                counts["equal"] += 1
            elif by_accident(source, theirs, ours):
                counts["equal but for the line quoted"] += 1
            else:
                kind = difference(theirs, ours)
                counts["! " + kind] += 1
                kept[kind] += 1
                if kept[kind] <= 60:
                    small = source if options.no_shrink else shrink(vivarium, source, mode, optimize, kind)
                    a, b = both(vivarium, small, mode, optimize)
                    row = {"number": number, "kind": kind, "mode": mode, "optimize": optimize, "source": small.decode("latin-1"), "difference": first_difference(a, b)}
                    failed.write(json.dumps(row) + "\n")
                    failed.flush()
            if worker == 0 and number // options.workers % 5000 == 4999:
                print(time.strftime("%H:%M:%S"), number + 1, dict(counts), file=sys.stderr, flush=True)
    return counts


start = time.time()
pipes = []
for worker in range(options.workers):
    end, begin = os.pipe()
    if os.fork() == 0:
        os.write(begin, json.dumps(work(worker)).encode())
        os._exit(0)
    os.close(begin)
    pipes.append(end)
total = collections.Counter()
for end in pipes:
    with os.fdopen(end) as f:
        total.update(json.load(f))
with open(options.failed, "w") as out:
    for worker in range(options.workers):
        part = "%s.%d" % (options.failed, worker)
        with open(part) as f:
            out.write(f.read())
        os.remove(part)
print("seed %d, %d inputs in %.0f s" % (options.seed, options.count, time.time() - start))
for name, count in sorted(total.items()):
    print("  %-28s %8d" % (name.lstrip("! "), count))
differing = sum(n for k, n in total.items() if k.startswith("!"))
print("  %-28s %8d" % ("different", differing))
sys.exit(bool(differing))
