#!/usr/bin/python3.11
"""`make conformance`: every Python file at hand, compiled by the program and by the live referee, and compared.

    conformance.py [--what code,code-O,code-OO,tokens,ast,dis,symbols] [--list FILE] [FOLDER...]

VIVARIUM names the program. Without folders: Debian's standard library and test suite, installed packages, and every folder below
CONFORMANCE_PACKAGES, if that is set (for packages unpacked from PyPI). Prints a table and the first difference of each kind;
the status is 1 if anything differs. --list writes all differences to a file.
"""
import argparse, os, re, sys, time
from referee import *

demand_referee()
sys.setrecursionlimit(1000)
parser = argparse.ArgumentParser()
parser.add_argument("--what", default="code,code-O,code-OO,tokens,ast,dis,symbols")
parser.add_argument("--list")
parser.add_argument("folders", nargs="*")
options = parser.parse_args()
vivarium = Vivarium(os.environ.get("VIVARIUM", "vivarium"))

LIBRARY = "/usr/lib/python3.11"


def python_files(folder, leave_out=()):
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if os.path.join(here, f) not in leave_out and f != "__pycache__")
        for file in sorted(files):
            if file.endswith(".py"):
                yield os.path.join(here, file)


groups = []
if options.folders:
    groups = [(f, [f] if os.path.isfile(f) else list(python_files(f))) for f in options.folders]
else:
    tests = [LIBRARY + "/test", LIBRARY + "/lib2to3/tests", LIBRARY + "/distutils/tests"]
    groups.append(("standard library", list(python_files(LIBRARY, tests))))
    groups.append(("test suite", [f for t in tests for f in python_files(t)]))
    groups.append(("installed packages", list(python_files("/usr/lib/python3/dist-packages")) + list(python_files("/usr/local/lib"))))
    if extra := os.environ.get("CONFORMANCE_PACKAGES"):
        groups.append(("packages from PyPI", list(python_files(extra))))

kinds = options.what.split(",")
table, causes, differences = [], {}, []


def kind_of(difference):
    return re.sub(r"[0-9]+|'[^']*'|of \S+:.*", "_", difference)[:100]


for title, files in groups:
    if not files:
        continue
    for kind in kinds:
        what, _, level = kind.partition("-O")
        optimize = 0 if not _ else len(level) + 1
        equal = objects = refused = 0
        start = time.monotonic()
        for file in files:
            with open(file, "rb") as f:
                source = f.read()
            vivarium.ask(what, source, file, optimize)
            theirs = answer(what, source, file, optimize)
            try:
                ours = vivarium.tell()
                if what == "dis": ours = comparable(ours)
            except Gone as gone:
                ours = '["error","Gone","%s"]' % gone
            refused += is_error(theirs)
            objects += theirs.count('{"name":') if what == "code" else 0
            if theirs == ours:
                equal += 1
            else:
                text = first_difference(theirs, ours)
                differences.append("%s %s: %s" % (kind, file, text))
                causes.setdefault((kind, kind_of(text)), (file, text))
        table.append((title, kind, len(files), refused, objects or "", equal, len(files) - equal, time.monotonic() - start))
        print(".", end="", file=sys.stderr, flush=True)
print(file=sys.stderr)

print("%-22s %-8s %7s %8s %13s %7s %10s %8s" % ("", "", "files", "refused", "code objects", "equal", "different", "seconds"))
for row in table:
    print("%-22s %-8s %7d %8d %13s %7d %10d %8.1f" % row)
if causes:
    print("\nThe first difference of each kind:")
    for (kind, _), (file, text) in causes.items():
        print("  %s %s: %s" % (kind, file, text))
if options.list:
    with open(options.list, "w", errors="backslashreplace") as f:
        f.writelines(d + "\n" for d in differences)
vivarium.close()
sys.exit(bool(differences))
