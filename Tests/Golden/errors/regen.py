"""Writes the .out files: python3 regen.py /usr/bin/python3.11

Each script runs in this folder as `python -S NAME.py` with PYTHONHASHSEED=0; stdout, then stderr, then the exit status are kept. The folder's
own path and addresses are masked.
"""
import glob, os, re, subprocess, sys
here = os.path.dirname(os.path.abspath(__file__))
env = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
for f in sorted(glob.glob(here + "/*.py") + [here + "/importing/main.py"]):
    name = os.path.relpath(f, here)
    if name == "regen.py":
        continue
    r = subprocess.run([sys.argv[1], "-S", name], stdin=subprocess.DEVNULL, capture_output=True, cwd=here, env=env)
    text = r.stdout.decode() + "--- stderr\n" + r.stderr.decode() + f"--- status {r.returncode}\n"
    text = re.sub("0x[0-9a-f]{6,}", "0x…", text.replace(here + "/", ""))
    open(f[:-3] + ".out", "w").write(text)
