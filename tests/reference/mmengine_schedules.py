#!/usr/bin/python3
"""Record what mmengine's schedulers set, as its training loop steps them.

Writes mmengine_schedules.jsonl beside itself: each scheduler alone, and lists
of them, stepped by mmengine's ParamSchedulerHook after each iteration and
each epoch.
"""

import types
import warnings

import mmengine
import torch
from mmengine.hooks import ParamSchedulerHook
from mmengine.optim.scheduler import lr_scheduler

from recording import Draw, arguments, write
from system_cases import CASES as NUMBER
from system_cases import base_rates, draw_parameters, make_case, \
    draw_optimizer


def build(optimizer, p, epoch):
    """As Runner._build_param_scheduler does."""
    own = dict(p)
    kind = getattr(lr_scheduler, own.pop("type").split(".")[1])
    if own.pop("convert_to_iter_based", False):
        return kind.build_iter_from_epoch(optimizer, epoch_length=epoch, **own)
    return kind(optimizer, **own)


def rows_of(spec):
    optimizer = torch.optim.SGD(
        [{"params": [torch.zeros(1)], "lr": rate}
         for rate in base_rates(spec["optimizer"])],
        lr=spec["optimizer"]["lr"])
    epoch = spec.get("steps_per_epoch", 1)
    listed = spec["schedule"].get("schedulers", [spec["schedule"]])
    runner = types.SimpleNamespace(param_schedulers=[
        build(optimizer, p, epoch) for p in listed])
    hook = ParamSchedulerHook()
    rows = []
    for t in range(spec["steps"] + 1):
        if t > 0:
            hook.after_train_iter(runner, t - 1)
            if t % epoch == 0:
                hook.after_train_epoch(runner)
            if t % epoch == 0 and "metric" in spec:
                hook.after_val_epoch(runner, {"loss": spec["metric"][t - 1]})
        rows.append([group["lr"] for group in optimizer.param_groups])
    return rows


def window(rng, by_epoch):
    p = {"by_epoch": by_epoch}
    if by_epoch and rng.random() < 0.3:
        p["convert_to_iter_based"] = True
    if rng.random() < 0.6:
        p["begin"] = rng.randint(0, 20)
    if rng.random() < 0.8:
        p["end"] = p.get("begin", 0) + rng.randint(1, 60)
    return p


def periods(rng):
    lengths = [rng.randint(1, 30) for _ in range(rng.randint(1, 4))]
    weights = [rng.number(0, 1) for _ in lengths]
    least = rng.choice([{"eta_min": rng.magnitude(-6, -4)},
                        {"eta_min_ratio": rng.number(0, 0.1)}])
    return {"periods": lengths, "restart_weights": weights, **least}


TABLES = {
    "ConstantLR": {"factor": lambda r: r.number(0.01, 1)},
    "LinearLR": {"start_factor": lambda r: r.number(0.001, 1),
                 "end_factor": lambda r: r.number(0, 1)},
    "ExponentialLR": {"gamma!": lambda r: r.number(0.8, 1.1)},
    "StepLR": {"step_size!": lambda r: r.randint(1, 30),
               "gamma": lambda r: r.number(0.1, 1)},
    "MultiStepLR": {"milestones!": lambda r: [
        r.randint(0, 60) for _ in range(r.randint(1, 4))],
        "gamma": lambda r: r.number(0.1, 1)},
    "PolyLR": {"power": lambda r: r.choice([0.9, 1, 2, r.number(0, 4)]),
               "eta_min": lambda r: r.magnitude(-6, -4)},
    "CosineAnnealingLR": {"T_max": lambda r: r.randint(1, 60),
                          "eta_min": lambda r: r.magnitude(-6, -4)},
    "CosineRestartLR": {},
    "OneCycleLR": {"eta_max!": lambda r: r.magnitude(-3, 0),
                   "total_steps": lambda r: r.randint(70, 100),
                   "pct_start": lambda r: r.number(0.05, 0.45),
                   "anneal_strategy": lambda r: r.choice(["cos", "linear"]),
                   "div_factor": lambda r: r.number(1, 30),
                   "three_phase": lambda r: r.random() < 0.5},
}


def draw(rng, kind):
    p = {"type": f"mmengine.{kind}", **draw_parameters(rng, TABLES[kind]),
         **window(rng, rng.random() < 0.5)}
    if kind == "CosineRestartLR":
        p.update(periods(rng))
    if kind == "CosineAnnealingLR" and "eta_min" not in p:
        p["eta_min_ratio"] = rng.number(0, 0.1)
    return p


PLATEAU = {"factor": lambda r: r.number(0.1, 0.9),
           "patience": lambda r: r.randint(0, 4),
           "rule": lambda r: r.choice(["less", "greater"]),
           "threshold": lambda r: r.magnitude(-5, -1),
           "threshold_rule": lambda r: r.choice(["rel", "abs"]),
           "cooldown": lambda r: r.randint(0, 3),
           "min_value": lambda r: r.magnitude(-5, -2)}


def plateau_cases(seed):
    """A metric for each row, of which that of an epoch's end counts."""
    rng = Draw(f"mmengine.plateau{seed}")
    for number in range(NUMBER):
        spec = {"steps": 90, "steps_per_epoch": rng.choice([1, 1, 3]),
                "optimizer": draw_optimizer(rng),
                "schedule": {"type": "mmengine.ReduceOnPlateauLR",
                             **draw_parameters(rng, PLATEAU),
                             "begin": rng.randint(0, 9), "end": 80},
                "metric": [round(2 + rng.number(-0.2, 0.2), 4)
                           for _ in range(90)]}
        if rng.random() < 0.2:
            spec["metric"] = [value * 1e9 for value in spec["metric"]]
        yield make_case(f"mmengine.ReduceOnPlateauLR: {number}", spec,
                        rows_of(spec), source="mmengine")


def draw_list(rng):
    """A rise by iterations, and what follows, by epochs or iterations."""
    rise = {"type": "mmengine.LinearLR", "start_factor": rng.number(0.001, 1),
            "by_epoch": False, "end": rng.randint(2, 20)}
    rest = [draw(rng, rng.choice(["MultiStepLR", "CosineAnnealingLR",
                                  "PolyLR", "StepLR", "ConstantLR"]))
            for _ in range(rng.randint(1, 2))]
    return {"type": "chained", "schedulers": [rise, *rest]}


def cases(name, make, seed):
    rng = Draw(f"{name}{seed}")
    made = 0
    while made < NUMBER:
        spec = {"steps": rng.choice([20, 39, rng.randint(40, 300)]),
                "steps_per_epoch": rng.choice([1, 1, rng.randint(2, 12)]),
                "optimizer": draw_optimizer(rng), "schedule": make(rng)}
        try:
            rows = rows_of(spec)
        except (ArithmeticError, AssertionError, ValueError):
            continue
        if any(isinstance(value, complex) for row in rows for value in row):
            continue
        case = make_case(f"{name}: {made}", spec, rows, source="mmengine")
        case["atol"] *= 10 if "osine" in str(spec) else 1
        yield case
        made += 1


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    SEED, PATH = arguments(__file__)
    CASES = [case for kind in TABLES
             for case in cases(f"mmengine.{kind}",
                               lambda rng, kind=kind: draw(rng, kind), SEED)]
    CASES += plateau_cases(SEED)
    CASES += cases("several", draw_list, SEED)
    # The hook steps what counts epochs last, wherever the list has it.
    MIXED = {"steps": 39, "optimizer": {"type": "sgd", "lr": 0.3916},
             "schedule": {"type": "chained", "schedulers": [
                 {"type": "mmengine.CosineAnnealingLR", "T_max": 46,
                  "by_epoch": True, "begin": 1, "end": 52,
                  "eta_min_ratio": 0.05},
                 {"type": "mmengine.PolyLR", "power": 2, "by_epoch": False,
                  "end": 57}]}}
    CASES.append(make_case("epochs after iterations", MIXED, rows_of(MIXED),
                           source="mmengine"))
    write(__file__, "mmengine", mmengine.__version__, CASES, PATH)
