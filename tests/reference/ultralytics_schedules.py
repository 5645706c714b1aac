#!/usr/bin/python3
"""Write down what ultralytics' training loop sets, batch by batch.

Writes ultralytics_schedules.jsonl beside itself. The loop needs a model and
data, so this is a transcription of BaseTrainer._do_train with the LambdaLR
that it steps, as releases 8.3.200, 8.4.150 and 8.4.190 have it.
"""

import math

from recording import arguments, write
from system_cases import base_rates, draw_cases
from yolov5_schedules import interp


def settings(spec):
    """The values of a spec, with the defaults of default.yaml."""
    args = {"lrf": 0.01, "momentum": 0.937, "warmup_epochs": 3.0,
            "warmup_momentum": 0.8, "warmup_bias_lr": 0.1,
            "version": "v8.4.190", **spec["schedule"]}
    args.setdefault("nb", spec.get("steps_per_epoch", 1))
    args.setdefault("epochs", math.ceil(spec["steps"] / args["nb"]))
    several = len(base_rates(spec["optimizer"])) > 1
    args.setdefault("bias_group", 0 if several else None)
    return args


def warmup_iterations(args):
    if args["version"] == "v8.3":
        return (max(round(args["warmup_epochs"] * args["nb"]), 100)
                if args["warmup_epochs"] > 0 else -1)
    epochs = min(args["warmup_epochs"], max(args["epochs"] - 1, 0))
    return round(epochs * args["nb"]) if epochs > 0 else 0


def warms(version, ni, nw):
    if version == "v8.4.150":
        return ni < nw
    return ni <= nw and (nw or version == "v8.3")


def rows_of(spec):
    """Rates, then momenta, of each group, batch by batch."""
    args = settings(spec)
    epochs, lrf, nb = args["epochs"], args["lrf"], args["nb"]

    def lf(x):
        if args.get("cos_lr"):
            wave = max((1 - math.cos(x * math.pi / epochs)) / 2, 0)
            return wave * (lrf - 1) + 1
        return max(1 - x / epochs, 0) * (1.0 - lrf) + lrf

    nw = warmup_iterations(args)
    initial = base_rates(spec["optimizer"])
    rates, momentum, rows = [], args["momentum"], []
    for ni in range(spec["steps"] + 1):
        epoch = ni // nb
        if ni % nb == 0:
            rates = [rate * lf(epoch) for rate in initial]
        if warms(args["version"], ni, nw):
            rates = [interp(ni, nw, args["warmup_bias_lr"]
                            if j == args["bias_group"] else 0.0,
                            rate * lf(epoch))
                     for j, rate in enumerate(initial)]
            momentum = interp(ni, nw, args["warmup_momentum"],
                              args["momentum"])
        rows.append(rates + [momentum] * len(rates))
    return rows


TABLE = {"epochs": lambda r: r.randint(1, 30),
         "nb": lambda r: r.randint(1, 60),
         "lrf": lambda r: r.number(0, 1),
         "cos_lr": lambda r: r.random() < 0.5,
         "momentum": lambda r: r.number(0.8, 1),
         "warmup_epochs": lambda r: r.choice([0, 1, 3, r.number(0, 6)]),
         "warmup_momentum": lambda r: r.number(0, 0.9),
         "warmup_bias_lr": lambda r: r.number(0, 0.2),
         "bias_group": lambda r: r.choice([0, 2, None]),
         "version!": lambda r: r.choice(["v8.4.190", "v8.4.150", "v8.3"])}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for more in ("", " again", " and again")
             for case in draw_cases("ultralytics.warmup", TABLE, rows_of,
                                    seed=SEED + more,
                                    names=("lr", "momentum"),
                                    source="transcription")]
    for NUMBER, CASE in enumerate(CASES):
        CASE["name"] = f"ultralytics.warmup: {NUMBER}"
    write(__file__, "ultralytics", "8.4.190, November 2026", CASES, PATH)
