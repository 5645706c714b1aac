#!/usr/bin/python3
"""Record what Megatron-LM's learning rates are, from its own code.

Writes megatron_schedules.jsonl beside itself. `megatron` must be on the path:
of its sources, megatron/core/optimizer_param_scheduler.py and a logger do.
The lengths follow from the options as megatron/training has them.
"""

from importlib.metadata import version

from megatron.core.optimizer_param_scheduler import OptimizerParamScheduler

from recording import arguments, write
from system_cases import (base_rates, draw_cases, make_case,
                          scheduler_rows)


def lengths(own, steps):
    """Steps of the decay, and of the rise."""
    total = own.get("lr_decay_iters", steps)
    if own.get("lr_warmup_fraction") is not None:
        return total, own["lr_warmup_fraction"] * total
    return total, own.get("lr_warmup_iters", 0)


def rows_of(spec):
    """Rows of a spec; each group has a max_lr of its own."""
    own = dict(spec["schedule"])
    style = own.pop("type").split(".")[1].replace("_", "-")
    total, rise = lengths(own, spec["steps"])

    def make(optimizer):
        for group in optimizer.param_groups:
            group["max_lr"] = group["lr"]
        return OptimizerParamScheduler(
            optimizer, own.get("lr_warmup_init", 0.0),
            spec["optimizer"]["lr"], own.get("min_lr", 0.0), rise, total,
            style, 0.0, 0.0, total, "constant",
            wsd_decay_steps=own.get("lr_wsd_decay_iters"),
            lr_wsd_decay_style=own.get("lr_wsd_decay_style", "exponential"))
    return scheduler_rows(make, lambda scheduler, row: scheduler.step(1), spec)


def allowed(spec):
    """What Megatron asserts; and one of the two ways to say the rise."""
    own = spec["schedule"]
    total, rise = lengths(own, spec["steps"])
    least = min(base_rates(spec["optimizer"]) + [spec["optimizer"]["lr"]])
    return (rise < total and own.get("min_lr", 0) <= least
            and own.get("lr_warmup_init", 0) <= least
            and not ("lr_warmup_fraction" in own and "lr_warmup_iters" in own))


TABLE = {"lr_decay_iters": lambda r: r.randint(1, 200),
         "lr_warmup_fraction": lambda r: r.number(0, 0.9),
         "lr_warmup_iters": lambda r: r.choice([0, 1, r.randint(2, 30)]),
         "lr_warmup_init": lambda r: r.magnitude(-6, -4),
         "min_lr": lambda r: r.magnitude(-6, -4)}
WSD = {"lr_wsd_decay_style": lambda r: r.choice(
    ["exponential", "linear", "cosine", "minus_sqrt"]),
    "lr_wsd_decay_iters!": lambda r: r.randint(1, 40)}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for kind in ("constant", "linear", "cosine",
                               "inverse_square_root", "WSD")
             for case in draw_cases(
                 f"megatron.{kind}", {**TABLE, **WSD} if kind == "WSD"
                 else TABLE, rows_of, allowed, SEED, source="megatron")]
    EDGE = {"steps": 57, "optimizer": {"type": "sgd", "lr": 0.1},
            "schedule": {"type": "megatron.WSD", "lr_decay_iters": 50,
                         "lr_warmup_iters": 5, "min_lr": 1e-4,
                         "lr_wsd_decay_iters": 0}}
    CASES.append(make_case("megatron.WSD: no fall", EDGE, rows_of(EDGE),
                           source="megatron"))
    write(__file__, "megatron-core", version("megatron-core"), CASES, PATH)
