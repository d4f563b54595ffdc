#!/usr/bin/env python3
"""`make torture`: the test scripts under hostile memory. It ends with status 1 if anything broke.

  poison   freed blocks are filled and watched; the output must be the golden one
  collect  the collector runs at each allocation of a container; the output must be the golden one, but for scripts that print the
           collector's own counts
  fail     the n-th allocation fails, for each n (or an even spread of --most of them): the script ends with a status of Python's own (no
           signal, no trap), and the machine's checkers find nothing broken at its end

VIVARIUM names the program; arguments choose scripts by a part of their name.
"""
import argparse, concurrent.futures, glob, os, re, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
golden = os.path.join(os.path.dirname(here), "Golden")
program = os.environ.get("VIVARIUM", os.path.join(here, "../../.build/release/vivarium"))
parser = argparse.ArgumentParser()
parser.add_argument("names", nargs="*")
parser.add_argument("--most", type=int, default=60, help="failing allocations tried for each script (0: all)")
parser.add_argument("--modes", default="poison,collect,fail")
options = parser.parse_args()
scripts = [s for folder in ("scripts", "collections", "collector") for s in sorted(glob.glob(f"{golden}/{folder}/*.py"))
           if not options.names or any(n in s for n in options.names)]
# These print thresholds, counts or the moments of collections, which `collect` changes by its nature.
tells_collections = re.compile(open(os.path.join(here, "tells_collections.txt")).read().strip())


def run(script, torture, seconds=300):
    env = dict(os.environ, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", VIVARIUM_TORTURE=torture, VIVARIUM_SELF_CHECK="1000000")
    given = script[:-3] + ".in"
    with open(given if os.path.exists(given) else os.devnull) as given:
        try:
            r = subprocess.run([program, "run", os.path.basename(script)], cwd=os.path.dirname(script), env=env, stdin=given,
                               capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return "", "timeout", -99
    mask = lambda b: re.sub("0x[0-9a-f]{6,}", "0xADDR", b.decode(errors="replace").replace(os.path.dirname(script) + "/", "<here>/"))
    return mask(r.stdout), r.stderr.decode(errors="replace"), r.returncode


def expected(script):
    with open(script[:-3] + ".out") as f:
        return f.read().replace("0x…", "0xADDR")


failures, runs = {}, {}
pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())


def report(mode, script, text):
    failures.setdefault(mode, []).append(script)
    print(f"{mode}: {os.path.relpath(script, golden)}: {text}", flush=True)


for mode in options.modes.split(","):
    if mode == "fail":
        for script in scripts:
            text = run(script, "count")[1]
            found = re.search(r"torture: (\d+) allocations", text)
            if not found:
                report(mode, script, "allocations were not counted: " + text[-200:])
                continue
            n = int(found.group(1))
            step = max(1, n // options.most) if options.most else 1
            # Most of what can break lies in the first allocations of anything: start there, then spread.
            wanted = sorted({*range(1, min(n, options.most or n) + 1, 1 if not options.most else 3), *range(1, n + 1, step)})
            broken = {}
            for k, (out, err, status) in zip(wanted, pool.map(lambda k: run(script, f"fail={k}"), wanted)):
                runs[mode] = runs.get(mode, 0) + 1
                if status < 0 or status > 120 or "self-check" in err or "Fatal error" in err:
                    why = next((l for l in err.splitlines() if "Fatal" in l or "self-check" in l or "torture" in l), err[-150:])
                    broken.setdefault(why[:150], []).append(k)
            for why, ks in broken.items():
                report(mode, script, f"{len(ks)} of {len(wanted)}, first n={ks[0]}: {why}")
    else:
        chosen = scripts
        if mode == "collect":
            chosen = [s for s in scripts if not tells_collections.search(open(s).read())]
        for script, (out, err, status) in zip(chosen, pool.map(lambda s: run(s, mode), chosen)):
            runs[mode] = runs.get(mode, 0) + 1
            want = expected(script)
            if status < 0 or status > 120:
                report(mode, script, f"status {status}: {err[-200:]}")
            elif out != want:
                a, b = out.splitlines(), want.splitlines()
                i = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                report(mode, script, f"line {i + 1}: {a[i:i + 1]} for {b[i:i + 1]}")
for mode in options.modes.split(","):
    print(f"{mode}: {runs.get(mode, 0)} runs, {len(failures.get(mode, []))} failures")
sys.exit(1 if failures else 0)
