#!/usr/bin/python3
"""Record the warm-up, a kind of lrsim's own, before PyTorch's kinds.

Writes lrsim_warmup.jsonl beside itself. The warm-up is its formula; what
follows are the rows of PyTorch's scheduler, from its row 0 or from the row
that it would have reached. `lrsim_warmup.py SEED [FILE]` draws others.
"""

import math
import warnings

import torch

from recording import Draw, arguments, json_number, pick_rows, write
from schedule_cases import (RELATIVE, absolute_tolerance, columns,
                            torch_rows)
from schedule_draws import draw, draw_optimizer, draw_rates
from scheduler_rates import base_rates, marks

SHAPES = ["linear", "cosine", "exponential", "constant"]
# Those that leave the base rate and the momentum alone, and start from it.
THEN = ["lambda", "step", "multistep", "constant", "linear", "exponential",
        "polynomial", "cosine_annealing", "cosine_annealing_warm_restarts"]


def factor(shape, start, share):
    """What the base rate is multiplied by at a share of the warm-up."""
    if shape == "constant":
        return start
    if shape == "exponential":
        return start ** (1 - share)
    done = (share if shape == "linear"
            else (1 - math.cos(math.pi * share)) / 2)
    return start + (1 - start) * done


def rows_of(spec):
    """The rates of the rows: the warm-up, then PyTorch's."""
    warmup = spec["schedule"]
    steps = warmup["steps"]
    then = warmup.get("then", {"type": "constant", "factor": 1})
    after = torch_rows({**spec, "schedule": then}, spec["steps"])
    shift = steps if warmup.get("offset", True) else 0
    base = base_rates(spec["optimizer"])
    return [[rate * factor(warmup.get("shape", "linear"),
                           warmup.get("start", 0), row / steps)
             for rate in base] if row < steps else after[row - shift]
            for row in range(spec["steps"] + 1)]


def make_case(name, spec, schedule=None):
    """Run a spec; the line that goes into the file."""
    rows = rows_of(spec)
    warmup = spec["schedule"]
    then = warmup.get("then", {"type": "constant", "factor": 1})
    found = {0, warmup["steps"],
             *(warmup["steps"] + mark for mark in marks(then))}
    steps = pick_rows(spec["steps"], found, Draw(name))
    return {"name": name, "command": "schedule",
            "spec": {**spec, "schedule": schedule or warmup},
            "columns": columns(len(rows[0]), False), "steps": steps,
            "values": [[json_number(rate) for rate in rows[row]]
                       for row in steps],
            "rtol": RELATIVE,
            "atol": absolute_tolerance({**spec, "schedule": then}, rows),
            "source": "transcription", "why": "lrsim's own"}


def draw_warmup(rng, steps):
    """A warm-up alone; an exponential one starts above 0."""
    shape = rng.choice(SHAPES)
    start = rng.choice([rng.number(0.001, 1), rng.magnitude(-6, 0), 1]
                       + [0] * (shape != "exponential"))
    warmup = {"type": "warmup", "steps": steps, "start": start,
              "shape": shape}
    if shape == "linear" and rng.random() < 0.5:
        del warmup["shape"]
    if start == 0 and rng.random() < 0.5:
        del warmup["start"]
    return warmup


def draw_then(rng, kind, rates):
    """What follows; no total_iters of 0, which tells whether it is later."""
    then = draw(rng, kind, 20, rates[0], len(rates))
    if kind == "constant":
        then["total_iters"] = max(1, then["total_iters"])
    return then


def cases(seed):
    """Alone, before every kind, and as the first part of a sequence."""
    rng = Draw(f"warmup{seed}")
    for number in range(20):
        rates = draw_rates(rng, -6, 2)
        warmup = draw_warmup(rng, rng.choice([1, 2, rng.randint(3, 30)]))
        yield make_case(f"warmup: alone {number}",
                        {"steps": 39, "schedule": warmup,
                         "optimizer": draw_optimizer(rng, rates)})
    for kind in THEN:
        for number in range(4):
            rates = draw_rates(rng, -6, 2)
            steps = rng.randint(1, 15)
            warmup = draw_warmup(rng, steps)
            warmup["then"] = draw_then(rng, kind, rates)
            if number % 2:
                warmup["offset"] = False
            yield make_case(f"warmup: then {kind} {number}",
                            {"steps": 39 + steps, "schedule": warmup,
                             "optimizer": draw_optimizer(rng, rates)})
    yield from sequence_cases(rng)


def sequence_cases(rng):
    """`warmup -> kind` is the same curve as `warmup(then=kind)`."""
    for kind in THEN:
        rates = draw_rates(rng, -6, 2)
        steps = rng.randint(1, 15)
        warmup = draw_warmup(rng, steps)
        then = draw_then(rng, kind, rates)
        yield make_case(f"sequential: warmup -> {kind}",
                        {"steps": 39 + steps,
                         "schedule": {**warmup, "then": then},
                         "optimizer": draw_optimizer(rng, rates)},
                        {"type": "sequential", "milestones": [steps],
                         "schedulers": [warmup, then]})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    SEED, PATH = arguments(__file__)
    write(__file__, "torch", torch.__version__, list(cases(SEED)), PATH)
