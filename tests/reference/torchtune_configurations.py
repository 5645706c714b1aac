#!/usr/bin/python3
"""Record what torchtune's recipes make of their YAML.

Writes torchtune_configurations.jsonl beside itself: configurations, whose
lr_scheduler and optimizer are made as their _component_ says, by torchtune's
own function and torch's classes. How many updates there are is transcribed
from recipes/full_finetune_single_device.py.
"""

from importlib import import_module
from pathlib import Path

import torch
import yaml

from configuration_cases import drawn_cases, stepped
from recording import arguments, write
from stubs import load, version

MODULE = load("torchtune/training/lr_schedulers.py")


def component(options):
    """The class or function of a _component_."""
    path, _, name = options["_component_"].rpartition(".")
    module = MODULE if path.startswith("torchtune") else import_module(path)
    return getattr(module, name), {key: value for key, value in options.items()
                                   if key != "_component_"}


def total_steps(cfg, examples):
    """The steps of all epochs; batches that fill no update are left out."""
    batches = examples // cfg["batch_size"]
    steps = batches // cfg["gradient_accumulation_steps"]
    most = cfg.get("max_steps_per_epoch")
    return cfg["epochs"] * (min(steps, most) if most else steps)


def rows_of(text, examples):
    cfg = yaml.safe_load(text)
    total = total_steps(cfg, examples)
    made, options = component(cfg["optimizer"])
    optimizer = made([torch.zeros(1, requires_grad=True)], **options)
    made, options = component(cfg["lr_scheduler"])
    if made.__module__ == MODULE.__name__:
        options["num_training_steps"] = total
    return stepped(optimizer, made(optimizer, **options), total)


TORCH = "torch.optim.lr_scheduler."
KINDS = {
    "cosine": lambda r: {
        "_component_": "torchtune.training.lr_schedulers."
                       "get_cosine_schedule_with_warmup",
        "num_warmup_steps": r.randint(0, 20),
        "num_cycles": r.choice([0.5, 1.0])},
    "older path": lambda r: {
        "_component_": "torchtune.modules.get_cosine_schedule_with_warmup",
        "num_warmup_steps": r.randint(0, 20)},
    "step": lambda r: {"_component_": TORCH + "StepLR",
                       "step_size": r.randint(3, 20), "gamma": 0.5},
    "exponential": lambda r: {"_component_": TORCH + "ExponentialLR",
                              "gamma": r.number(0.9, 1)},
    "linear": lambda r: {"_component_": TORCH + "LinearLR",
                         "start_factor": 0.1,
                         "total_iters": r.randint(3, 20)},
}


def draw(rng, kind, number):
    options = {"optimizer": {"_component_": "torch.optim.AdamW",
                             "lr": rng.magnitude(-5, -3),
                             "weight_decay": 0.01},
               "lr_scheduler": KINDS[kind](rng),
               "epochs": rng.randint(1, 3), "batch_size": rng.randint(1, 4),
               "gradient_accumulation_steps": rng.randint(1, 3)}
    if number % 2 == 0:
        options["max_steps_per_epoch"] = rng.randint(10, 90)
    return options


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "torchtune", version("torchtune"),
          list(drawn_cases(KINDS, draw, rows_of, "torchtune", SEED)),
          FILE)
