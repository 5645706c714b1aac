#!/usr/bin/python3
"""Record what timm makes of constructions as scripts write them.

Writes timm_code.jsonl beside itself: the text of each construction is the
schedule of a spec as it stands here, and Python runs it too.
"""

import importlib.util
import sys
import types
from importlib.metadata import version

import torch

# The schedulers alone: all of timm needs torchvision.
timm = types.ModuleType("timm")
timm.__path__ = importlib.util.find_spec("timm").submodule_search_locations
sys.modules["timm"] = timm

import timm.scheduler
from timm.scheduler import (
    CosineLRScheduler, MultiStepLRScheduler, PolyLRScheduler, StepLRScheduler,
    TanhLRScheduler, create_scheduler_v2)

from code_cases import STEPS, rate_case
from recording import write

SCHEDULES = [
    "CosineLRScheduler(optimizer, t_initial=20)",
    "CosineLRScheduler(optimizer, t_initial=24, lr_min=1e-5, warmup_t=4, "
    "warmup_lr_init=1e-4)",
    "timm.scheduler.CosineLRScheduler(\n    optimizer,\n    t_initial=20,\n"
    "    lr_min=1e-4,\n    warmup_t=3,\n    warmup_lr_init=1e-3,\n"
    "    warmup_prefix=True,\n)",
    "CosineLRScheduler(optimizer, t_initial=8, cycle_mul=1.0, "
    "cycle_decay=0.5, cycle_limit=3)",
    "StepLRScheduler(optimizer, decay_t=6, decay_rate=0.5)",
    "StepLRScheduler(optimizer, 5, 0.1, warmup_t=3, warmup_lr_init=1e-6)",
    "MultiStepLRScheduler(optimizer, decay_t=[6, 14], decay_rate=0.1)",
    "PolyLRScheduler(optimizer, t_initial=20, power=0.9)",
    "TanhLRScheduler(optimizer, t_initial=20, lr_min=1e-4)",
    "create_scheduler_v2(optimizer)",
    "create_scheduler_v2(optimizer, sched='cosine', num_epochs=20)",
    "create_scheduler_v2(optimizer, 'cosine', 20, warmup_epochs=5, "
    "min_lr=1e-5, warmup_lr=1e-6)",
    "create_scheduler_v2(optimizer, sched='step', num_epochs=24, "
    "decay_epochs=6, decay_rate=0.3)",
    "create_scheduler_v2(optimizer, sched='multistep', "
    "decay_milestones=[8, 16], decay_rate=0.1, warmup_epochs=2)",
    "create_scheduler_v2(optimizer, sched='poly', num_epochs=20)",
    "create_scheduler_v2(optimizer, sched='tanh', num_epochs=22, "
    "cooldown_epochs=2, warmup_epochs=3, warmup_prefix=True)",
    "epochs = 12 * 2\nwarmup = epochs // 8\n"
    "scheduler, num_epochs = create_scheduler_v2(\n    optimizer,\n"
    "    sched='cosine',\n    num_epochs=epochs,\n"
    "    warmup_epochs=warmup,\n)",
]


def rates(code):
    """Rows of a schedule from a rate of 0.1, as timm's train.py steps it."""
    tensor = torch.zeros(1, requires_grad=True)
    scope = {**globals(), "optimizer": torch.optim.SGD([tensor], lr=0.1)}
    lines = code.split("\nscheduler, num_epochs = ")
    exec("\n".join(lines[:-1]), scope)
    made = eval(lines[-1], scope)
    scheduler = made[0] if isinstance(made, tuple) else made
    yield scope["optimizer"].param_groups[0]["lr"]
    for epoch in range(STEPS):
        scheduler.step(epoch + 1)
        yield scope["optimizer"].param_groups[0]["lr"]


if __name__ == "__main__":
    write(__file__, "timm", version("timm"), [
        rate_case(number, code, {"optimizer": "sgd(0.1)", "schedule": code},
                  rates(code))
        for number, code in enumerate(SCHEDULES)])
