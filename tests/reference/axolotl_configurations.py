#!/usr/bin/python3
"""Record what axolotl makes of its YAML.

Writes axolotl_configurations.jsonl beside itself: configurations, given to the
create_scheduler() of axolotl's trainers over transformers' Trainer, each from
its own file. The lines that lead there, which need a model and data, are
transcribed: normalize_config(), calculate_total_num_steps() without packing,
and the warm-up and the schedulers of core/builders/base.py.
"""

import math
import tempfile
from pathlib import Path

import torch
import yaml
from transformers import TrainingArguments

from configuration_cases import drawn_cases, stepped
from recording import arguments, write
from stubs import load, version


class PluginManager:
    """No plugin makes a scheduler."""

    @classmethod
    def get_instance(cls):
        return cls

    @staticmethod
    def create_lr_scheduler(**_):
        return None


SCHEDULERS = load("axolotl/utils/schedulers.py")
NAMES = ("JaggedLRRestartScheduler", "RexLR",
         "get_cosine_schedule_with_min_lr",
         "get_cosine_schedule_with_quadratic_warmup",
         "get_cosine_schedule_with_warmup_decay_constant")
MIXIN = load("axolotl/core/trainers/mixins/scheduler.py",
             PluginManager=PluginManager,
             **{name: getattr(SCHEDULERS, name) for name in NAMES})


def total_steps(cfg, examples):
    """calculate_total_num_steps() on one device."""
    batch = cfg["micro_batch_size"] * accumulation(cfg)
    total = math.ceil(examples * cfg.get("num_epochs", 1.0) / batch)
    return cfg.get("max_steps") or total


def accumulation(cfg):
    return (cfg.get("gradient_accumulation_steps")
            or cfg["batch_size"] // cfg["micro_batch_size"])


def warmup_steps(cfg, total):
    if cfg.get("warmup_steps") is not None:
        steps = cfg["warmup_steps"]
    elif cfg.get("warmup_ratio") is not None:
        steps = max(int(cfg["warmup_ratio"] * total), 0)
    else:
        steps = min(int(0.03 * total), 100)
    return 2 if steps == 1 else steps


def rows_of(text, examples):
    """The rate before each update."""
    cfg = yaml.safe_load(text)
    total = total_steps(cfg, examples)
    kind = cfg.get("lr_scheduler") or "cosine"
    other = kind if kind in ("one_cycle", "rex") else None
    with tempfile.TemporaryDirectory() as folder:
        args = TrainingArguments(
            output_dir=folder, use_cpu=True, report_to=[],
            learning_rate=cfg["learning_rate"], max_steps=total,
            lr_scheduler_type="cosine" if other else kind,
            lr_scheduler_kwargs=cfg.get("lr_scheduler_kwargs", {}),
            warmup_steps=warmup_steps(cfg, total))
    args.alternate_lr_scheduler_type = other
    args.jagged_restart_steps = None
    for name in ("lr_quadratic_warmup", "cosine_min_lr_ratio",
                 "cosine_constant_lr_ratio"):
        setattr(args, name, cfg.get(name))
    trainer = object.__new__(MIXIN.SchedulerMixin)
    trainer.args, trainer.lr_scheduler = args, None
    trainer.optimizer = torch.optim.SGD([torch.zeros(1)],
                                        lr=cfg["learning_rate"])
    return stepped(trainer.optimizer, trainer.create_scheduler(total), total)


KINDS = {
    "cosine": lambda r: {},
    "cosine with a floor": lambda r: {"cosine_min_lr_ratio":
                                      r.number(0.01, 0.5)},
    "cosine, then constant": lambda r: {
        "cosine_min_lr_ratio": r.number(0.01, 0.5),
        "cosine_constant_lr_ratio": r.number(0.5, 1)},
    "quadratic": lambda r: {"lr_quadratic_warmup": True},
    "linear": lambda r: {},
    "constant": lambda r: {},
    "constant_with_warmup": lambda r: {},
    "polynomial": lambda r: {"lr_scheduler_kwargs": {"power": 2.0}},
    "rex": lambda r: {"cosine_min_lr_ratio": r.choice([None, 0.1])},
    "one_cycle": lambda r: {"lr_scheduler_kwargs": r.choice(
        [{}, {"pct_start": 0.4}])},
}


def draw(rng, kind, number):
    words = kind.replace(",", "").split()
    name = "cosine" if len(words) > 1 or kind == "quadratic" else kind
    options = {"base_model": "model", "learning_rate": rng.magnitude(-5, -3),
               "lr_scheduler": name,
               "micro_batch_size": rng.randint(1, 4)}
    options["batch_size" if number == 5 else "gradient_accumulation_steps"] = (
        rng.randint(1, 4) * (options["micro_batch_size"] if number == 5
                             else 1))
    if number % 3 == 0:
        options["max_steps"] = rng.randint(60, 200)
    else:
        options["num_epochs"] = rng.choice([1, 2, 1.5])
    warmup = (None, ("warmup_steps", rng.randint(1, 20)),
              ("warmup_ratio", rng.number(0.01, 0.3)), ("warmup_steps", 0),
              ("warmup_steps", 1), ("warmup_ratio", 0.0))[number]
    if kind == "one_cycle" and number in (3, 5):
        warmup = ("warmup_steps", 5)
    if warmup:
        options[warmup[0]] = warmup[1]
    return options | KINDS[kind](rng)


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "axolotl", version("axolotl"),
          list(drawn_cases(KINDS, draw, rows_of, "axolotl", SEED)),
          FILE)
