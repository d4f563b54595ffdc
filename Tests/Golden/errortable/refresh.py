"""What CPython 3.11.2 says about each program of snippets.jsonl, and of limits.jsonl: `/usr/bin/python3.11 -S refresh.py`.

A line of snippets.jsonl is [mode, bytes as Latin-1]; of limits.jsonl, [mode, [[text, how often], ...]].
  table.expected     a line each: ["error", class, message, line, column, end line, end column, text, warnings] or {"warnings": [...]}
  printed.py, .out   a script that compiles them all and prints each error as the interpreter does; its standard error
  warned.py, .out    the same for what is warned of, with -W error
  files.expected     for some of them: what running the file case.py prints, a JSON list of [number, option, text]
"""
import json, os, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "Conformance"))
import referee

referee.demand_referee()


def rows(name):
    with open(os.path.join(here, name)) as f:
        return [json.loads(line) for line in f]


def write(name, text):
    with open(os.path.join(here, name), "w", encoding="utf-8", newline="\n") as f:
        f.write(text)


def run(*arguments, folder=here):
    env = dict(os.environ, PYTHONHASHSEED="0")
    return subprocess.run(["/usr/bin/python3.11", "-S", *arguments], cwd=folder, env=env, stderr=subprocess.PIPE).stderr.decode()


programs = [(mode, text.encode("latin-1")) for mode, text in rows("snippets.jsonl")]
expected = [referee.answer("errors", source, "<case>", 0, mode) for mode, source in programs]
write("table.expected", "".join(line + "\n" for line in expected))
limits = [(mode, "".join(text * times for text, times in parts).encode()) for mode, parts in rows("limits.jsonl")]
write("limits.expected", "".join(referee.answer("errors", source, "<case>", 0, mode) + "\n" for mode, source in limits))

SCRIPT = '''import sys

CASES = [
%s]

for number, (mode, source) in enumerate(CASES):
    print("--", number, file=sys.stderr)
    try:
        compile(source, "<case>", mode, 0, True)
    except BaseException as e:
        sys.excepthook(type(e), e.with_traceback(None), None)
'''


def warns(answer):
    return '"warnings":[[' in answer or answer.endswith("]]]")


chosen = [p for p, e in zip(programs, expected) if 0 not in p[1]]
write("printed.py", SCRIPT % "".join("    (%r, %r),\n" % p for p in chosen))
write("printed.out", run("printed.py"))
chosen = [p for p, e in zip(programs, expected) if 0 not in p[1] and warns(e)]
write("warned.py", SCRIPT % "".join("    (%r, %r),\n" % p for p in chosen))
write("warned.out", run("-W", "error", "warned.py"))

files = []
with tempfile.TemporaryDirectory() as folder:
    for number, (mode, source) in enumerate(programs):
        warned = warns(expected[number])
        if mode != "exec" or (number % 17 and not warned) or len(files) > 150 or not (referee.is_error(expected[number]) or warned): continue
        with open(os.path.join(folder, "case.py"), "wb") as f:
            f.write(source)
        for option in ["", "error"] if warned else [""]:
            text = run(*(["-W", option] if option else []), "case.py", folder=folder)
            if referee.is_error(expected[number]) or option: files.append([number, option, text.replace(folder + "/", "")])
write("files.expected", json.dumps(files, indent=0) + "\n")
print(len(programs), "programs,", len(limits), "limits,", len(files), "files")
