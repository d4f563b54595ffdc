#!/usr/bin/env python3
"""`make bench`: this program beside python3.11 in one run, as ratios. Prints a table; it never fails a test.

VIVARIUM names the program, PYTHON the referee (python3.11 of Debian).
"""
import math, os, re, resource, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
vivarium = os.environ.get("VIVARIUM", "vivarium")
python = os.environ.get("PYTHON", "/usr/bin/python3.11")
env = dict(os.environ, PYTHONHASHSEED="0")


def times(command):
    out = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
    return {name: float(seconds) for name, seconds in (line.split() for line in out.splitlines())}


def wall(command, repeat=15):
    best = 1e9
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        best = min(best, time.perf_counter() - start)
    return best


def peak(command):
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], command)
    return os.wait4(pid, 0)[2].ru_maxrss / 1024


print("Speed: python3.11's time divided by ours; above 1 we are faster (best of 3, each program alternating)")
programs = os.path.join(here, "programs.py")
rounds = [(times([python, "-S", programs]), times([vivarium, "run", programs])) for _ in range(3)]
logs = []
for name in rounds[0][0]:
    theirs = min(r[0][name] for r in rounds)
    ours = min(r[1][name] for r in rounds)
    logs.append(math.log(theirs / ours))
    print(f"  {name:<14} {theirs * 1000:8.1f} ms {ours * 1000:8.1f} ms   {theirs / ours:5.2f}")
print(f"  {'geometric mean':<36} {math.exp(sum(logs) / len(logs)):5.2f}")

print("Memory: one million object(), 300,000 bytearray(100), full collections of a million lists and of 500,000 instances")
memory = os.path.join(here, "memory.py")


def numbers(command, **more):
    out = subprocess.run(command, capture_output=True, text=True, env=dict(env, **more), check=True).stdout
    return {name: float(seconds) for name, seconds in (line.rsplit(None, 1) for line in out.splitlines())}


rounds = [(numbers([python, "-S", memory]), numbers([vivarium, "run", memory])) for _ in range(3)]
for name in rounds[0][0]:
    theirs, ours = (min(r[k][name] for r in rounds) for k in (0, 1))
    print(f"  {name:<18} {theirs * 1000:8.1f} ms {ours * 1000:8.1f} ms   {theirs / ours:5.2f} (ours takes {ours / theirs:.2f} times as long)")
# The verifier runs at the beginning and at the end of the one collection.
checked = numbers([vivarium, "run", memory, "verify"], VIVARIUM_SELF_CHECK="1")["collect-lists"]
unchecked = numbers([vivarium, "run", memory, "verify"], VIVARIUM_SELF_CHECK="1000000")["collect-lists"]
print(f"  the verifier over a million objects: {(checked - unchecked) / 2:.2f} s (the limit is 2 s)")

print("Start: `-c pass`")
theirs, ours = wall([python, "-S", "-E", "-c", "pass"]), wall([vivarium, "run", "-c", "pass"])
print(f"  python3.11 {theirs * 1000:.1f} ms, vivarium {ours * 1000:.1f} ms, ratio {theirs / ours:.2f}")
print(f"  peak memory {peak([vivarium, 'run', '-c', 'pass']):.0f} MB")

print("Under glass")
loop = os.path.join(here, "ten_million.py")
untraced = min(float(subprocess.run([vivarium, "run", loop], capture_output=True, text=True, env=env).stdout) for _ in range(3))
out = subprocess.run([vivarium, "replay-check", "--visits", "41", loop], capture_output=True, text=True, env=env).stdout
# Both times are the script's own, of the loop alone.
traced = float(re.search(r"the script wrote: ([\d.]+)", out).group(1))
median = float(re.search(r"median ([\d.e-]+)", out).group(1))
print(f"  10 million instructions: {untraced * 1000:.0f} ms, every event to a ring buffer {traced * 1000:.0f} ms: {traced / untraced:.1f} times")
print(f"  seek to a random position in them: median {median * 1000:.2f} ms")

print("Compiling the whole standard library (best of 3, alternating)")
library = "/usr/lib/python3.11"
files = []
for folder, folders, names in os.walk(library):
    folders[:] = sorted(f for f in folders if f not in ("test", "tests", "__pycache__", "dist-packages"))
    files += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".py")]
COMPILE = """
import resource, sys, time, warnings
warnings.simplefilter("ignore")
files = open(sys.argv[1]).read().split()
sources = [open(f, "rb").read() for f in files]
start = time.perf_counter()
for name, source in zip(files, sources): compile(source, name, "exec", dont_inherit=True)
print(len(files), sum(map(len, sources)), time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
    names.write("\n".join(files))
    names.flush()
    rounds = []
    for _ in range(3):
        for command in [python, "-S", "-c", COMPILE, names.name], [vivarium, "compile", "@" + names.name]:
            rounds.append(subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout.split())
count, size = int(rounds[0][0]), int(rounds[0][1])
theirs, ours = (min(float(r[2]) for r in rounds[k::2]) for k in (0, 1))
print(f"  {count} files, {size / 1e6:.1f} MB: python3.11 {theirs:.2f} s, vivarium {ours:.2f} s, ratio {theirs / ours:.2f}")
print(f"  peak memory: python3.11 {float(rounds[0][3]):.0f} MB, vivarium {max(float(r[3]) for r in rounds[1::2]):.0f} MB")

print("Screens at 200x60 with 1.5 million live objects, from a key to the finished frame (the limit is 16 ms)")
million = os.path.join(here, "million_objects.py")
for where, keys in (("line:19", ""), ("line:18", ">>>>")):
    command = [vivarium, "frame-times", "--memory-limit", "2G", "--at", where, "--keys", keys, million]
    out = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
    print("  outside a collection" if not keys else "  in the middle of a full collection")
    for line in out.splitlines():
        if "whole" not in line:
            print("    " + line)
