#!/usr/bin/env python3
"""Refresh the golden files from the referee:  python3 refresh.py [/usr/bin/python3.11] [names...]

Each script under scripts/ (with --modules: modules/; with --memory: memory/; with --facts: facts/) runs as `python3.11 -S NAME.py` in its folder with PYTHONHASHSEED=0; NAME.in is its input if there is one.
NAME.out gets standard output, NAME.err standard error (absent if empty), NAME.status the exit status (absent if 0).
The folder's own path is written as <here>, addresses as 0xADDR, measured seconds as N.NNNNs, and the
number of old objects in a collection's debug output (what the start left) as N.
In facts/, warnings are off, standard error is joined to NAME.out, the library's folder is <lib>, a script NNr_… is typed at the prompt, and
numbers that only tell how much a start leaves behind (counts of None, of shared constants, of empty dicts) are written as <n>.
In memory/, a script whose name ends with _c is given as the text of -c, and one that ends with _r is typed at the prompt of `-q -i`.
A script that ends with _m writes "== title" to standard error before each `sys._debugmallocstats()`: NAME.err has only what changed from one
to the next, but nothing for a title in brackets, no arenas for one with a dot first, only used blocks and free lists for one with "~" (pools, used and free blocks of each size class; arenas; free lists).
"""
import glob, os, re, subprocess, sys

folder = "scripts"
for other in ("modules", "memory", "facts"):
    if "--" + other in sys.argv:
        sys.argv.remove("--" + other)
        folder = other
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), folder)
python = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/python3.11"
only = set(sys.argv[2:])
env = dict(os.environ, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", PYTHONIOENCODING="utf-8")
env.pop("PYTHONUNBUFFERED", None)  # unbuffered output would let printed strings go at once


def normal(text):
    text = text.replace(here + "/", "<here>/")
    text = re.sub(r"\d+\.\d{4}s elapsed", "N.NNNNs elapsed", text)
    text = re.sub(r"(objects in each generation: \d+ \d+) \d+", r"\1 N", text)
    return re.sub(r"0x[0-9a-f]{6,}", "0xADDR", text)


def malloc_changes(text):
    """What changed between the dumps of the allocator's statistics in a text, as lines."""
    out, before, title = [], {}, None
    for part in re.split(r"^== (.*)\n", text, flags=re.M)[1:] + [None]:
        if title is None:
            title = part
            continue
        now = {}
        for line in part.splitlines():
            m = re.match(r" *(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$", line)
            if m:
                for name, value in zip(("pools", "used", "free"), m.groups()[2:]):
                    now[f"class {int(m[1]):2} ({m[2]} bytes) {name}"] = int(value)
            m = re.match(r"(# arenas .*?) +=  *([\d,]+)$", line)
            if m:
                now[m[1]] = int(m[2].replace(",", ""))
            m = re.match(r" *(\d+) (free .*)s \* \d+ bytes each", line)
            if m:
                now[m[2]] = int(m[1])
        if before and not title.startswith("("):
            out.append("== " + title)
            for name in sorted(set(now) | set(before)):
                change = now.get(name, 0) - before.get(name, 0)
                if change and not (title[0] in "~." and "arenas" in name or title[0] == "~" and name.endswith((" pools", " free"))):
                    out.append(f"{name}: {change:+}")
        before, title = now, None
    return "".join(line + "\n" for line in out)


def put(path, text):
    if text:
        open(path, "w").write(text)
    elif os.path.exists(path):
        os.remove(path)


for script in sorted(glob.glob(os.path.join(here, "*.py"))):
    name = os.path.basename(script)
    if only and name[:-3] not in only:
        continue
    given = script[:-3] + ".in"
    stdin = open(given, "rb") if os.path.exists(given) else subprocess.DEVNULL
    if folder == "facts":
        if re.match(r"\d+r_", name):
            text = subprocess.run([python, "-S", "-q", "-i"], stdin=open(script, "rb"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=here, env=env).stdout
        else:
            text = subprocess.run([python, "-S", "-W", "ignore", name], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=here, env=env).stdout
        text = re.sub(r"0x[0-9a-f]{6,}", "0xADDR", text.decode().replace(here + "/", "").replace("/usr/lib/python3.11", "<lib>"))
        text = re.sub(r"(None\nAddress: 0xADDR\nRefcount: )\d+", r"\1<n>", text)
        text = re.sub(r"Refcount: 1000000\d\d\d", "Refcount: <n>", text)
        text = re.sub(r"(\{\} .*'refcnt': )\d+", r"\1<n>", text)
        open(script[:-3] + ".out", "w").write(text)
        continue
    arguments = [name]
    if folder == "memory" and name.endswith("_c.py"):
        arguments = ["-c", open(script).read()]
    elif folder == "memory" and name.endswith("_r.py"):
        arguments, stdin = ["-q", "-i"], open(script, "rb")
    r = subprocess.run([python, "-S", *arguments], stdin=stdin, capture_output=True, cwd=here, env=env)
    open(script[:-3] + ".out", "w").write(normal(r.stdout.decode()))
    errors = r.stderr.decode()
    put(script[:-3] + ".err", malloc_changes(errors) if folder == "memory" and name.endswith("_m.py") else normal(errors))
    put(script[:-3] + ".status", "" if r.returncode == 0 else f"{r.returncode}\n")
