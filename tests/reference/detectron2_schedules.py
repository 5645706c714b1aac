#!/usr/bin/python3
"""Record detectron2's schedules from fvcore's schedulers.

Writes detectron2_schedules.jsonl beside itself. What detectron2 adds, its
build_lr_scheduler, WarmupParamScheduler and LRMultiplier, is transcribed: it
has no package. So is the WarmupPolyLR of its projects. Row max_iter, where a scheduler of fvcore may refuse to be
asked, is the row before.
"""

import math
from importlib.metadata import version

from fvcore.common import param_scheduler as fvcore

from recording import arguments, write
from system_cases import base_rates, draw_cases


def below(p, spec, total):
    """The schedule that the rise leads to."""
    gamma = p.get("gamma", 0.1)
    if p["type"].endswith("MultiStepLR"):
        steps = [x for x in p.get("steps", [30000]) if x <= total]
        return fvcore.MultiStepParamScheduler(
            [gamma ** k for k in range(len(steps) + 1)], total, steps)
    if p["type"].endswith("CosineLR"):
        end = p.get("base_lr_end", 0.0) / spec["optimizer"]["lr"]
        assert 0 <= end <= 1
        return fvcore.CosineParamScheduler(1, end)
    return fvcore.StepWithFixedGammaParamScheduler(
        1.0, p.get("num_decays", 3), gamma, total)


def multiplier(p, spec, total):
    """WarmupParamScheduler."""
    inner = below(p, spec, total)
    rise = min(p.get("warmup_iters", 1000) / total, 1.0)
    rescale = p.get("rescale_interval", False)
    start = p.get("warmup_factor", 0.001) * inner(0.0)
    if p.get("warmup_method", "linear") == "constant":
        warmup = fvcore.ConstantParamScheduler(start)
    else:
        warmup = fvcore.LinearParamScheduler(
            start, inner(0.0) if rescale else inner(rise))
    return fvcore.CompositeParamScheduler(
        [warmup, inner], [rise, 1 - rise],
        ["rescaled", "rescaled" if rescale else "fixed"])


def poly_rows(spec):
    """WarmupPolyLR of projects/DeepLab, whose row max_iters is its last."""
    p = spec["schedule"]
    total = p.get("max_iters", spec["steps"])
    rise = p.get("warmup_iters", 1000)
    start = p.get("warmup_factor", 0.001)
    least = p.get("constant_ending", 0.0)

    def factor(t):
        warmup = 1.0
        if t < rise and p.get("warmup_method") == "constant":
            warmup = start
        elif t < rise:
            warmup = start * (1 - t / rise) + t / rise
        share = math.pow(1.0 - min(t, total) / total, p.get("power", 0.9))
        if least > 0 and warmup == 1.0 and share < least:
            return least
        return warmup * share
    return [[rate * factor(t) for rate in base_rates(spec["optimizer"])]
            for t in range(spec["steps"] + 1)]


def rows_of(spec):
    p = spec["schedule"]
    if p["type"].endswith("PolyLR"):
        return poly_rows(spec)
    total = p.get("max_iter", spec["steps"])
    factor = multiplier(p, spec, total)
    rows = []
    for t in range(spec["steps"] + 1):
        try:
            rows.append([rate * factor(min(t, total) / total)
                         for rate in base_rates(spec["optimizer"])])
        except (IndexError, RuntimeError):
            if t < total:
                raise
            rows.append(rows[-1])
    return rows


def allowed(spec):
    """Whether detectron2 takes it, and its groups agree about an end."""
    try:
        rows_of(spec)
    except (ArithmeticError, AssertionError, IndexError, ValueError):
        return False
    return True


WARMUP = {"max_iter": lambda r: r.randint(15, 400),
          "warmup_factor": lambda r: r.number(0, 1),
          "warmup_iters!": lambda r: r.choice([0, 1, r.randint(2, 100)]),
          "warmup_method": lambda r: r.choice(["linear", "constant"]),
          "rescale_interval": lambda r: r.random() < 0.5}
GAMMA = {"gamma": lambda r: r.number(0.1, 1.1)}
TABLES = {
    "WarmupMultiStepLR": {**WARMUP, **GAMMA, "steps": lambda r: sorted(
        r.sample(range(1, 300), r.randint(1, 4)))},
    "WarmupCosineLR": {**WARMUP, "base_lr_end": lambda r:
                       r.magnitude(-6, -4)},
    "WarmupPolyLR": {
        "max_iters": WARMUP["max_iter"], "warmup_factor":
        WARMUP["warmup_factor"], "warmup_iters!": WARMUP["warmup_iters!"],
        "warmup_method": WARMUP["warmup_method"],
        "power": lambda r: r.number(0, 2),
        "constant_ending": lambda r: r.choice([0, r.number(0, 0.5)])},
    "WarmupStepWithFixedGammaLR": {**WARMUP, **GAMMA, "num_decays": lambda r:
                                   r.randint(1, 6)},
}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for kind, table in TABLES.items()
             for case in draw_cases(f"detectron2.{kind}", table, rows_of,
                                    allowed, SEED, source="fvcore")]
    write(__file__, "fvcore", version("fvcore"), CASES, PATH)
