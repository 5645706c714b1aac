#!/usr/bin/python3
"""Write down what YOLOv5's training loop sets, batch by batch.

Writes yolov5_schedules.jsonl beside itself. The loop stands in the middle of a
script that needs a model and data, so this is a transcription of it: of the
loop with the scheduler that it steps, and a second time as a closed form; the
two are compared. Group 0 is that of the biases unless bias_group says another.
"""

import math

from recording import arguments, write
from system_cases import base_rates, draw_cases


def hyperparameters(spec):
    """The values of a spec, with the defaults of hyp.scratch-low."""
    hyp = {"lrf": 0.01, "momentum": 0.937, "warmup_epochs": 3.0,
           "warmup_momentum": 0.8, "warmup_bias_lr": 0.1, **spec["schedule"]}
    hyp.setdefault("nb", spec.get("steps_per_epoch", 1))
    hyp.setdefault("epochs", math.ceil(spec["steps"] / hyp["nb"]))
    several = len(base_rates(spec["optimizer"])) > 1
    hyp.setdefault("bias_group", 0 if several else None)
    return hyp


def interp(x, end, low, high):
    """numpy.interp over two points, the first at 0."""
    return high if x >= end else (high - low) / end * x + low


class Scheduler:
    """LambdaLR with YOLOv5's lf, as train.py makes it."""

    def __init__(self, initial, hyp):
        self.initial, self.hyp = initial, hyp
        self.last_epoch = 0
        self.apply()

    def lf(self, epoch):
        hyp = self.hyp
        if hyp.get("cos_lr"):
            wave = max((1 - math.cos(epoch * math.pi / hyp["epochs"])) / 2, 0)
            return wave * (hyp["lrf"] - 1) + 1
        return (1 - epoch / hyp["epochs"]) * (1.0 - hyp["lrf"]) + hyp["lrf"]

    def apply(self):
        self.rates = [rate * self.lf(self.last_epoch) for rate in self.initial]

    def step(self):
        self.last_epoch += 1
        self.apply()


def rows_of(spec):
    """Rates, then momenta, of each group, batch by batch."""
    hyp = hyperparameters(spec)
    nb = hyp["nb"]
    nw = max(round(hyp["warmup_epochs"] * nb), 100)
    scheduler = Scheduler(base_rates(spec["optimizer"]), hyp)
    scheduler.last_epoch = 0 - 1
    momentum, rows = hyp["momentum"], []
    for ni in range(spec["steps"] + 1):
        epoch = ni // nb
        if ni > 0 and ni % nb == 0:
            scheduler.step()
        if ni <= nw:
            for j, rate in enumerate(scheduler.initial):
                start = hyp["warmup_bias_lr"] if j == hyp["bias_group"] else 0.0
                scheduler.rates[j] = interp(ni, nw, start,
                                            rate * scheduler.lf(epoch))
            momentum = interp(ni, nw, hyp["warmup_momentum"], hyp["momentum"])
        rows.append(scheduler.rates + [momentum] * len(scheduler.rates))
    compare(spec, rows)
    return rows


def compare(spec, rows):
    """The rates once more, without a loop: epoch e has f(e - 1) behind the
    epoch in which the warm-up ends."""
    hyp = hyperparameters(spec)
    end = max(round(hyp["warmup_epochs"] * hyp["nb"]), 100)
    share = Scheduler([], hyp).lf
    for ni, row in enumerate(rows):
        e = ni // hyp["nb"]
        if ni > end and e > end // hyp["nb"]:
            e -= 1
        for j, rate in enumerate(base_rates(spec["optimizer"])):
            goal = rate * share(e)
            if ni < end:
                low = hyp["warmup_bias_lr"] if j == hyp["bias_group"] else 0
                goal = low + (goal - low) * ni / end
            assert abs(goal - row[j]) <= 1e-14 * max(1, abs(goal)), (spec, ni)


TABLE = {"epochs": lambda r: r.randint(1, 30),
         "nb": lambda r: r.randint(1, 60),
         "lrf": lambda r: r.number(0, 1),
         "cos_lr": lambda r: r.random() < 0.5,
         "momentum": lambda r: r.number(0.8, 1),
         "warmup_epochs": lambda r: r.choice([0, 1, r.number(0, 6)]),
         "warmup_momentum": lambda r: r.number(0, 0.9),
         "warmup_bias_lr": lambda r: r.number(0, 0.2),
         "bias_group": lambda r: r.choice([0, 2, None])}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = list(draw_cases("yolov5.warmup", TABLE, rows_of, seed=SEED,
                            names=("lr", "momentum"), source="transcription"))
    write(__file__, "yolov5", "7.0, August 2026", CASES, PATH)
