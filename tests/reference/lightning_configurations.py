#!/usr/bin/python3
"""Record what the Lightning CLI makes of its YAML.

Writes lightning_configurations.jsonl beside itself: configurations, whose
optimizer and lr_scheduler its own instantiate_class() makes, stepped with each
update, as `interval: step` has it.
"""

from pathlib import Path

import torch
import yaml

from configuration_cases import make_case, stepped, yaml_text
from recording import Draw, arguments, write
from stubs import load, version

CLI = load("lightning/pytorch/cli.py", "jsonargparse", "lightning_utilities",
           "torchmetrics", "docstring_parser")


def rows_of(text):
    cfg = yaml.safe_load(text)
    parameters = (torch.zeros(1, requires_grad=True),)
    optimizer = CLI.instantiate_class((parameters,), cfg["optimizer"])
    scheduler = CLI.instantiate_class(optimizer, cfg["lr_scheduler"])
    return stepped(optimizer, scheduler, cfg["trainer"]["max_steps"])


TORCH = "torch.optim.lr_scheduler."
KINDS = {
    "StepLR": lambda r: {"step_size": r.randint(3, 20), "gamma": 0.5},
    "MultiStepLR": lambda r: {"milestones": [10, r.randint(20, 40)]},
    "CosineAnnealingLR": lambda r: {"T_max": r.randint(20, 80),
                                    "eta_min": r.magnitude(-7, -5)},
    "CosineAnnealingWarmRestarts": lambda r: {"T_0": r.randint(5, 20),
                                              "T_mult": 2},
    "OneCycleLR": lambda r: {"max_lr": 0.01, "total_steps": 120},
    "PolynomialLR": lambda r: {"total_iters": r.randint(10, 60),
                               "power": 2.0},
    "ExponentialLR": lambda r: {"gamma": r.number(0.9, 1)},
}


def cases(seed):
    for kind, more in KINDS.items():
        rng = Draw(f"{kind}{seed}")
        for number in range(4):
            optimizer = rng.choice(["AdamW", "SGD", "Adam"])
            text = yaml_text({
                "trainer": {"max_steps": rng.randint(60, 119)},
                "model": {"class_path": "my.Model"},
                "optimizer": {"class_path": "torch.optim." + optimizer,
                              "init_args": {"lr": rng.magnitude(-4, -2)}},
                "lr_scheduler": {"class_path": TORCH + kind,
                                 "init_args": more(rng)}})
            yield make_case(f"{kind}: {number}", text, rows_of(text),
                            "lightning")


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "lightning", version("lightning"),
          list(cases(SEED)), FILE)
