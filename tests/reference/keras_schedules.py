#!/usr/bin/python3
"""Record what Keras 3's schedules and its plateau give, from its own code.

Writes keras_schedules.jsonl beside itself. Over NumPy, and in double precision:
except over TensorFlow Keras has a rule that makes each 64-bit number one of 32.
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"

import keras
from keras.callbacks import ReduceLROnPlateau
from keras.optimizers import schedules
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

from recording import Draw, arguments, write
from system_cases import draw_cases, make_case, values


class Model:
    """What the callback looks at: an optimizer with a rate."""

    class Optimizer:
        def __init__(self, rate):
            self.learning_rate = rate

    def __init__(self, rate):
        self.optimizer = Model.Optimizer(rate)


def function_of(parameters, spec):
    """The schedule of a spec, as a function of the step."""
    own = dict(parameters)
    schedule = getattr(schedules, own.pop("type").split(".")[1])(**own)
    return lambda t: float(schedule(t))


def plateau_rows(spec):
    """The rates under the spec's metric."""
    own = dict(spec["schedule"])
    own.pop("type")
    own["mode"] = own.get("mode", "min")
    callback = ReduceLROnPlateau(monitor="loss", **own)
    callback.set_model(Model(spec["optimizer"]["lr"]))
    callback.on_train_begin()
    rows = [[spec["optimizer"]["lr"]]]
    for epoch in range(spec["steps"]):
        callback.on_epoch_end(epoch, {"loss": spec["metric"][epoch]})
        rows.append([float(callback.model.optimizer.learning_rate)])
    return rows


def plateau_cases(seed):
    """Logs that go nowhere."""
    rng = Draw(f"keras.plateau{seed}")
    for number in range(20):
        table = {"patience": rng.randint(0, 4)}
        for name, value in {"factor": rng.number(0.1, 0.9),
                            "min_delta": rng.magnitude(-5, -1),
                            "cooldown": rng.randint(0, 3),
                            "min_lr": rng.magnitude(-5, -2),
                            "mode": rng.choice(["min", "max"])}.items():
            if rng.random() < 0.5:
                table[name] = value
        spec = {"steps": 39,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": "keras.ReduceLROnPlateau", **table},
                "metric": [round(2 + rng.number(-0.2, 0.2), 4)
                           for _ in range(39)]}
        yield make_case(f"keras.ReduceLROnPlateau: {number}", spec,
                        plateau_rows(spec), source="keras")


START = {"initial_learning_rate!": lambda r: r.magnitude(-4, 0)}
STEPS = {"decay_steps!": lambda r: r.choice([1, r.randint(2, 60)])}
STAIRS = {"staircase": lambda r: r.random() < 0.5}
KINDS = {
    "ExponentialDecay": {**START, **STEPS, **STAIRS,
                         "decay_rate!": lambda r: r.number(0.5, 1.1)},
    "InverseTimeDecay": {**START, **STEPS, **STAIRS,
                         "decay_rate!": lambda r: r.number(0, 2)},
    "PolynomialDecay": {**START, **STEPS,
                        "end_learning_rate": lambda r: r.magnitude(-6, -3),
                        "power": lambda r: r.choice([1, 2, 0.5]),
                        "cycle": lambda r: r.random() < 0.5},
    "CosineDecay": {**START, **STEPS, "alpha": lambda r: r.number(0, 0.5),
                    "warmup_target": lambda r: r.magnitude(-3, 0),
                    "warmup_steps": lambda r: r.randint(0, 20)},
    "CosineDecayRestarts": {
        **START, "first_decay_steps!": lambda r: r.randint(1, 40),
        "t_mul": lambda r: r.choice([1, 2, 3, 1.5]),
        "m_mul": lambda r: r.number(0.3, 1),
        "alpha": lambda r: r.number(0, 0.5)},
}


def piecewise_spec(parameters, spec):
    """One value more than there are boundaries, drawn by their count."""
    rng = Draw(str(parameters["boundaries"]))
    parameters["values"] = [rng.magnitude(-4, 0) for _ in
                            range(len(parameters["boundaries"]) + 1)]
    return function_of(parameters, spec)


PIECEWISE = {"boundaries!": lambda r: sorted(r.sample(range(40),
                                                      r.randint(1, 5)))}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    keras.config.set_floatx("float64")
    del BIT64_TO_BIT32_DTYPE["float64"]
    CASES = [case for kind, table in KINDS.items()
             for case in draw_cases(f"keras.{kind}", table,
                                    values(function_of), seed=SEED,
                                    source="keras")]
    CASES += draw_cases("keras.PiecewiseConstantDecay", PIECEWISE,
                        values(piecewise_spec), seed=SEED, source="keras")
    write(__file__, "keras", keras.__version__,
          CASES + list(plateau_cases(SEED)), PATH)
