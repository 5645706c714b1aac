#!/usr/bin/env python3
"""Prints a page with a picture of every schedule and optimizer.

    plots/kinds.py BINARY >README.md

A schedule is drawn by its own example. An optimizer has its defaults, except
for the rate: of RATES it gets the one with the lowest loss at the last step."""

import csv
import json
import math
import re
import subprocess
import sys

PROBLEMS = ("rosenbrock", "local_minimum")
STEPS = 300
METRIC = "--set 'metric=[0.9, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4]'"
RATES = ("1", "0.3", "0.1", "0.03", "0.01", "0.003", "0.001", "3e-4", "1e-4",
         "3e-5", "1e-5")

# Where a rate is not all that an optimizer needs.
CALLS = {
    "muon": "muon(lr=%s, shape=[2, 1])",
    "lookahead": "lookahead(adam(lr=%s))",
    "sam": "sam(adam(lr=%s))",
    "averaged": "averaged(adam(lr=%s))",
    "switch": "switch(adam(lr=%s), sgd(lr=0.001), 100)",
}


def lrsim(*arguments):
    done = subprocess.run([sys.argv[1], *arguments], text=True,
                          stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"kinds.py: lrsim {arguments[0]} failed")
    return done.stdout


def kinds(family):
    return json.loads(lrsim("list", family, "--json"))[family]


def quoted(text):
    return f'"{text}"' if "'" in text else f"'{text}'"


def heading(kind):
    summary = kind["summary"]
    print(f"### {kind['name']}\n\n{summary[0].upper()}{summary[1:]}."
          f" Source: {kind['source']}.\n")


def show(title, file, *command):
    """The picture, and the lines of the command that draws it."""
    print(f"![{title}]({file})\n")
    lines = [*command, f"--title '{title}' -o {file}"]
    print("```sh", " \\\n    ".join(lines), "```\n", sep="\n")


def steps_of(example):
    """Some more than a curve of the example's length has, and several
    periods; one that states its end stops there."""
    if "total_steps=1000" in example:
        return 1000
    numbers = re.findall(r"[0-9.]+", example)
    most = max([int(n) for n in numbers if n.isdigit()], default=0)
    if most < 20:
        return 100
    return int(most * (4 if most <= 50 else 2 if most <= 100 else 1.25))


def needs_metric(example):
    tried = subprocess.run([sys.argv[1], "schedule", "--schedule", example,
                            "--steps", "1"], capture_output=True, text=True)
    return '"metric"' in tried.stderr


def schedules():
    print("## Schedules\n")
    for kind in kinds("schedules"):
        name, example = kind["name"], kind["example"]
        heading(kind)
        show(name, f"schedule.{name}.svg",
             f"lrsim schedule --schedule {quoted(example)}",
             *([METRIC] if needs_metric(example) else []),
             f"--lr 0.1 --steps {steps_of(example)} --size 640x320")


def best_calls(name):
    """Problem to (call, loss), the call with the best of the rates."""
    calls = [CALLS.get(name, name + "(lr=%s)") % rate for rate in RATES]
    table = lrsim("sweep", "--quiet", "--steps", str(STEPS),
                  "--vary", "problem=" + ",".join(PROBLEMS),
                  "--vary", "optimizer=" + ",".join(calls))
    best = {}
    for row in csv.DictReader(table.splitlines()):
        problem, loss = row["problem"], float(row["final_loss"])
        if math.isfinite(loss) and loss < best.get(problem, (0, math.inf))[1]:
            best[problem] = row["optimizer"], loss
    return best


def optimizers():
    print("## Optimizers\n")
    for kind in kinds("optimizers"):
        heading(kind)
        name = kind["name"]
        for problem, (call, loss) in best_calls(name).items():
            print(f"Loss at step {STEPS}: {loss:.3g}\n")
            show(f"{name} on {problem}", f"optimizer.{name}.{problem}.svg",
                 f"lrsim run --problem {problem} --optimizer '{call}'",
                 f"--steps {STEPS} --plot path --size 400x300")


print("# Every schedule and optimizer\n")
schedules()
optimizers()
