"""What the scripts about text have in common."""
import sys

# Each outcome (result, or exception and message) goes into a digest of its group; what is printed is the number and the digest of each.
_groups = {}


def _note(group, *parts):
    line = " ".join(map(str, parts))
    n, h = _groups.get(group, (0, 0))
    _groups[group] = n + 1, hash((h, line))


def print(*parts):
    _note(str(parts[0])[:12] if parts else "", *parts)


class S(str):
    pass


class Idx:
    def __index__(self):
        return 2

    def __repr__(self):
        return "Idx"


def show(r):
    t = type(r).__name__
    if t.endswith("iterator"):
        return t + repr(list(r))
    return t + ":" + ascii(r)


def call(s, name, *a, **k):
    h = ascii(a) if not any(hasattr(x, "__next__") for x in a) else "(iter)"
    try:
        _note(name, ascii(s), h, ascii(k), show(getattr(s, name)(*a, **k)))
    except BaseException as e:
        _note(name, ascii(s), h, ascii(k), type(e).__name__, ascii(str(e)))


# Their names in reprs are those of the script's own classes.
S.__module__ = Idx.__module__ = "__main__"


def write_digests():
    for name in sorted(_groups):
        sys.stdout.write(f"{name!a} {_groups[name]}\n")
