"""What the recording scripts share: random draws, choice of rows, the file."""

import json
import math
import random
import sys
from pathlib import Path

ALL_ROWS = 40


class Draw(random.Random):
    """Random numbers of few digits, so that specs stay readable."""

    def number(self, low, high):
        """A uniform number between two bounds, four digits of it."""
        return float(f"{self.uniform(low, high):.4g}")

    def magnitude(self, low, high):
        """A number whose logarithm is uniform, four digits of it."""
        return float(f"{10 ** self.uniform(low, high):.4g}")


def arguments(script):
    """The seed and the file of a script's command line: [SEED [FILE]].

    Without a seed the draws are those that are committed.
    """
    given = sys.argv[1:3]
    seed = given[0] if given else ""
    path = given[1] if len(given) > 1 else Path(script).with_suffix(".jsonl")
    return seed, Path(path)


def pick_rows(steps, marks, rng):
    """All of the rows 0..steps if they are few, else the telling ones.

    Those are the first six, two on both sides of every mark (a sample of
    these if there are too many), a scatter of ten, and the last two.
    """
    if steps < ALL_ROWS:
        return list(range(steps + 1))
    near = sorted({mark + offset for mark in marks for offset in range(-2, 3)
                   if 0 <= mark + offset <= steps})
    if len(near) > ALL_ROWS:
        near = rng.sample(near, ALL_ROWS)
    scatter = rng.sample(range(steps + 1), 10)
    return sorted({*range(6), *near, *scatter, steps - 1, steps})


def json_number(value):
    """A double as JSON can say it: the non-finite ones are strings."""
    value = float(value)
    return value if math.isfinite(value) else repr(value)


def write(script, system, version, cases, path=None):
    """Write the cases beside the script that made them, a line each."""
    path = path or Path(script).with_suffix(".jsonl")
    head = {"system": system, "version": str(version),
            "script": Path(script).name}
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "a name is used twice"
    with path.open("w", encoding="ascii", newline="\n") as file:
        for line in [head, *cases]:
            json.dump(line, file, allow_nan=False, separators=(",", ":"))
            file.write("\n")
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")
