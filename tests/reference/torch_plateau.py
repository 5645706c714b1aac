#!/usr/bin/python3
"""Record what PyTorch's ReduceLROnPlateau decides over a logged metric.

Writes torch_plateau.jsonl beside itself. The metric of a case is its `log`, a
text for each row of a log file, since JSON has no nan. Beside the rates stand
the columns of --explain. `torch_plateau.py SEED [FILE]` draws others.
"""

import torch
from torch.optim import lr_scheduler

from recording import Draw, arguments, json_number, write
from schedule_cases import ABSOLUTE, RELATIVE, columns, make_optimizer
from schedule_draws import draw, draw_metric, draw_optimizer, draw_rates
from scheduler_rates import base_rates, present_rates

KIND = "reduce_on_plateau"
DRAWS = 40
EXPLAIN = ["better", "bad_count", "cooldown", "reduced"]
ODD = ["nan", "nan", "nan", "inf", "-inf"]

EDGES = [
    ("nan alone", {"patience": 2}, ["nan"] * 12),
    ("nan first", {"patience": 1, "factor": 0.5},
     ["nan", "1", "0.5", "0.6", "nan", "nan", "0.4", "0.3"]),
    ("nan is bad", {"patience": 0, "factor": 0.5},
     ["3", "2", "nan", "1", "nan", "0.5"]),
    ("nan in cooldown", {"patience": 0, "factor": 0.5, "cooldown": 2},
     ["1", "nan", "nan", "nan", "nan", "0.5", "nan", "nan"]),
    ("nan, max", {"mode": "max", "patience": 1, "factor": 0.5},
     ["nan", "1", "nan", "nan", "2", "nan", "3"]),
    ("inf at first", {"patience": 1, "factor": 0.5},
     ["inf", "inf", "inf", "1", "inf", "inf"]),
    ("-inf is never beaten", {"patience": 1, "factor": 0.5},
     ["1", "-inf", "-inf", "-1e308", "-inf", "0"]),
    ("-inf at first, max", {"mode": "max", "patience": 1, "factor": 0.5},
     ["-inf", "-inf", "0", "-inf", "inf", "inf", "inf"]),
    ("threshold 1 asks a loss for less than nothing",
     {"patience": 1, "threshold": 1, "factor": 0.5},
     ["4", "3", "2", "1", "0.5", "0.1", "-1"]),
    ("threshold above 1", {"patience": 1, "threshold": 2, "factor": 0.5},
     ["4", "3", "2", "1", "-9", "0.1", "-1"]),
    ("threshold negative", {"patience": 0, "threshold": -0.5, "factor": 0.5},
     ["4", "5", "6", "9.1", "13", "14"]),
    ("threshold 1, abs", {"patience": 1, "threshold": 1, "factor": 0.5,
                          "threshold_mode": "abs"},
     ["4", "3", "2.5", "1.9", "0.5", "0.1", "-1"]),
    ("threshold -1, max", {"mode": "max", "patience": 1, "threshold": -1,
                           "factor": 0.5}, ["4", "3", "2", "1", "-1"]),
    ("a negative best", {"patience": 1, "threshold": 0.1, "factor": 0.5},
     ["-1", "-0.95", "-0.91", "-0.85", "-0.8", "-0.75", "-3", "-2.9"]),
    ("a factor that is negative", {"patience": 0, "factor": -0.5,
                                   "min_lr": -1}, ["1"] * 6),
    ("patience outlasts the log", {"patience": 100}, ["1"] * 8),
    ("cooldown without patience", {"patience": 0, "cooldown": 1,
                                   "factor": 0.9}, ["1"] * 20),
]


def rows_of(spec, log):
    """PyTorch's rates in each row, and what the advance to it decided."""
    optimizer = make_optimizer(spec["optimizer"])
    parameters = {name: value for name, value in spec["schedule"].items()
                  if name != "type"}
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, **parameters)
    rows = [[*present_rates(optimizer), 0, 0, 0, 0]]
    for row in range(spec["steps"]):
        metric = float(log[min(row, len(log) - 1)])
        before = present_rates(optimizer)
        better = scheduler._is_better(metric, scheduler.best)
        scheduler.step(metric)
        after = present_rates(optimizer)
        rows.append([*after, int(better), scheduler.num_bad_epochs,
                     scheduler.cooldown_counter, int(after != before)])
    return rows


def make_case(name, spec, log):
    """Run a spec over a log; the line that goes into the file."""
    rows = rows_of(spec, log)
    known = base_rates(spec["optimizer"])
    return {"name": name, "command": "schedule", "spec": spec, "log": log,
            "columns": columns(len(known), False) + EXPLAIN,
            "steps": list(range(len(rows))),
            "values": [list(map(json_number, row)) for row in rows],
            "rtol": RELATIVE, "atol": ABSOLUTE * max(map(abs, known)),
            "source": "torch"}


def cases(seed):
    """The edges of a metric, then random ones with nan and infinities."""
    for title, parameters, log in EDGES:
        spec = {"steps": len(log) + 3, "optimizer": {"type": "sgd",
                                                     "lr": 0.1},
                "schedule": {"type": KIND, **parameters}}
        yield make_case(f"{KIND}: {title}", spec, log)
    rng = Draw(f"plateau{seed}")
    for number in range(DRAWS):
        rates = draw_rates(rng, -4, 1)
        schedule = draw(rng, KIND, 20, rates[0], len(rates))
        schedule["eps"] = rng.choice([1e-8, 0, rng.magnitude(-6, -3)])
        schedule["patience"] = rng.choice([0, 1, 2, 3])
        count = rng.choice([20, 39, 60])
        share = rng.choice([0.05, 0.2, 0.4])
        metric = draw_metric(rng, schedule["mode"], count)
        log = [rng.choice(ODD[:3] if number % 2 else ODD)
               if rng.random() < share else repr(value) for value in metric]
        spec = {"steps": count + rng.choice([-2, 0, 5]),
                "optimizer": draw_optimizer(rng, rates),
                "schedule": schedule}
        yield make_case(f"{KIND}: a log {number}", spec, log)


if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    write(__file__, "torch", torch.__version__, list(cases(SEED)), PATH)
