#!/usr/bin/python3
"""Record what detectron2 makes of the section SOLVER.

Writes detectron2_configurations.jsonl beside itself. detectron2 itself has no
build for this torch: its build_lr_scheduler() is transcribed over the
schedulers of fvcore, which compute all rates.
"""

from importlib.metadata import version
from pathlib import Path

import yaml
from fvcore.common.param_scheduler import CompositeParamScheduler, \
    ConstantParamScheduler, CosineParamScheduler, LinearParamScheduler, \
    MultiStepParamScheduler

from configuration_cases import make_case, yaml_value
from recording import Draw, arguments, write


def rows_of(text):
    own = yaml.safe_load(text)["SOLVER"]
    last, base = own["MAX_ITER"], own["BASE_LR"]
    steps = own.get("STEPS", "(30000,)")
    steps = [int(step) for step in steps.strip("()").split(",") if step]
    steps = [step for step in steps if step <= last]
    if own["LR_SCHEDULER_NAME"] == "WarmupCosineLR":
        fall = CosineParamScheduler(1, own.get("BASE_LR_END", 0) / base)
    else:
        fall = MultiStepParamScheduler(
            [own.get("GAMMA", 0.1) ** k for k in range(len(steps) + 1)],
            milestones=steps, num_updates=last)
    length = min(own.get("WARMUP_ITERS", 1000) / last, 1.0)
    start = own.get("WARMUP_FACTOR", 0.001) * fall(0.0)
    rise = (ConstantParamScheduler(start)
            if own.get("WARMUP_METHOD") == "constant"
            else LinearParamScheduler(start, fall(length)))
    whole = CompositeParamScheduler([rise, fall], [length, 1 - length],
                                    ["rescaled", "fixed"])
    return [[base * whole(t / last)] for t in range(last)]


def cases(seed):
    for kind in ("WarmupMultiStepLR", "WarmupCosineLR"):
        rng = Draw(f"{kind}{seed}")
        for number in range(8):
            last = rng.randint(60, 400)
            own = {"BASE_LR": rng.magnitude(-3, -1), "MAX_ITER": last,
                   "LR_SCHEDULER_NAME": kind,
                   "WARMUP_ITERS": rng.randint(1, 40),
                   "WARMUP_METHOD": rng.choice(["linear", "constant"]),
                   "WARMUP_FACTOR": rng.magnitude(-3, -1)}
            if kind == "WarmupCosineLR":
                own["BASE_LR_END"] = rng.choice([0.0, rng.magnitude(-6, -4)])
            else:
                own |= {"GAMMA": rng.number(0.1, 0.5),
                        "STEPS": f"({last // 2}, {last - 10})"}
            text = "SOLVER:\n" + "".join(
                f"  {key}: {yaml_value(value)}\n"
                for key, value in own.items())
            yield make_case(f"{kind}: {number}", text, rows_of(text),
                            "detectron2")


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "fvcore", version("fvcore"), list(cases(SEED)),
          FILE)
