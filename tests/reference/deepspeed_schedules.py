#!/usr/bin/python3
"""Record what DeepSpeed's schedules give, from its own code.

Writes deepspeed_schedules.jsonl beside itself. `deepspeed` must be on the
path: of its sources, deepspeed/runtime/lr_schedules.py and a logger do.
"""

import logging
import warnings

import deepspeed
import torch
from deepspeed.runtime import lr_schedules

from recording import arguments, write
from system_cases import base_rates, draw_cases


def build(kind, parameters, optimizer, steps):
    """The scheduler of a spec; null is the run's steps."""
    own = dict(parameters)
    if kind in ("WarmupDecayLR", "WarmupCosineLR"):
        own.setdefault("total_num_steps", steps)
    return getattr(lr_schedules, kind)(optimizer, **own)


def rows_of(spec):
    """Rates, then beta1 of each group where OneCycle drives it."""
    schedule = dict(spec["schedule"])
    kind = schedule.pop("type").split(".")[1]
    optimizer = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[
        spec["optimizer"]["type"]](
            [{"params": [torch.zeros(1)], "lr": rate}
             for rate in base_rates(spec["optimizer"])],
            lr=spec["optimizer"]["lr"])
    drives = (kind == "OneCycle" and spec["optimizer"]["type"] == "adam"
              and schedule.get("cycle_momentum", True))
    scheduler = build(kind, schedule, optimizer, spec["steps"])
    rows = []
    for row in range(spec["steps"] + 1):
        if row > 0:
            scheduler.step()
        groups = optimizer.param_groups
        rows.append([group["lr"] for group in groups]
                    + [group["betas"][0] for group in groups if drives])
    return rows


RATE = {"warmup_min_lr": lambda r: r.magnitude(-6, -3),
        "warmup_max_lr": lambda r: r.magnitude(-3, 0)}
RISE = {"warmup_num_steps!": lambda r: r.choice([1, 2, r.randint(3, 25)]),
        "warmup_type": lambda r: r.choice(["log", "linear"])}
TOTAL = {"total_num_steps": lambda r: r.randint(1, 80)}
CYCLE = {"cycle_min_lr!": lambda r: r.magnitude(-4, -2),
         "cycle_max_lr!": lambda r: r.magnitude(-2, 0),
         "decay_lr_rate": lambda r: r.number(0, 2),
         "cycle_first_step_size!": lambda r: r.randint(1, 15),
         "cycle_second_step_size": lambda r: r.randint(0, 15),
         "cycle_first_stair_count": lambda r: r.randint(0, 5),
         "cycle_second_stair_count": lambda r: r.randint(0, 5),
         "decay_step_size": lambda r: r.randint(0, 5)}
MOMENTUM = {"cycle_min_mom": lambda r: r.number(0, 0.8),
            "cycle_max_mom": lambda r: r.number(0.8, 1),
            "decay_mom_rate": lambda r: r.number(0, 0.1)}
KINDS = {
    "LRRangeTest": {
        "lr_range_test_min_lr": lambda r: r.magnitude(-5, -1),
        "lr_range_test_step_size!": lambda r: r.randint(1, 40),
        "lr_range_test_step_rate": lambda r: r.number(0, 5),
        "lr_range_test_staircase": lambda r: r.random() < 0.5},
    "WarmupLR": {**RATE, **RISE},
    "WarmupDecayLR": {**TOTAL, **RATE, **RISE},
    "WarmupCosineLR": {**TOTAL, **RISE,
                       "warmup_min_ratio": lambda r: r.number(0, 1),
                       "cos_min_ratio": lambda r: r.number(0, 0.2)},
}


def cases(seed):
    """Every kind; OneCycle with beta1, without it, and with SGD."""
    for kind, table in KINDS.items():
        yield from draw_cases(f"deepspeed.{kind}", table, rows_of, seed=seed,
                              source="deepspeed")
    name = "deepspeed.OneCycle"
    yield from draw_cases(name, {**CYCLE, **MOMENTUM}, rows_of, seed=seed,
                          names=("lr", "momentum"), optimizer="adam",
                          source="deepspeed")
    for case in draw_cases(name, CYCLE, rows_of, seed=f"{seed}sgd",
                           source="deepspeed"):
        yield {**case, "name": f"{case['name']}, sgd"}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    SEED, PATH = arguments(__file__)
    write(__file__, "deepspeed", deepspeed.__version__, list(cases(SEED)), PATH)
