"""What CPython makes of a source text, in the words of `vivarium batch`; and the other side of that conversation.

Run under Debian's python3.11 only: it is the referee.
"""
import ast, dis, io, json, os, re, select, subprocess, sys, time, tokenize, warnings
import _symtable
from token import EXACT_TOKEN_TYPES, tok_name

REFUSALS = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


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
    """All code objects as dictionaries, in the order and with the keys of `vivarium code`."""
    out = []

    def visit(code):
        me = len(out)
        out.append(None)
        numbers = {}

        def number(child):
            if id(child) not in numbers:
                numbers[id(child)] = visit(child)
            return numbers[id(child)]

        consts = [constant(c, number) for c in code.co_consts]
        out[me] = {
            "name": code.co_name, "qualname": code.co_qualname, "firstlineno": code.co_firstlineno,
            "argcount": code.co_argcount, "posonlyargcount": code.co_posonlyargcount,
            "kwonlyargcount": code.co_kwonlyargcount, "nlocals": code.co_nlocals, "stacksize": code.co_stacksize,
            "flags": code.co_flags, "names": code.co_names, "varnames": code.co_varnames, "cellvars": code.co_cellvars,
            "freevars": code.co_freevars, "consts": consts, "code": code.co_code.hex(),
            "exceptiontable": code.co_exceptiontable.hex(), "linetable": code.co_linetable.hex(),
        }
        return me

    # Lambdas within lambdas may be deeper than Python's own limit; that is the compiler's while it compiles.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20000)
    try:
        visit(top)
    finally:
        sys.setrecursionlimit(limit)
    return out


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def error(e, warned=()):
    at = [getattr(e, k, None) for k in ("lineno", "offset", "end_lineno", "end_offset")]
    message = e.msg if isinstance(e, SyntaxError) else str(e)
    return compact(["error", type(e).__name__, message, *at, getattr(e, "text", None), list(warned)])


def warned(caught):
    return [[w.category.__name__, str(w.message), w.lineno] for w in caught if isinstance(w.message, (SyntaxWarning, DeprecationWarning))]


def tokens(source, name):
    stream = io.BytesIO(source)
    stream.name = name
    try:
        out = []
        for t in list(tokenize.tokenize(stream.readline)):
            out.append("%-20s%-15s%-15r\n" % ("%d,%d-%d,%d:" % (t.start + t.end), tok_name[t.exact_type], t.string))
        return "".join(out)
    except IndentationError as e:
        message = "%s:%d:%d: error: %s" % (name, *e.args[1][1:3], e.args[0])
    except tokenize.TokenError as e:
        message = "%s:%d:%d: error: %s" % (name, *e.args[1], e.args[0])
    except SyntaxError as e:
        message = "%s: error: %s" % (name, e)
    except Exception as e:
        message = "unexpected error: %s" % e
    return compact(["error", message])


def tree(source, name):
    return ast.dump(ast.parse(source, name, "exec", type_comments=True), include_attributes=True, indent=3) + "\n"


SCOPES = {0: "?", 1: "local", 2: "global, declared", 3: "global", 4: "free", 5: "cell"}
USES = [
    (4, "parameter"), (2, "assigned"), (128, "imported"), (256, "annotated"), (16, "used"), (8, "nonlocal"),
    (64, "free in a method"), (512, "target of a comprehension"),
]


def symbols(source, name):
    out = []

    def visit(entry, indent):
        kind = {0: "function", 1: "class", 2: "module", 3: "annotation"}[entry.type]
        line = "%s%s %s, line %d" % (indent, kind, entry.name, entry.lineno)
        if entry.nested: line += ", nested"
        if entry.varnames: line += ", parameters " + " ".join(entry.varnames)
        out.append(line)
        width = max(map(len, entry.symbols), default=0)
        for symbol in sorted(entry.symbols):
            flags = entry.symbols[symbol]
            uses = ", ".join(word for bit, word in USES if flags & bit)
            scope = SCOPES[flags >> _symtable.SCOPE_OFF & _symtable.SCOPE_MASK]
            out.append("%s    %s  %s%s" % (indent, symbol.ljust(width), scope, ": " + uses if uses else ""))
        for child in entry.children: visit(child, indent + "    ")

    visit(_symtable.symtable(source, name, "exec"), "")
    return "\n".join(out) + "\n"


def listing(source, name, optimize):
    out = io.StringIO()
    dis.dis(compile(source, name, "exec", dont_inherit=True, optimize=optimize), file=out)
    return comparable(re.sub("(<code object .*? at )0x[0-9a-f]{6,}", r"\g<1>0x...", out.getvalue()))


def comparable(text):
    """A disassembly whose frozensets are shown in alphabetical order.

    How CPython shows them depends on what the process did before: the set is built once more if a string in it had been interned
    already, and None hashes by its address.
    """
    def ordered(match):
        tree = ast.parse(match[2], mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Set): node.elts.sort(key=ast.dump)
        return match[1] + ast.unparse(tree) + ")"

    return re.sub(r"(LOAD_CONST +\d+ \()(.*frozenset\(\{.*)\)$", ordered, text, flags=re.M)


def answer(what, source, name, optimize=0, mode="exec"):
    """What `vivarium batch` should say."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            if what == "tokens": return tokens(source, name)
            if what == "ast": return tree(source, name)
            if what == "symbols": return symbols(source, name)
            if what == "dis": return listing(source, name, optimize)
            top = compile(source, name, mode, dont_inherit=True, optimize=optimize)
        except REFUSALS as e:
            return error(e, warned(caught))
    if what == "errors": return '{"warnings":%s}' % compact(warned(caught))
    return '{"warnings":%s,"codes":%s}' % (compact(warned(caught)), compact(codes(top)))


class Gone(Exception):
    """The program ended, or has said nothing for too long."""


class Vivarium:
    """A running `vivarium batch`."""

    def __init__(self, program, patience=60):
        self.program, self.patience = program, patience
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.program, "batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.buffer = b""

    def close(self):
        self.process.communicate()

    def ask(self, what, source, name, optimize=0, mode="exec"):
        """Sends a request; `tell` gives the answer. In between there is time for work of one's own."""
        encoded = os.fsencode(name)
        try:
            self.process.stdin.write(b"%s %d %s %d %d\n" % (what.encode(), optimize, mode.encode(), len(encoded), len(source)) + encoded + source)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def more(self, deadline):
        out = self.process.stdout
        if not select.select([out], [], [], max(0, deadline - time.monotonic()))[0]:
            self.process.kill()
            self.process.wait()
            self.start()
            raise Gone("no answer within %d s" % self.patience)
        chunk = os.read(out.fileno(), 1 << 20)
        if not chunk:
            status = self.process.wait()
            last = self.process.stderr.read().decode(errors="replace").strip().splitlines()[:1]
            self.start()
            raise Gone("ended with status %d %s" % (status, "".join(last)))
        return chunk

    def tell(self):
        deadline = time.monotonic() + self.patience
        while b"\n" not in self.buffer:
            self.buffer += self.more(deadline)
        head, _, rest = self.buffer.partition(b"\n")
        parts, have = [rest], len(rest)
        while have < int(head):
            parts.append(self.more(deadline))
            have += len(parts[-1])
        text = b"".join(parts)
        self.buffer = text[int(head):]
        return text[: int(head)].decode("utf-8", "surrogatepass")


def is_error(text):
    return text.startswith('["error"')


def first_difference(theirs, ours):
    """One line that says where two answers part."""
    if is_error(theirs) or is_error(ours):
        short = lambda t: t if is_error(t) else "compiles"
        return "%s, not %s" % (short(ours)[:300], short(theirs)[:300])
    if theirs.startswith("{"):
        a, b = json.loads(theirs), json.loads(ours)
        if a["warnings"] != b["warnings"]:
            return "warnings %s, not %s" % (b["warnings"], a["warnings"])
        if len(a["codes"]) != len(b["codes"]):
            return "%d code objects, not %d" % (len(b["codes"]), len(a["codes"]))
        for x, y in zip(a["codes"], b["codes"]):
            for key in x:
                if x[key] != y[key]:
                    return "%s of %s: %s, not %s" % (key, x["qualname"], str(y[key])[:200], str(x[key])[:200])
        return "spelling of the JSON"
    a, b = theirs.splitlines(), ours.splitlines()
    for n, (x, y) in enumerate(zip(a, b)):
        if x != y:
            return "line %d: %s, not %s" % (n + 1, y[:150], x[:150])
    return "%d lines, not %d" % (len(b), len(a))


def demand_referee():
    if sys.version_info[:3] != (3, 11, 2):
        sys.exit("the referee is Debian's python3.11 (3.11.2); this is %s" % sys.version.split()[0])
