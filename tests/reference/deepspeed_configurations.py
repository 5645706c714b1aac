#!/usr/bin/python3
"""Record what DeepSpeed makes of the section scheduler of a configuration.

Writes deepspeed_configurations.jsonl beside itself: the class that the type
names is made with the parameters, as its engine makes it.
"""

import json
import logging
from pathlib import Path

import deepspeed
import torch
from deepspeed.runtime import lr_schedules

from configuration_cases import make_case
from recording import Draw, arguments, write

KINDS = {
    "WarmupLR": lambda r, n: {},
    "WarmupDecayLR": lambda r, n: {"total_num_steps": n},
    "WarmupCosineLR": lambda r, n: {"total_num_steps": n,
                                    "cos_min_ratio": r.number(0, 0.2)},
    "OneCycle": lambda r, n: {"cycle_min_lr": r.magnitude(-5, -4),
                              "cycle_max_lr": r.magnitude(-3, -2),
                              "cycle_first_step_size": r.randint(5, 30),
                              "decay_lr_rate": r.number(0, 0.1),
                              "decay_step_size": r.randint(1, 10)},
    "LRRangeTest": lambda r, n: {"lr_range_test_min_lr": r.magnitude(-5, -3),
                                 "lr_range_test_step_size": r.randint(5, 20),
                                 "lr_range_test_staircase": True},
}


def rows_of(text, steps):
    own = json.loads(text)
    optimizer = torch.optim.AdamW([torch.zeros(1)],
                                  lr=own["optimizer"]["params"]["lr"])
    scheduler = getattr(lr_schedules, own["scheduler"]["type"])(
        optimizer, **own["scheduler"]["params"])
    rows = [[optimizer.param_groups[0]["lr"]]]
    for _ in range(steps):
        scheduler.step()
        rows.append([optimizer.param_groups[0]["lr"]])
    return rows


def cases(seed):
    for kind, more in KINDS.items():
        rng = Draw(f"{kind}{seed}")
        for number in range(6):
            steps = rng.randint(50, 150)
            rate = rng.magnitude(-5, -3)
            parameters = more(rng, steps)
            if kind.startswith("Warmup"):
                parameters |= {"warmup_num_steps": rng.randint(1, 30),
                               "warmup_type": rng.choice(["log", "linear"])}
            if kind in ("WarmupLR", "WarmupDecayLR"):
                parameters |= {"warmup_min_lr": 0, "warmup_max_lr": rate}
            text = json.dumps({
                "train_batch_size": 8, "gradient_clipping": 1.0,
                "optimizer": {"type": "AdamW", "params": {"lr": rate}},
                "scheduler": {"type": kind, "params": parameters}})
            yield make_case(f"{kind}: {number}", text, rows_of(text, steps),
                            "deepspeed", {"steps": steps})


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "deepspeed", deepspeed.__version__,
          list(cases(SEED)), FILE)
