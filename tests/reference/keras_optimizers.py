#!/usr/bin/python3
"""Record random trajectories of Keras' optimizers, by their own code.

Writes keras_optimizers.jsonl beside itself, in double precision as
keras_schedules.py does. A case is kept only where rounding does not grow, as
torch_optimizers.py has it. `keras_optimizers.py SEED [FILE]` draws others.
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"

import keras
import numpy
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

from recording import Draw, arguments, json_number, write

CASES, ROWS = 20, 14
RELATIVE, ABSOLUTE = 1e-9, 1e-12
# What Keras calls otherwise.
NAMES = {"lr": "learning_rate", "eps": "epsilon"}


def momentum(rng):
    return rng.choice([0.0, rng.number(0, 0.95)])


def decay(rng):
    return rng.choice([0.0, rng.magnitude(-3, 0)])


def flag(rng):
    return rng.random() < 0.5


def eps(rng):
    return rng.magnitude(-9, -2)


def share(rng):
    return rng.number(0.3, 0.999)


def betas(rng):
    return [rng.number(0, 0.95), rng.number(0.8, 0.9999)]


ADAM = {"betas": betas, "eps": eps, "amsgrad": flag, "weight_decay": decay}
# The rates as powers of ten, and draws of the options.
KINDS = {
    "SGD": ((-3.5, -2.5), {"momentum": momentum, "nesterov": flag,
                           "weight_decay": decay}),
    "Adam": ((-3, -1.5), ADAM),
    "AdamW": ((-3, -1.5), ADAM),
    "Adamax": ((-3, -1.5), {"betas": betas, "eps": eps,
                            "weight_decay": decay}),
    "RMSprop": ((-3.5, -2.5), {"rho": share, "momentum": momentum,
                               "eps": eps, "centered": flag,
                               "weight_decay": decay}),
    "Adagrad": ((-2, -1), {"initial_accumulator_value":
                           lambda r: r.number(0, 1), "eps": eps,
                           "weight_decay": decay}),
}


def sphere(x):
    return float(numpy.sum(x * x)), 2 * x


def rosenbrock(x):
    gap = x[1:] - x[:-1] ** 2
    slope = numpy.zeros_like(x)
    slope[1:] = 200 * gap
    slope[:-1] += -400 * gap * x[:-1] - 2 * (1 - x[:-1])
    return float(numpy.sum(100 * gap ** 2 + (1 - x[:-1]) ** 2)), slope


def make(spec):
    """The optimizer of a spec, whose rate may fall."""
    given = dict(spec["optimizer"])
    kind = given.pop("type").split(".")[1]
    if "betas" in given:
        given["beta_1"], given["beta_2"] = given.pop("betas")
    if "schedule" in spec:
        given["lr"] = keras.optimizers.schedules.ExponentialDecay(
            given["lr"], 1, spec["schedule"]["gamma"])
    return getattr(keras.optimizers, kind)(
        **{NAMES.get(name, name): value for name, value in given.items()})


def rows_of(spec, start):
    """The rate, the loss, the norm of the gradient and the parameters."""
    problem = {"sphere": sphere, "rosenbrock": rosenbrock}[
        spec["problem"]["type"]]
    optimizer, rows = make(spec), []
    x = keras.Variable(start, dtype="float64")
    for _ in range(spec["steps"] + 1):
        loss, slope = problem(x.numpy())
        rows.append([float(optimizer.learning_rate), loss,
                     float(numpy.sqrt(numpy.sum(slope ** 2))),
                     *map(float, x.numpy())])
        optimizer.apply([slope], [x])
    return rows


def is_stable(spec, rows):
    """Whether a start that moves by 1e-13 of itself shows only below 1e-10."""
    moved = rows_of(spec, [value * (1 + 1e-13)
                           for value in spec["problem"]["start"]])
    return all(abs(a - b) <= 1e-10 * abs(b) + 1e-13
               for row, other in zip(moved, rows)
               for a, b in zip(row, other))


def draw_spec(rng, kind):
    rates, table = KINDS[kind]
    problem = rng.choice(["sphere", "rosenbrock"])
    options = {name: draw(rng) for name, draw in table.items()
               if rng.random() < 0.6}
    spec = {"problem": {"type": problem,
                        "start": [rng.number(-1.5, 1.5)
                                  for _ in range(rng.choice([2, 4]))]},
            "optimizer": {"type": f"keras.{kind}",
                          "lr": rng.magnitude(*rates), **options},
            "steps": rng.choice([20, 39, 100])}
    if rng.random() < 0.4:
        spec["schedule"] = {"type": "exponential",
                            "gamma": rng.number(0.9, 1)}
    return spec


def cases(seed):
    """CASES of each kind; an unstable draw is drawn anew."""
    for kind in KINDS:
        rng, made = Draw(f"keras.{kind}{seed}"), 0
        while made < CASES:
            spec = draw_spec(rng, kind)
            start = spec["problem"]["start"]
            rows = rows_of(spec, start)
            if not is_stable(spec, rows):
                continue
            steps = sorted({0, 1, 2, 3, spec["steps"],
                            *rng.sample(range(spec["steps"]), ROWS - 5)})
            yield {"name": f"keras.{kind}: drawn {made}", "command": "run",
                   "spec": spec,
                   "columns": ["lr", "loss", "grad_norm",
                               *(f"x{index}" for index in range(len(start)))],
                   "steps": steps,
                   "values": [[json_number(value) for value in rows[row]]
                              for row in steps],
                   "rtol": RELATIVE, "atol": ABSOLUTE,
                   "source": f"keras {keras.__version__}"}
            made += 1


if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    keras.config.set_floatx("float64")
    del BIT64_TO_BIT32_DTYPE["float64"]
    write(__file__, "keras", keras.__version__, list(cases(SEED)), PATH)
