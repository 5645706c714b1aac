#!/usr/bin/python3
"""Record what training codes' schedules do with a metric.

Writes trainers_plateaus.jsonl beside itself; the schedulers are loaded as
trainers_schedules.py does it.
"""

import types

import torch

from recording import Draw, arguments, write
from stubs import load, version
from system_cases import CASES, draw_parameters, make_case


def own(p):
    """The parameters of a schedule, without its type."""
    return {key: value for key, value in p.items() if key != "type"}


def plateau_cases(kind, table, rows_of, seed, package):
    """A metric for each row; in ESPnet that of an epoch's end counts."""
    rng = Draw(f"{kind}{seed}")
    for number in range(CASES):
        steps = rng.choice([39, 90])
        epoch = rng.choice([1, 1, 3])
        spec = {"steps": steps, "steps_per_epoch": epoch,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": kind, **draw_parameters(rng, table)},
                "metric": [round(2 + rng.number(-0.2, 0.2), 4)
                           for _ in range(steps)]}
        if kind.startswith("speechbrain"):
            del spec["steps_per_epoch"]
        yield make_case(f"{kind}: {number}", spec, rows_of(spec),
                        source=f"{package} {version(package)}")


def speechbrain_plateau(spec):
    scheduler = SPEECHBRAIN.ReduceLROnPlateau(**own(spec["schedule"]))
    rates = [spec["optimizer"]["lr"]]
    optimizer = types.SimpleNamespace(param_groups=[{}])
    for epoch in range(1, spec["steps"] + 1):
        optimizer.param_groups[0]["lr"] = rates[-1]
        rates.append(scheduler([optimizer], epoch,
                               spec["metric"][epoch - 1])[1])
    return [[rate] for rate in rates]


def espnet_plateau(spec):
    module = load("espnet2/schedulers/warmup_reducelronplateau.py",
                  "typeguard")
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=spec["optimizer"]["lr"])
    scheduler = module.WarmupReduceLROnPlateau(optimizer,
                                               **own(spec["schedule"]))
    rows = [[spec["optimizer"]["lr"]]]
    for update in range(1, spec["steps"] + 1):
        scheduler.step()
        if update % spec["steps_per_epoch"] == 0:
            scheduler.step(spec["metric"][update - 1])
        rows.append([optimizer.param_groups[0]["lr"]])
    return rows


PLATEAU = {"factor": lambda r: r.number(0.1, 0.9),
           "patience": lambda r: r.randint(0, 4)}
TORCH_PLATEAU = {**PLATEAU, "threshold": lambda r: r.magnitude(-5, -1),
                 "cooldown": lambda r: r.randint(0, 3)}


def all_plateaus(seed):
    yield from plateau_cases(
        "speechbrain.ReduceLROnPlateau",
        {**PLATEAU, "lr_min": lambda r: r.magnitude(-5, -2),
         "dont_halve_until_epoch!": lambda r: r.randint(0, 20)},
        speechbrain_plateau, seed, "speechbrain")
    yield from plateau_cases(
        "espnet.WarmupReduceLROnPlateau",
        {**TORCH_PLATEAU, "warmup_steps!": lambda r: r.randint(1, 30),
         "min_lr": lambda r: r.magnitude(-5, -2),
         "mode": lambda r: r.choice(["min", "max"]),
         "threshold_mode": lambda r: r.choice(["rel", "abs"])},
        espnet_plateau, seed, "espnet")


if __name__ == "__main__":
    SPEECHBRAIN = load("speechbrain/nnet/schedulers.py")
    SEED, PATH = arguments(__file__)
    write(__file__, "training codes", "", [*all_plateaus(SEED)], PATH)
