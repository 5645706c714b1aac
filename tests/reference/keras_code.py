#!/usr/bin/python3
"""Record what Keras makes of constructions as scripts write them.

Writes keras_code.jsonl beside itself: the text of each construction is the
schedule or the optimizer of a spec as it stands here, and Python runs it too.
Of an optimizer it is the rate.
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"

import keras
from keras.optimizers.schedules import (
    CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay,
    PiecewiseConstantDecay, PolynomialDecay)
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

from code_cases import ROWS, rate_case, run
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
    "keras.optimizers.RMSprop()",
]


def rates(code):
    """The rates of a schedule, or of an optimizer."""
    for row in ROWS:
        made = run(code, dict(globals()))
        made = getattr(made, "_learning_rate", made)
        yield float(made(row) if callable(made) else made)


if __name__ == "__main__":
    # Double precision: see keras_schedules.py.
    del BIT64_TO_BIT32_DTYPE["float64"]
    keras.config.set_floatx("float64")
    write(__file__, "keras", keras.__version__, [
        rate_case(number, code, {key: code}, rates(code))
        for key, codes in (("schedule", SCHEDULES), ("optimizer", OPTIMIZERS))
        for number, code in enumerate(codes)])
