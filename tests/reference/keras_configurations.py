#!/usr/bin/python3
"""Record what Keras deserializes from a serialized schedule.

Writes keras_configurations.jsonl beside itself, in double precision as
keras_schedules.py does.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "numpy"

import keras
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

from configuration_cases import make_case
from recording import Draw, arguments, write

KINDS = {
    "CosineDecay": lambda r: {"initial_learning_rate": 0.0,
                              "decay_steps": r.randint(30, 90),
                              "alpha": r.number(0, 0.2),
                              "warmup_target": r.magnitude(-4, -2),
                              "warmup_steps": r.randint(1, 30)},
    "PolynomialDecay": lambda r: {"initial_learning_rate": r.magnitude(-3, -1),
                                  "decay_steps": r.randint(30, 90),
                                  "end_learning_rate": 1e-5,
                                  "power": r.number(0.5, 2),
                                  "cycle": r.choice([True, False])},
    "ExponentialDecay": lambda r: {
        "initial_learning_rate": r.magnitude(-3, -1),
        "decay_steps": r.randint(5, 20), "decay_rate": r.number(0.5, 0.99),
        "staircase": r.choice([True, False])},
}


def cases(seed):
    for kind, draw in KINDS.items():
        rng = Draw(f"{kind}{seed}")
        for number in range(5):
            made = getattr(keras.optimizers.schedules, kind)(**draw(rng))
            text = json.dumps(keras.saving.serialize_keras_object(made))
            schedule = keras.saving.deserialize_keras_object(json.loads(text))
            rows = [[float(schedule(step))] for step in range(121)]
            yield make_case(f"{kind}: {number}", text, rows, "keras",
                            {"steps": 120})


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    keras.config.set_floatx("float64")
    del BIT64_TO_BIT32_DTYPE["float64"]
    write(Path(__file__), "keras", keras.__version__, list(cases(SEED)), FILE)
