#!/usr/bin/python3
"""Record what torchtitan's schedules give, from its own code.

Writes torchtitan_schedules.jsonl beside itself. `torchtitan` must be on the
path: of its sources, torchtitan/components/optimizer/lr_scheduler.py does,
and little stands in for what it includes.
"""

import logging
import warnings
from importlib.metadata import version

from torchtitan.components.optimizer.lr_scheduler import LRSchedulersContainer

from recording import arguments, write
from system_cases import draw_cases, scheduler_rows


def rows_of(spec):
    """Rows of a spec."""
    own = dict(spec["schedule"])
    config = LRSchedulersContainer.Config(
        decay_type=own.pop("type").split(".")[1], **own)
    return scheduler_rows(
        lambda optimizer: config.build(optimizers=[optimizer],
                                       training_steps=spec["steps"]),
        lambda scheduler, row: scheduler.step(), spec)


TABLE = {"warmup_steps!": lambda r: r.choice([0, 1, r.randint(2, 30)]),
         "total_steps": lambda r: r.randint(301, 400),
         "decay_ratio": lambda r: r.number(0, 1),
         "min_lr_factor": lambda r: r.number(0, 0.5)}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    SEED, PATH = arguments(__file__)
    CASES = [case for kind in ("linear", "sqrt", "cosine")
             for case in draw_cases(f"torchtitan.{kind}", TABLE, rows_of,
                                    seed=SEED, source="torchtitan")]
    write(__file__, "torchtitan", version("torchtitan"), CASES, PATH)
