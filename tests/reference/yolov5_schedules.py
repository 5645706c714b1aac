#!/usr/bin/python3
"""Write down what YOLOv5's training loop sets, batch by batch.

Writes yolov5_schedules.jsonl beside itself. The loop stands in the middle of a
script that needs a model and data, so this is a transcription of it, with
NumPy's interp as there. Group 0 is that of the biases.
"""

import math

import numpy

from recording import arguments, write
from system_cases import base_rates, draw_cases


def rows_of(spec):
    """Rates, then momenta, of each group."""
    hyp = {"lrf": 0.01, "momentum": 0.937, "warmup_epochs": 3.0,
           "warmup_momentum": 0.8, "warmup_bias_lr": 0.1, **spec["schedule"]}
    nb = hyp.get("nb", spec.get("steps_per_epoch", 1))
    epochs = hyp.get("epochs", math.ceil(spec["steps"] / nb))
    rise = max(round(hyp["warmup_epochs"] * nb), 100)
    initial = base_rates(spec["optimizer"])

    def fall(epoch):
        if hyp.get("cos_lr"):
            wave = max((1 - math.cos(epoch * math.pi / epochs)) / 2, 0)
            return wave * (hyp["lrf"] - 1) + 1
        return (1 - epoch / epochs) * (1 - hyp["lrf"]) + hyp["lrf"]

    rows, rates, momentum = [], list(initial), hyp["momentum"]
    for batch in range(spec["steps"] + 1):
        epoch = batch // nb
        if batch % nb == 0:
            rates = [rate * fall(epoch) for rate in initial]
        if batch <= rise:
            ends = [0, rise]
            rates = [float(numpy.interp(
                batch, ends, [hyp["warmup_bias_lr"] if group == 0 else 0.0,
                              rate * fall(epoch)]))
                for group, rate in enumerate(initial)]
            momentum = float(numpy.interp(
                batch, ends, [hyp["warmup_momentum"], hyp["momentum"]]))
        rows.append(rates + [momentum] * len(rates))
    return rows


TABLE = {"epochs": lambda r: r.randint(1, 30),
         "nb": lambda r: r.randint(1, 60),
         "lrf": lambda r: r.number(0, 1),
         "cos_lr": lambda r: r.random() < 0.5,
         "momentum": lambda r: r.number(0.8, 1),
         "warmup_epochs": lambda r: r.choice([0, 1, r.number(0, 6)]),
         "warmup_momentum": lambda r: r.number(0, 0.9),
         "warmup_bias_lr": lambda r: r.number(0, 0.2)}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = list(draw_cases("yolov5.warmup", TABLE, rows_of, seed=SEED,
                            names=("lr", "momentum"), source="transcription"))
    write(__file__, "yolov5", "7.0, August 2026", CASES, PATH)
