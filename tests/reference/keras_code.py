#!/usr/bin/python3
"""Record what Keras makes of constructions as scripts write them.

Writes keras_code.jsonl beside itself: the text of each construction is the
schedule or the optimizer of a spec as it stands here, and Python runs it too.
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"

import keras
from keras.optimizers.schedules import (
    CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay,
    PiecewiseConstantDecay, PolynomialDecay)
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

from code_cases import ROWS, path_case, rate_case, run
from recording import write

SCHEDULES = [
    "keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=1e-2, "
    "decay_steps=10, decay_rate=0.9)",
    "ExponentialDecay(0.1, decay_steps=5, decay_rate=0.5, staircase=True)",
    "keras.optimizers.schedules.CosineDecay(0.1, 20)",
    "CosineDecay(initial_learning_rate=1.8e-4, decay_steps=4 * 5, alpha=0.01)",
    "lr_schedule = keras.optimizers.schedules.CosineDecay(\n"
    "    initial_learning_rate=0.0,\n    decay_steps=18,\n"
    "    warmup_target=1e-3,\n    warmup_steps=6,\n)",
    "PolynomialDecay(0.1, 20, end_learning_rate=0.01, power=0.5)",
    "PiecewiseConstantDecay(boundaries=[5, 12], values=[0.1, 0.05, 0.01])",
    "InverseTimeDecay(0.1, decay_steps=4, decay_rate=0.5)",
    "CosineDecayRestarts(0.1, first_decay_steps=6, t_mul=2.0, m_mul=0.8)",
]
OPTIMIZERS = [
    "keras.optimizers.Adam(learning_rate=1e-3)",
    "keras.optimizers.AdamW(learning_rate=CosineDecay(0.1, 20), "
    "weight_decay=1e-4)",
    "steps = 6 * 4\n"
    "schedule = keras.optimizers.schedules.CosineDecay(3e-4, steps)\n"
    "optimizer = keras.optimizers.Adam(learning_rate=schedule, clipvalue=1.0)",
    "keras.optimizers.SGD(learning_rate=ExponentialDecay(0.1, 8, 0.5), "
    "momentum=0.9)",
    "keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True, "
    "weight_decay=0.01)",
    "keras.optimizers.RMSprop()",
    "keras.optimizers.RMSprop(learning_rate=CosineDecay(0.01, 20), rho=0.8, "
    "momentum=0.5, epsilon=1e-3, centered=True)",
    "keras.optimizers.Adam(0.1, beta_1=0.8, beta_2=0.9, epsilon=1e-2, "
    "amsgrad=True, weight_decay=0.1, global_clipnorm=1.0)",
    "keras.optimizers.Adamax(learning_rate=0.1, epsilon=1e-2)",
    "keras.optimizers.Adagrad(0.1)",
    "keras.optimizers.Nadam(learning_rate=0.05, weight_decay=0.1)",
    "keras.optimizers.Adadelta(learning_rate=1.0)",
    "keras.optimizers.Lion(learning_rate=CosineDecay(0.1, 20), "
    "weight_decay=0.1)",
]


def points(code):
    """Rows of a run on the sum of squares."""
    optimizer = run(code, dict(globals()))
    x = keras.Variable([1.0, 1.0], dtype="float64")
    for _ in ROWS:
        yield [float(value) for value in x.numpy()]
        optimizer.apply([2 * x.numpy()], [x])


def rates(code):
    """The rates of a schedule."""
    return [float(run(code, dict(globals()))(row)) for row in ROWS]


if __name__ == "__main__":
    # Double precision: see keras_schedules.py.
    del BIT64_TO_BIT32_DTYPE["float64"]
    keras.config.set_floatx("float64")
    write(__file__, "keras", keras.__version__, [
        *(rate_case(number, code, {"schedule": code}, rates(code))
          for number, code in enumerate(SCHEDULES)),
        *(path_case(number, code, points(code))
          for number, code in enumerate(OPTIMIZERS))])
