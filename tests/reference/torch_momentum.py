#!/usr/bin/python3
"""Record trajectories whose momentum, or beta1, a schedule drives.

Writes torch_momentum.jsonl beside itself. What a case keeps is said in
torch_optimizers.py.
"""

import sys
import warnings

import torch

import torch_optimizers as common
from recording import write
from torch_optimizers import BEALE_OFF, FIVE, VALLEY, make_spec

common.OPTIMIZERS["rmsprop"] = (torch.optim.RMSprop, {})

PLAIN = {"type": "sgd"}
HEAVY = {"type": "sgd", "momentum": 0.5, "dampening": 0.3}
AHEAD = {"type": "sgd", "momentum": 0.9, "nesterov": True,
         "weight_decay": 0.01}
APART = {"type": "sgd", "param_groups": [{"params": "0", "dampening": 0.2},
                                         {"params": "1"}]}
TRIANGLE = {"type": "cyclic", "base_lr": 1e-4, "max_lr": 1e-3,
            "step_size_up": 7, "step_size_down": 11}
CYCLE = {"type": "one_cycle", "max_lr": 2e-3, "total_steps": 60}


def cases():
    """Names and specs."""
    for name, optimizer in (("plain", PLAIN), ("dampening", HEAVY),
                            ("nesterov", AHEAD), ("groups", APART)):
        for problem in (VALLEY, BEALE_OFF):
            where = problem["type"]
            yield (f"cyclic, {name}, {where}",
                   make_spec(problem, 59, optimizer, schedule=TRIANGLE))
            yield (f"one_cycle, {name}, {where}",
                   make_spec(problem, 59, optimizer, schedule=CYCLE))
    yield ("cyclic down to 0",
           make_spec(VALLEY, 59, HEAVY,
                     schedule={**TRIANGLE, "base_momentum": 0}))
    yield ("one_cycle down to 0, halfway",
           make_spec(FIVE, 59, PLAIN,
                     schedule={**CYCLE, "base_momentum": 0,
                               "pct_start": 0.5, "max_lr": 0.05}))
    yield ("one_cycle after a line",
           make_spec(VALLEY, 59, PLAIN, schedule={
               "type": "sequential", "milestones": [20], "schedulers": [
                   {"type": "linear", "start_factor": 0.1,
                    "total_iters": 20}, CYCLE]}))
    for kind in ("adam", "adamw", "rmsprop"):
        yield (f"one_cycle, {kind}",
               make_spec(BEALE_OFF, 59, {"type": kind},
                         schedule={**CYCLE, "max_lr": 0.02}))
    yield ("cyclic, rmsprop",
           make_spec(BEALE_OFF, 59, {"type": "rmsprop"}, schedule=TRIANGLE))


def main():
    """Record every case; name on standard error what rounding spoils."""
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    lines = []
    for name, spec in cases():
        case = common.make_case(name, spec)
        if case:
            lines.append(case)
        else:
            print(f"dropped {name}: rounding grows", file=sys.stderr)
    write(__file__, "torch", torch.__version__, lines)


if __name__ == "__main__":
    main()
