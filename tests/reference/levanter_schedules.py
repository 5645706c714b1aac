#!/usr/bin/python3
"""Record what Levanter's schedules give, from its own code.

Writes levanter_schedules.jsonl beside itself: OptimizerConfig.lr_scheduler() of
levanter/optim/config.py, the one file of the package that stubs.py loads, over
jax in double precision.
"""

import warnings
from itertools import islice

import jax

from recording import arguments, write
from stubs import load, version
from system_cases import base_rates, draw_cases

MOST = 301
OWN = {"constant": (), "linear": (), "inv": (), "cosine": ("exponent",),
       "inv_sqrt": ("timescale",),
       "power": ("batch_size", "seq_length", "a", "b")}
CLASSES = {"constant": "ConstantLrSchedule", "cosine": "CosineLrSchedule",
           "linear": "LinearLrSchedule", "inv_sqrt": "InvSqrtLrSchedule",
           "inv": "InvLrSchedule", "power": "PowerLrSchedule"}


def rows_of(spec):
    """Rows of a spec; a list of ends is `cycles` in Levanter."""
    p = dict(spec["schedule"])
    kind = p.pop("type").split(".")[1]
    curve = {name: p.pop(name) for name in OWN[kind] if name in p}
    steps = p.pop("num_train_steps", spec["steps"])
    if "haps" in p:
        assert "cycles" not in p
        p["cycles"] = p.pop("haps")
    made = getattr(LEVANTER, CLASSES[kind])(**curve)
    functions = [
        CONFIG(learning_rate=base, lr_schedule=made, **p).lr_scheduler(steps)
        for base in base_rates(spec["optimizer"])]
    # Always as many, so that jax compiles for one shape.
    count = jax.numpy.arange(MOST)
    return [list(map(float, row)) for row in zip(
        *(count * 0 + function(count)
          for function in functions))][:spec["steps"] + 1]


def allowed(spec):
    """Whether Levanter makes it, of real rates."""
    try:
        rows_of(spec)
    except (ArithmeticError, AssertionError, TypeError, ValueError):
        return False
    return True


def LENGTH(r):
    return r.choice([0, r.randint(2, 30), r.number(0, 0.6)])


TABLE = {"warmup": LENGTH, "decay": LENGTH,
         "min_lr_ratio": lambda r: r.number(0.01, 0.5), "rewarmup": LENGTH,
         "cooldown": LENGTH, "num_train_steps": lambda r: r.randint(60, 200)}
CYCLES = ({}, {"cycles!": lambda r: r.randint(1, 4)},
          {"cycle_length!": lambda r: r.choice([r.number(0.1, 1),
                                                r.randint(20, 60)])},
          {"haps!": lambda r: sorted(r.sample(range(5, 55),
                                              r.randint(1, 3))),
           "num_train_steps!": lambda r: r.randint(60, 200)})
CURVES = {"cosine": {"exponent": lambda r: r.choice([1, 2, 0.5])},
          "inv_sqrt": {"timescale": lambda r: r.choice([10, 10000])},
          "power": {"batch_size!": lambda r: r.randint(1, 64),
                    "seq_length!": lambda r: r.randint(1, 512),
                    "a": lambda r: r.number(0.001, 5),
                    "b": lambda r: r.number(-1, -0.1)}}


def cases(seed):
    """Each curve, with each way to say the cycles."""
    for kind in OWN:
        for number, cycles in enumerate(CYCLES):
            table = {**TABLE, **cycles, **CURVES.get(kind, {})}
            drawn = draw_cases(f"levanter.{kind}", table, rows_of, allowed,
                               f"{seed}{number}",
                               source=f"levanter {version('levanter')}")
            for case in islice(drawn, 6):
                yield {**case, "name": f"{case['name']}, {number}"}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    jax.config.update("jax_enable_x64", True)
    LEVANTER = load("levanter/optim/config.py", "draccus", "equinox",
                    "haliax")
    CONFIG = type("Config", (LEVANTER.OptimizerConfig,),
                  {"build": lambda self, steps: None})
    SEED, PATH = arguments(__file__)
    write(__file__, "levanter", "", list(cases(SEED)), PATH)
