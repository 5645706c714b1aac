#!/usr/bin/env python3
"""Print how far lrsim is from recorded values: table.py LRSIM FILE...

A row for each system of each file: its version, whether the values are
recorded from it or transcribed, the number of cases, and the largest relative
deviation; on standard error each case that is refused or beyond its tolerance.
Exits with 1 if there is one.
"""

import csv
import json
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from math import inf
from tempfile import NamedTemporaryFile, TemporaryDirectory


def rows_of(program, case, folder):
    """What the program prints for a case: a list of the rows asked for;
    None if it refuses the case."""
    command = [program, case["command"], "-", "--columns",
               ",".join(case["columns"])]
    for flag, value in case.get("flags", {}).items():
        command += ["--" + flag.replace("_", "-"), str(value)]
    if "log" in case:
        with NamedTemporaryFile("w", dir=folder, suffix=".csv",
                                delete=False) as log:
            log.write("\n".join(["metric", *map(str, case["log"])]) + "\n")
        command += ["--explain", "--metric", log.name]
    text = case.get("configuration") or json.dumps(case["spec"])
    process = subprocess.run(command, input=text, text=True,
                             capture_output=True, check=False)
    if process.returncode:
        print(process.stderr, end="", file=sys.stderr)
        return None
    rows = list(csv.reader(process.stdout.splitlines()))[1:]
    return [rows[step] for step in case["steps"]]


def deviation(program, case, folder):
    """The largest relative deviation of a case, and whether it is allowed."""
    rows = rows_of(program, case, folder)
    if rows is None:
        return inf, False
    most, allowed = 0.0, True
    for printed, recorded in zip(rows, case["values"], strict=True):
        for mine, theirs in zip(map(float, printed), map(float, recorded),
                                strict=True):
            gap = abs(mine - theirs)
            if mine == theirs or (mine != mine and theirs != theirs):
                continue
            allowed &= gap <= case["atol"] + case["rtol"] * abs(theirs)
            if gap > case["atol"] and theirs != 0:
                most = max(most, gap / abs(theirs))
    return most, allowed


def system_of(head, case):
    """System and version, and how its values were had."""
    source = case.get("source", "")
    if source == "transcription":
        return head["system"], "", "transcribed"
    name, _, version = source.partition(" ")
    if version:
        return name, version, "recorded"
    return head["system"], head["version"], "recorded"


def main():
    """Print the table."""
    program, *files = sys.argv[1:]
    bad = 0
    print("| system | version | values | cases | largest deviation |\n"
          "| --- | --- | --- | --- | --- |")
    found = defaultdict(list)
    for file in files:
        with open(file, encoding="ascii") as lines:
            head, *cases = map(json.loads, lines)
        with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
            results = pool.map(lambda case: deviation(program, case, folder),
                               cases)
            for case, result in zip(cases, results):
                found[system_of(head, case)].append(result[0])
                if not result[1]:
                    print(f"{file}: {case['name']}: {result[0]:.1e}",
                          file=sys.stderr)
                    bad += 1
    for (system, version, how), results in sorted(found.items()):
        print(f"| {system} | {version} | {how} | {len(results)} | "
              f"{max(results):.0e} |")
    return bad > 0


sys.exit(main())
