#!/usr/bin/python3
"""Record what timm's schedules give, from its own code, without its noise.

Writes timm_schedules.jsonl beside itself. The schedules are asked as timm's
training script asks them: for row 1 first. Only timm/scheduler is imported:
all of timm asks for torchvision, of which there is none for this build of
torch.
"""

import importlib.util
import sys
import types
from importlib.metadata import version

import torch

FOLDER = types.ModuleType("timm")
FOLDER.__path__ = importlib.util.find_spec("timm").submodule_search_locations
sys.modules["timm"] = FOLDER

from timm.scheduler.cosine_lr import CosineLRScheduler
from timm.scheduler.multistep_lr import MultiStepLRScheduler
from timm.scheduler.plateau_lr import PlateauLRScheduler
from timm.scheduler.poly_lr import PolyLRScheduler
from timm.scheduler.step_lr import StepLRScheduler
from timm.scheduler.tanh_lr import TanhLRScheduler
from timm.scheduler.wsd_lr import WSDLRScheduler

from recording import Draw, arguments, write
from system_cases import draw_cases, make_case, scheduler_rows

CLASSES = {"cosine": CosineLRScheduler, "tanh": TanhLRScheduler,
           "step": StepLRScheduler, "multistep": MultiStepLRScheduler,
           "poly": PolyLRScheduler, "plateau": PlateauLRScheduler,
           "wsd": WSDLRScheduler}
CYCLIC = ("timm.cosine", "timm.tanh", "timm.poly")


def rows_of(spec):
    """Rows of a spec; t_initial null is the run's steps, less the rise before
    it in lrsim, so that it is written out there."""
    if spec["schedule"].get("warmup_prefix") and spec["schedule"].get(
            "warmup_t") and spec["schedule"]["type"] in CYCLIC:
        spec["schedule"].setdefault("t_initial", spec["steps"])
    own = dict(spec["schedule"])
    kind = own.pop("type").split(".")[1]
    if kind in ("cosine", "tanh", "poly"):
        own.setdefault("t_initial", spec["steps"])
    if kind == "wsd":
        own.setdefault("t_initial", spec["steps"] - own.get("warmup_t", 0))
        own.setdefault("decay_t", round(0.2 * own["t_initial"]))
    metric = spec.get("metric")
    return scheduler_rows(
        lambda optimizer: CLASSES[kind](optimizer, **own),
        lambda scheduler, row: scheduler.step(
            row, metric[row - 1] if metric else None), spec)


def plateau_cases(seed):
    """Logs that rise, stay and fall."""
    rng = Draw(f"timm.plateau{seed}")
    for number in range(20):
        table = {"patience_t": rng.randint(0, 4)}
        for name, value in {"decay_rate": rng.number(0.1, 0.9),
                            "threshold": rng.magnitude(-5, -1),
                            "cooldown_t": rng.randint(0, 3),
                            "warmup_t": rng.randint(0, 6),
                            "warmup_lr_init": rng.magnitude(-6, -3),
                            "lr_min": rng.magnitude(-6, -2),
                            "mode": rng.choice(["min", "max"])}.items():
            if rng.random() < 0.5:
                table[name] = value
        steps = 39
        spec = {"steps": steps,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": "timm.plateau", **table},
                "metric": [round(2 + rng.number(-0.2, 0.2), 4)
                           for _ in range(steps)]}
        yield make_case(f"timm.plateau: {number}", spec, rows_of(spec),
                        source="timm")


WARMUP = {"warmup_t": lambda r: r.choice([0, 1, r.randint(2, 10)]),
          "warmup_lr_init": lambda r: r.magnitude(-6, -2),
          "warmup_prefix": lambda r: r.random() < 0.5}
CYCLES = {"t_initial": lambda r: r.randint(1, 40),
          "lr_min": lambda r: r.magnitude(-7, -4),
          "cycle_mul": lambda r: r.choice([1, 2, 3, 1.5]),
          "cycle_decay": lambda r: r.choice([0.5, r.number(0.1, 1)]),
          "cycle_limit": lambda r: r.randint(1, 5)}
K_DECAY = {"k_decay": lambda r: r.choice([1, 2, 0.5])}
RATE = {"decay_rate": lambda r: r.choice([0.1, 0.5, r.number(0.1, 1)])}
KINDS = {
    "cosine": {**CYCLES, **WARMUP, **K_DECAY},
    "tanh": {**CYCLES, **WARMUP, "lb": lambda r: r.number(-8, -1),
             "ub": lambda r: r.number(0, 5)},
    "poly": {**CYCLES, **WARMUP, **K_DECAY,
             "power": lambda r: r.choice([0.5, 0.9, 2])},
    "step": {"decay_t!": lambda r: r.choice([1, r.randint(2, 12), 2.5]),
             **RATE, **WARMUP},
    "multistep": {"decay_t!": lambda r: sorted(
        r.randint(0, 40) for _ in range(r.randint(1, 4))), **RATE, **WARMUP},
    "wsd": {"t_initial": lambda r: r.randint(20, 80),
            "decay_t": lambda r: r.randint(1, 10),
            "lr_min": lambda r: r.magnitude(-7, -2),
            "stable_fn": lambda r: r.choice(["constant", "rsqrt", "power"]),
            "stable_timescale!": lambda r: r.number(1, 50),
            "stable_power": lambda r: r.number(0.1, 2),
            "decay_fn": lambda r: r.choice(["linear", "1-sqrt", "cosine",
                                            "power", "exp"]),
            "decay_power": lambda r: r.number(0.2, 3),
            "decay_ratio": lambda r: r.number(0.01, 0.9),
            "warmup_t": lambda r: r.choice([0, 1, r.randint(2, 10)]),
            "warmup_lr_init": lambda r: r.magnitude(-6, -2)},
}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    torch.set_default_dtype(torch.float64)
    CASES = [case for kind, table in KINDS.items()
             for case in draw_cases(f"timm.{kind}", table, rows_of, seed=SEED,
                                    source="timm")]
    write(__file__, "timm", version("timm"),
          CASES + list(plateau_cases(SEED)), PATH)
