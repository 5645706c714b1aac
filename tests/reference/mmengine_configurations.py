#!/usr/bin/python3
"""Record what mmengine's Runner makes of optim_wrapper and param_scheduler.

Writes mmengine_configurations.jsonl beside itself: each part is built from
mmengine's registries, and stepped by its hook.
"""

import types
from pathlib import Path

import mmengine
import torch
import yaml
from mmengine.hooks import ParamSchedulerHook
from mmengine.registry import OPTIMIZERS, PARAM_SCHEDULERS

from configuration_cases import make_case, yaml_value
from recording import Draw, arguments, write


def build(part, optimizer, epoch):
    """As Runner.build_param_scheduler() does."""
    own = dict(part)
    kind = PARAM_SCHEDULERS.get(own.pop("type"))
    if own.pop("convert_to_iter_based", False):
        return kind.build_iter_from_epoch(optimizer, epoch_length=epoch, **own)
    return kind(optimizer, **own)


def rows_of(text, epoch):
    own = yaml.safe_load(text)
    optimizer = OPTIMIZERS.build({**own["optim_wrapper"]["optimizer"],
                                  "params": [torch.zeros(1)]})
    runner = types.SimpleNamespace(param_schedulers=[
        build(part, optimizer, epoch) for part in own["param_scheduler"]])
    hook = ParamSchedulerHook()
    rows = [[optimizer.param_groups[0]["lr"]]]
    for t in range(own["train_cfg"]["max_epochs"] * epoch):
        hook.after_train_iter(runner, t)
        if (t + 1) % epoch == 0:
            hook.after_train_epoch(runner)
        rows.append([optimizer.param_groups[0]["lr"]])
    return rows


def falls(rng, epochs):
    return rng.choice([
        {"type": "MultiStepLR", "begin": 0, "end": epochs, "by_epoch": True,
         "milestones": [epochs // 2, epochs - 1],
         "gamma": rng.number(0.1, 0.5)},
        {"type": "CosineAnnealingLR", "begin": 1, "end": epochs,
         "T_max": epochs - 1, "by_epoch": True, "eta_min": 1e-5,
         "convert_to_iter_based": rng.choice([True, False])},
        {"type": "PolyLR", "begin": 0, "end": epochs, "by_epoch": True,
         "power": rng.number(0.5, 2), "eta_min": 1e-6},
    ])


def cases(seed):
    rng = Draw(f"mmengine{seed}")
    for number in range(16):
        epoch, epochs = rng.randint(3, 20), rng.randint(3, 8)
        own = {
            "optim_wrapper": {"type": "OptimWrapper", "optimizer": {
                "type": "SGD", "lr": rng.magnitude(-3, -1), "momentum": 0.9}},
            "param_scheduler": [
                {"type": "LinearLR", "start_factor": rng.magnitude(-3, -1),
                 "by_epoch": False, "begin": 0, "end": rng.randint(3, 20)},
                falls(rng, epochs)],
            "train_cfg": {"type": "EpochBasedTrainLoop",
                          "max_epochs": epochs}}
        text = "".join(f"{key}: {yaml_value(value)}\n"
                       for key, value in own.items())
        yield make_case(f"mmengine: {number}", text, rows_of(text, epoch),
                        "mmengine", {"steps_per_epoch": epoch})


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "mmengine", mmengine.__version__,
          list(cases(SEED)), FILE)
