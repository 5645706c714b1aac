#!/usr/bin/python3
"""List the schedules of Keras and of optax.

Writes keras_names.txt beside itself: a system and a name in a line.
"""

import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "numpy"

import keras
import optax


def main():
    """Write the list."""
    schedules = keras.optimizers.schedules
    names = {"keras": [name for name in vars(schedules)
                       if isinstance(getattr(schedules, name), type)],
             "optax": [name for name in vars(optax.schedules)
                       if callable(getattr(optax.schedules, name))]}
    Path(__file__).with_suffix(".txt").write_text(
        "".join(f"{system} {name}\n" for system, found in names.items()
                for name in sorted(found)), encoding="ascii")


if __name__ == "__main__":
    main()
