#!/usr/bin/env python3
"""laws.py BINARY [OTHER] -- test the laws of sweeps.

Over all optimizers, schedules and problems: the rows of a sweep are the same
bytes whatever --jobs and --lanes, in another locale, and from OTHER, which
another compiler may have made; each row has what `lrsim run` prints for the
same values.  Prints how many sweeps were judged, and which broke a law.
"""
import csv
import io
import json
import math
import os
import sqlite3
import subprocess
import sys
import tempfile

BINARY = sys.argv[1]
OTHER = sys.argv[2] if len(sys.argv) > 2 else BINARY
GERMAN = {**os.environ, "LC_ALL": "de_DE.UTF-8"}
WAYS = [["--lanes", "1", "--jobs", "1"], ["--lanes", "8", "--jobs", "2"],
        ["--lanes", "16", "--jobs", "1"], ["--lanes", "16", "--jobs", "8"]]
# Seconds; guards against hanging. Quiet, a sweep takes 1 s, and 10 s with
# sanitizers.
LIMIT = 600
judged = 0
broken = 0


def lrsim(*arguments, binary=BINARY, environment=None):
    return subprocess.run([binary, *arguments, "--quiet"], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment, timeout=LIMIT)


def fail(base, axes, message):
    global broken
    broken += 1
    print("sweep:", " ".join(base), *axes, ":", message)


def kinds(family):
    return json.loads(lrsim("list", family, "--json").stdout)[family]


def outcome(base, values):
    """What a run comes to: final_loss, best_loss, best_step, diverged."""
    settings = [word for path, value in values
                for word in ("--set", path + "=" + value)]
    printed = lrsim("run", *base, *settings, "--columns", "step,loss")
    if printed.returncode != 0:
        return printed.stderr
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    finite = [row for row in rows if math.isfinite(float(row["loss"]))]
    best = min(finite, key=lambda row: float(row["loss"]), default=None)
    last = rows[-1]["loss"]
    return [last, best["loss"] if best else "nan",
            best["step"] if best else "nan",
            str(int(not math.isfinite(float(last))))]


def judge(base, axes):
    """All ways of a sweep, and a few of its rows as runs."""
    global judged
    judged += 1
    words = ["sweep", *base,
             *[word for axis in axes for word in ("--vary", axis)]]
    printed = [lrsim(*words, *way) for way in WAYS]
    printed.append(lrsim(*words, binary=OTHER, environment=GERMAN))
    if any(one.returncode != 0 for one in printed):
        return fail(base, axes, printed[0].stderr.strip() or "exit status")
    if any(one.stdout != printed[0].stdout for one in printed):
        return fail(base, axes, "rows depend on lanes, jobs or the build")
    rows = list(csv.reader(io.StringIO(printed[0].stdout)))
    header, rows = rows[0], rows[1:]
    paths = ["optimizer.lr" if name == "lr" else name
             for name in header[1:1 + len(axes)]]
    for row in {0: rows[0], len(rows) // 2: rows[len(rows) // 2],
                len(rows) - 1: rows[-1]}.values():
        values = list(zip(paths, row[1:1 + len(axes)]))
        found = row[-5:-2] + row[-1:]
        must = outcome(base, values)
        if found != must:
            fail(base, axes, "run %s: %s is not %s" % (row[0], found, must))


def rates(kind):
    """An axis over the rate, where an optimizer has one of its own."""
    has = any(row["name"] == "lr" for row in kind["parameters"])
    return ["lr=1e-3:0.5:log19"] if has else []


STARTS = "problem.start[0]=-2:2:lin5"
HERE = ["--start", "-1.2,1", "--steps", "60"]
METRIC = ["--set", "metric=[0.9, 0.8, 0.85, 0.85, 0.9, 0.9, 0.95, 0.7]"]

for kind in kinds("optimizers"):
    base = [*HERE, "--optimizer", kind["example"]]
    if "shape" in lrsim("run", *base).stderr:
        base = ["--problem", "sphere(dim=6)", "--start", "1,-2,3,0.5,1,1",
                "--steps", "60", "--optimizer", kind["example"], "--set",
                "optimizer.shape=[2,3]"]
    judge(base, [*rates(kind), STARTS])
for kind in kinds("schedules"):
    base = [*HERE[:2], "--steps", "120", "--optimizer",
            "sgd(lr=1e-3, momentum=0.9)", "--schedule",
            kind["example"]]
    if lrsim("run", *base).returncode != 0:
        base[base.index("--optimizer") + 1] = "adam(lr=1e-3)"
    judge(base, ["lr=1e-4:5e-3:log19"])
for kind in kinds("problems"):
    if any(row["required"] for row in kind["parameters"]):
        continue
    name = kind["name"]
    spec = json.loads(lrsim("spec", "--problem", name).stdout)["problem"]
    base = ["--problem", name, "--optimizer", "adam", "--steps", "40"]
    axes = ["lr=1e-3:0.5:log18"]
    if spec.get("start"):
        first = spec["start"][0]
        base += ["--start", ",".join(repr(x) for x in spec["start"])]
        axes.append("problem.start[0]=%r,%r" % (first, 0.75 * first + 0.1))
    judge(base, axes)
GROUPS = ['--set', 'optimizer.param_groups=[{"params":"1","lr":0.02}]']
for base, axes in [
        (HERE + GROUPS, ["lr=1e-3:1:log20"]),
        (HERE + ["--schedule", "one_cycle(max_lr=0.1, total_steps=60)"],
         ["optimizer=adam,sgd(lr=1e-4)", "lr=1e-4:1e-2:log9"]),
        (HERE + ["--noise", "0.1"], ["lr=1e-3:1e-1:log4", "seed=0:4"]),
        (HERE + ["--set", "gradient.clip_norm=1"], ["lr=1e-3:1e-1:log4"]),
        (HERE + ["--set", "ema.decay=0.9"], ["lr=1e-3:1e-1:log4"]),
        (HERE + ["--until", "loss < 2"], ["lr=1e-3:1e-1:log4"]),
        (HERE + ["--steps-per-epoch", "7", "--schedule", "step(2)",
                 "--interval", "epoch"], ["lr=1e-3:1e-1:log18"]),
        (HERE + ["--schedule", "plateau(patience=1, factor=0.5)"],
         ["lr=1e-3:1:log18"]),
        (HERE + METRIC + ["--schedule", "plateau(patience=1, factor=0.5)"],
         ["lr=1e-3:1:log18"]),
        (HERE + ["--schedule", "cosine_annealing(60)", "--set",
                 "schedule.start_step=30"], ["lr=1e-3:1:log18"]),
        (["--start", "1,1", "--steps", "9"],
         ["optimizer.betas=[[0.9,0.99],[0.5,0.9]]", "lr=0.1,0.2",
          "optimizer.amsgrad=true,false"]),
        (HERE, ["seed=0:2", "steps=10,20", "lr=0.1,0.2"])]:
    judge(base, axes)


def judge_kept(base, axes, most):
    """The rows that a database keeps are rows of the runs."""
    global judged
    judged += 1
    words = [word for axis in axes for word in ("--vary", axis)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sweep.db")
        printed = lrsim("sweep", *base, *words, "-o", path, "--keep-rows",
                     str(most))
        if "without SQLite" in printed.stderr:
            return
        if printed.returncode != 0:
            return fail(base, axes, printed.stderr)
        with sqlite3.connect(path) as database:
            runs = database.execute("SELECT * FROM runs").fetchall()
            kept = database.execute("SELECT * FROM rows").fetchall()
    paths = ["optimizer.lr" if axis.startswith("lr=") else axis.split("=")[0]
             for axis in axes]
    for run in runs:
        settings = [word for path, value in zip(paths, run[1:])
                    for word in ("--set", "%s=%s" % (path, value))]
        rows = list(csv.reader(io.StringIO(
            lrsim("run", *base, *settings, "--columns", "step,lr,loss",
                  "--no-header").stdout)))
        must = {int(row[0]): (float(row[1]), float(row[2])) for row in rows}
        found = {row[1]: (row[2], row[3]) for row in kept if row[0] == run[0]}
        ends = int(rows[0][0]) in found and int(rows[-1][0]) in found
        if not ends or len(found) != min(most, len(must)) and \
                math.isfinite(float(rows[-1][2])) or \
                any(must.get(step) != row for step, row in found.items()):
            fail(base, axes, "run %d keeps other rows" % run[0])


for base, axes, most in [
        (HERE, ["lr=1e-3:1:log20"], 7), (HERE, ["lr=1e-3:1:log3"], 100),
        (HERE, ["optimizer=adam,sgd,lbfgs", "lr=1e-3:1:log3"], 2),
        (HERE + ["--noise", "1"], ["seed=0:3", "lr=0.1,0.2"], 10),
        (HERE + ["--schedule", "cosine_annealing(60)", "--set",
                 "schedule.start_step=30"], ["lr=1e-3:1:log4"], 9)]:
    judge_kept(base, axes, most)
print("sweep: %d passed, %d failed" % (judged - broken, broken))
sys.exit(broken > 0)
