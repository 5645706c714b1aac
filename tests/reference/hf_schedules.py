#!/usr/bin/python3
"""Record what the schedules of Hugging Face transformers give.

Writes hf_schedules.jsonl beside itself. The lengths follow from the options as
Trainer has them: the rise is num_warmup_steps, or else a share of the total.
"""

import inspect
import math

import torch
import transformers
from transformers import optimization

from recording import Draw, arguments, write
from system_cases import draw_cases, make_case, scheduler_rows


def lengths(own, steps):
    """The options of a schedule with the steps of the rise, and in all."""
    own.setdefault("num_training_steps", steps)
    own.setdefault("num_warmup_steps", 0)
    own["num_warmup_steps"] = own["num_warmup_steps"] or math.ceil(
        own["num_training_steps"] * own.pop("warmup_ratio", 0))
    return own


def rows_of(spec):
    """Rows of a spec, by the function that Trainer calls."""
    own = dict(spec["schedule"])
    function = KINDS[own.pop("type").removeprefix("hf.")][1]
    own = lengths(own, spec["steps"])
    known = inspect.signature(function).parameters
    return scheduler_rows(
        lambda optimizer: function(optimizer, **{
            name: value for name, value in own.items() if name in known}),
        lambda scheduler, row: scheduler.step(), spec)


def greedy_rows(spec):
    """Rows of GreedyLR under the spec's metric."""
    own = dict(spec["schedule"])
    del own["type"]
    return scheduler_rows(
        lambda optimizer: optimization.GreedyLR(optimizer, **own),
        lambda scheduler, row: scheduler.step(spec["metric"][row - 1]), spec)


def greedy_cases(seed):
    """Logs that fall, stay and rise."""
    rng = Draw(f"greedy{seed}")
    for number in range(20):
        table = {"patience": rng.randint(0, 4), "factor": rng.number(0.2, 1)}
        for name, value in {"mode": rng.choice(["min", "max"]),
                            "threshold": rng.magnitude(-6, -1),
                            "threshold_mode": rng.choice(["rel", "abs"]),
                            "cooldown": rng.randint(0, 3),
                            "warmup": rng.randint(0, 3),
                            "min_lr": rng.magnitude(-4, -1),
                            "max_lr": rng.magnitude(-1, 1),
                            "smooth": rng.random() < 0.5,
                            "window_size": rng.randint(1, 8),
                            "reset_start": rng.randint(0, 5)}.items():
            if rng.random() < 0.5:
                table[name] = value
        steps_ = rng.choice([39, 120])
        drift = rng.choice([-0.02, 0, 0.02])
        spec = {"steps": steps_,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": "hf.greedy", **table},
                "metric": [round(2 + drift * row + rng.number(-0.1, 0.1), 4)
                           for row in range(steps_)]}
        yield make_case(f"hf.greedy: {number}", spec, greedy_rows(spec),
                        source="transformers")


COUNT = {"num_warmup_steps": lambda r: r.choice([0, 1, r.randint(2, 15)])}
TOTAL = {"num_training_steps": lambda r: r.choice([20, r.randint(16, 90)]),
         "warmup_ratio": lambda r: r.choice([0, 0.1, r.number(0, 0.5)])}
STEPS = {**COUNT, **TOTAL}
CYCLES = {"num_cycles": lambda r: r.choice([0.5, 1, 2, r.number(0.1, 3)])}
END = {"min_lr": lambda r: r.magnitude(-6, -3),
       "min_lr_rate": lambda r: r.number(0, 0.5)}
KINDS = {
    "constant": ({}, optimization.get_constant_schedule),
    "constant_with_warmup": (
        COUNT, optimization.get_constant_schedule_with_warmup),
    "linear": (STEPS, optimization.get_linear_schedule_with_warmup),
    "cosine": ({**STEPS, **CYCLES},
               optimization.get_cosine_schedule_with_warmup),
    "cosine_with_restarts": (
        {**STEPS, "num_cycles": lambda r: r.choice([1, 2, 3, 5])},
        optimization.get_cosine_with_hard_restarts_schedule_with_warmup),
    "polynomial": ({**STEPS, "lr_end": lambda r: r.magnitude(-8, -5),
                    "power": lambda r: r.choice([1, 2, 0.5])},
                   optimization.get_polynomial_decay_schedule_with_warmup),
    "inverse_sqrt": ({**COUNT, "timescale": lambda r: r.randint(1, 200)},
                     optimization.get_inverse_sqrt_schedule),
    "cosine_with_min_lr": ({**STEPS, **CYCLES, **END},
                           optimization.get_cosine_with_min_lr_schedule_with_warmup),
    "cosine_warmup_with_min_lr": (
        {**STEPS, **CYCLES, **END, "warmup_lr_rate": lambda r: r.number(0, 1)},
        optimization.get_cosine_with_min_lr_schedule_with_warmup_lr_rate),
    "warmup_stable_decay": (
        {**STEPS, **CYCLES, "num_decay_steps!": lambda r: r.randint(0, 20),
         "num_stable_steps": lambda r: r.randint(0, 30),
         "warmup_type": lambda r: r.choice(["linear", "cosine", "1-sqrt"]),
         "decay_type": lambda r: r.choice(["linear", "cosine", "1-sqrt"]),
         "min_lr_ratio": lambda r: r.number(0, 0.5)}, optimization.get_wsd_schedule),
}


def allowed(spec):
    """Exactly one of the minima, where there are."""
    schedule = spec["schedule"]
    return "min_lr" not in schedule["type"] or \
        ("min_lr" in schedule) != ("min_lr_rate" in schedule)


if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    torch.set_default_dtype(torch.float64)
    CASES = [case for name, (table, _) in KINDS.items()
             for case in draw_cases(f"hf.{name}", table, rows_of, allowed,
                                    SEED, source="transformers")]
    write(__file__, "transformers", transformers.__version__,
          CASES + list(greedy_cases(SEED)), PATH)
