#!/usr/bin/env python3
"""Hold lrsim's names against those of the real systems: names.py LRSIM.

Each line of *_names.txt is a system and a name that it has; lrsim must
describe it, except for what is no schedule or optimizer of its own."""

import subprocess
import sys
from pathlib import Path

EXCEPT = {
    "torch LRScheduler": "the base class",
    "torch Optimizer": "the base class",
    "timm rsqrt": "timm.wsd(stable_fn=rsqrt, decay_fn=linear)",
    "timm constant": "timm.step(decay_t=1) keeps the rate",
    "keras LearningRateSchedule": "the base class",
    "optax inject_hyperparams": "drives other values by schedules",
    "optax inject_stateful_hyperparams": "drives other values by schedules",
    "optax InjectHyperparamsState": "a state",
    "optax InjectStatefulHyperparamsState": "a state",
    "optax StatefulSchedule": "a type",
    "optax WrappedSchedule": "a type",
    "optax Schedule": "a type",
}
PREFIX = {"torch": "", "hf": "hf.", "timm": "timm.", "keras": "keras.",
          "optax": "optax."}


def main():
    """Describe every name."""
    missing = []
    count = 0
    for path in sorted(Path(__file__).parent.glob("*_names.txt")):
        for line in path.read_text(encoding="ascii").splitlines():
            system, name = line.split()
            told = subprocess.run(
                [sys.argv[1], "describe", PREFIX[system] + name],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, check=False)
            # A part of other names lists those.
            known = told.returncode == 0 and " in their name" not in told.stdout
            if known == (line in EXCEPT):
                missing.append(line)
            count += 1
    for line in missing:
        print(f"names: {line}: "
              + ("is described, and an exception" if line in EXCEPT
                 else "lrsim has no such name"))
    print(f"names: {count - len(missing)} of {count} are known or excepted")
    return bool(missing)


sys.exit(main())
