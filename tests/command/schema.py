#!/usr/bin/env python3
"""schema.py BINARY [EACH] -- compare what the schema and the loader accept.

Makes specs from the tables that `lrsim describe --json` prints: each parameter
of each kind at its default, at and beyond the ends of its range, as null and of
wrong types, with keys that are missing or unknown.  What the schema refuses the
loader must refuse.  What the loader refuses the schema must refuse too, unless
it is for what only a kind's own check knows.  The example specs are accepted by
both.  With EACH only each EACH-th spec is judged."""

import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    # The system's python may have it where another comes first.
    system = "/usr/bin/python3"
    if sys.executable == system or not os.path.exists(system):
        sys.exit(subprocess.run([
            pathlib.Path(__file__).parents[1] / "skip.sh", "schema",
            "everything, for want of python3-jsonschema"]).returncode)
    os.execv(system, [system, *sys.argv])

SOURCE = pathlib.Path(__file__).parents[2]
MOST = 2 ** 53
# What a row of a table says, and so the schema too.
ROWS = re.compile(
    r": must be (a number|an integer|true or false|a string|an object of "
    r"numbers|a list of [a-z ]+|a (number|string), or a list with one for each "
    r"group,)( in \S+)?( or null)?, not |: must be one of \S+, not |: unknown (?!key: )|"
    r'is missing|must have a "type"|must have "params"|is not a parameter|'
    r"must stand in|must be an object")


def lrsim(*arguments):
    return subprocess.run([sys.argv[1], *arguments], capture_output=True,
                          text=True)


def ends(text):
    """Numbers at, inside and outside of an interval."""
    found = re.match(r"([\[(])(-?[\d.e-]+|-inf),(-?[\d.e-]+|inf)([\])])",
                     text or "")
    values = [0, 1, -1, 0.5, 2, 10.0, 1e300]
    if found:
        for end in found.group(2, 3):
            if "inf" not in end:
                values += [float(end), float(end) + 1, float(end) - 1,
                           float(end) + 1e-9, float(end) - 1e-9]
    return values


def values(row):
    """Some of the right type, and some of each other."""
    numbers = ends(row["range"])
    words = re.sub(r" or .*", "", row["range"] or "").split("|")
    result = [None, True, "x", "inf", "nan", [], {}, [1], [1, 2], ["t"], [None],
              [1, "x"], [[0, 1]], [[1]], [0.5, 0.25], [1, 2, 3], {"a": 1},
              {"a": "x"}, MOST, MOST + 2, words[0], words[0].upper(),
              {"type": "sgd"}, {"type": "constant"}, [{"type": "constant"}],
              [{"type": "nothing"}], [{"params": "0"}], [{"lr": 1}]]
    result += numbers
    if re.search("list|two|three", row.get("type", "")):
        result += [[n, n] for n in numbers]
    if not row["required"]:
        result.append(row["default"])
    for inner in row.get("parameters", []):
        result += [{inner["name"]: value} for value in values(inner)]
    return result


class Judge:
    def __init__(self, folder):
        schema = json.loads(lrsim("schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(schema)
        self.path = pathlib.Path(folder) / "in.json"
        self.cases = self.failures = 0
        self.each = int(sys.argv[2]) if len(sys.argv) > 2 else 1

    def judge(self, spec):
        self.cases += 1
        if self.cases % self.each:
            return
        self.path.write_text(json.dumps(spec))
        message = lrsim("spec", str(self.path)).stderr
        accepted = self.validator.is_valid(spec)
        # A short form is but a string, and its errors have no path.
        short = message and ": $" not in message and isinstance(spec, dict)
        if accepted != (not message) and (
                not accepted or (ROWS.search(message) and not short)):
            self.failures += 1
            print("schema: %s: the schema %s, and the loader says: %s" % (
                json.dumps(spec), "accepts" if accepted else "refuses",
                message.strip() or "nothing"))


def kinds():
    for plural in ("schedules", "optimizers", "problems"):
        for kind in json.loads(lrsim("list", plural, "--json").stdout)[plural]:
            name = "%s.%s" % (plural[:-1], kind["name"])
            yield plural[:-1], json.loads(
                lrsim("describe", name, "--json").stdout)[0]


def judge_kind(judge, family, kind):
    spec = json.loads(lrsim("spec", "--" + family, kind["example"]).stdout)
    # The default problem must not fit the groups of every optimizer.
    whole = {family: spec[family]}
    judge.judge(whole)
    for name in [kind["name"].upper(), *kind["aliases"], kind["name"] + "x"]:
        judge.judge({family: {**whole[family], "type": name}})
    for key in ("nonsense", "last_epoch", "params", "interval", "shape"):
        judge.judge({family: {**whole[family], key: 1}})
    for row in kind["parameters"]:
        less = copy.deepcopy(whole)
        less[family].pop(row["name"], None)
        judge.judge(less)
        for value in values(row):
            judge.judge({family: {**whole[family], row["name"]: value}})


def judge_groups(judge):
    for value in (None, [], {}, [1], [{}], [{"params": "0"}],
                  [{"params": [0]}], [{"params": []}], [{"params": [-1]}],
                  [{"params": [0.5]}], [{"params": 0}],
                  [{"params": "0", "lr": 1}], [{"params": "0", "lr": "x"}],
                  [{"params": "0", "nonsense": 1}],
                  [{"params": "0", "type": "adam"}],
                  [{"params": "0", "momentum": 1}],
                  [{"params": "0", "shape": [1, 1]}], [{"lr": 1}]):
        for node in ({}, {"type": "adam"}, {"type": "sgd"}):
            judge.judge({"optimizer": {**node, "param_groups": value}})


def judge_root(judge):
    for spec in ({}, [], 1, "x", None, {"$schema": 1}, {"nonsense": 1},
                 {"optimizer": {}}, {"problem": {"dim": 3}},
                 {"schedule": {}}, {"schedule": {"gamma": 0.9}},
                 {"schedule": {"type": "exponential", "gamma": 0.9,
                               "interval": "epoch", "start_step": 1}},
                 {"schedule": {"type": "chained", "schedulers": [
                     {"type": "exponential", "gamma": 0.9,
                      "interval": "epoch"}]}},
                 {"schedule": {"type": "chained", "schedulers": [
                     "exponential(0.9)", {"type": "step", "step_size": 3}]}},
                 {"schedule": {"type": "chained", "schedulers": [1]}},
                 {"schedule": "exponential(0.9)"}, {"ema": {"tau": 0}},
                 {"gradient": {"accumulate": 4, "clip_norm": 1}},
                 {"gradient": {"accumulate": 0}}, {"gradient": {"type": "x"}},
                 {"ema": {"decay": 0.9, "tau": None, "nonsense": 1}}):
        judge.judge(spec)
    for key in ("title", "steps", "steps_per_epoch", "seed", "problem",
                "optimizer", "schedule", "gradient", "ema", "metric"):
        row = {"range": "[0,inf)", "required": True}
        for value in values(row):
            judge.judge({key: value})


def main():
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(folder)
        judge_root(judge)
        judge_groups(judge)
        for family, kind in kinds():
            judge_kind(judge, family, kind)
        for path in sorted((SOURCE / "schedules").rglob("*.json")):
            spec = json.loads(path.read_text())
            judge.judge(spec)
            judge.judge(json.loads(lrsim("spec", str(path)).stdout))
    print("schema: %d specs, %d judged apart from the loader" %
          (judge.cases, judge.failures))
    sys.exit(judge.failures > 0)


main()
