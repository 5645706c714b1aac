#!/usr/bin/python3
"""Record what timm makes of the arguments of its training script.

Writes timm_configurations.jsonl beside itself: args.yaml, given to
scheduler_kwargs() and create_scheduler_v2(), stepped as train.py steps the
scheduler, by epochs or by updates.
"""

import importlib.util
import sys
import types
from importlib.metadata import version
from pathlib import Path

import torch
import yaml

FOLDER = types.ModuleType("timm")
FOLDER.__path__ = importlib.util.find_spec("timm").submodule_search_locations
sys.modules["timm"] = FOLDER

from timm.scheduler.scheduler_factory import create_scheduler_v2, \
    scheduler_kwargs

from configuration_cases import make_case, yaml_text
from recording import Draw, arguments, write


def rows_of(text, updates):
    """The rate before each update."""
    args = types.SimpleNamespace(**yaml.safe_load(text))
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=args.lr)
    scheduler, epochs = create_scheduler_v2(
        optimizer, updates_per_epoch=updates, **scheduler_kwargs(args))
    rows = [[optimizer.param_groups[0]["lr"]]]
    for epoch in range(epochs):
        for update in range(updates):
            scheduler.step_update(epoch * updates + update + 1)
            if update == updates - 1:
                scheduler.step(epoch + 1)
            rows.append([optimizer.param_groups[0]["lr"]])
    return rows


KINDS = {
    "cosine": lambda r: {"lr_cycle_mul": r.choice([1.0, 2.0]),
                         "lr_cycle_decay": r.number(0.3, 1),
                         "lr_cycle_limit": r.randint(1, 2),
                         "lr_k_decay": r.choice([1.0, 1.5]),
                         "cooldown_epochs": r.randint(0, 3)},
    "tanh": lambda r: {"cooldown_epochs": r.randint(0, 3)},
    "step": lambda r: {"decay_epochs": r.randint(2, 5),
                       "decay_rate": r.number(0.1, 0.9)},
    "multistep": lambda r: {"decay_milestones": [3, r.randint(5, 8)],
                            "decay_rate": r.number(0.1, 0.9)},
    "poly": lambda r: {"decay_rate": r.number(0.5, 2), "lr_cycle_decay": 0.5},
    "wsd": lambda r: {"decay_epochs": r.choice([0.2, 3])},
    "rsqrt": lambda r: {"decay_epochs": r.choice([0.25, 2]),
                        "lr_stable_timescale": r.randint(1, 4)},
    "constant": lambda r: {},
}


def cases(seed):
    for kind, more in KINDS.items():
        rng = Draw(f"{kind}{seed}")
        for number in range(5):
            updates = rng.randint(1, 7)
            options = {"sched": kind, "opt": "sgd", "epochs": 10,
                       "lr": rng.magnitude(-3, -1),
                       "min_lr": rng.magnitude(-6, -4),
                       "warmup_lr": rng.magnitude(-6, -4),
                       "warmup_epochs": rng.randint(0 if kind != "rsqrt"
                                                    else 1, 3),
                       "warmup_prefix": rng.choice([True, False]),
                       "sched_on_updates": number % 2 == 1,
                       "batch_size": 16} | more(rng)
            text = yaml_text(options)
            yield make_case(f"{kind}: {number}", text,
                            rows_of(text, updates), "timm",
                            {"steps_per_epoch": updates})


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "timm", version("timm"), list(cases(SEED)), FILE)
