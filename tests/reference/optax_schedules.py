#!/usr/bin/python3
"""Record what optax's schedules and its plateau give, from its own code.

Writes optax_schedules.jsonl beside itself. `optax` must be on the path, over
jax in double precision; of its sources, optax/schedules and
optax/contrib/_reduce_on_plateau.py do, over NumPy in place of jax.numpy.
"""

import jax
import optax
from optax import schedules
from optax.contrib import reduce_on_plateau

from recording import Draw, arguments, write
from system_cases import base_rates, draw_cases, make_case, values

PAIRS = "boundaries_and_scales"
FUNCTIONS = {"exponential_decay": "exponential_decay",
             "join": "join_schedules"}


def build(spec):
    """optax's function of the step."""
    own = dict(spec)
    kind = own.pop("type").split(".")[1]
    if PAIRS in own:
        own[PAIRS] = {int(row): scale for row, scale in own[PAIRS]}
    if kind == "sgdr":
        return schedules.sgdr_schedule(
            [{name: value for name, value in cycle.items() if name != "type"}
             for cycle in own["cosine_kwargs"]])
    if kind == "join":
        return schedules.join_schedules(
            [build(part) for part in own["schedules"]], own["boundaries"])
    return getattr(schedules, FUNCTIONS.get(kind, kind + "_schedule"))(**own)


def function_of(parameters, spec):
    """The schedule of a spec, as a function of the step."""
    schedule = build(parameters)
    return lambda t: float(schedule(t))


def plateau_rows(spec):
    """The rates under the spec's metric: row t + 1 has what update t used."""
    own = dict(spec["schedule"])
    own.pop("type")
    plateau = reduce_on_plateau(**own)
    state = plateau.init({})
    base = base_rates(spec["optimizer"])
    rows = [base]
    for value in spec["metric"]:
        _, state = plateau.update(0.0, state, value=value)
        rows.append([rate * float(state.scale) for rate in base])
    return rows


def plateau_cases(seed):
    """Logs that go nowhere."""
    rng = Draw(f"optax.plateau{seed}")
    for number in range(10):
        table = {"patience": rng.randint(0, 4)}
        for name, value in {"factor": rng.number(0.1, 0.9),
                            "rtol": rng.magnitude(-5, -1),
                            "atol": rng.magnitude(-5, -1),
                            "cooldown": rng.randint(0, 3),
                            "accumulation_size": rng.randint(1, 3),
                            "min_scale": rng.magnitude(-3, 0)}.items():
            if rng.random() < 0.5:
                table[name] = value
        spec = {"steps": 39,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": "optax.reduce_on_plateau", **table},
                "metric": [round(2 + rng.number(-0.2, 0.2), 4)
                           for _ in range(39)]}
        yield make_case(f"optax.reduce_on_plateau: {number}", spec,
                        plateau_rows(spec), source="optax")


def draw_pairs(rng):
    """Boundaries that rise, each with a scale."""
    return [[row, rng.number(0.1, 2)]
            for row in sorted(rng.sample(range(1, 60), rng.randint(1, 4)))]


def draw_cycle(rng):
    """A cycle of sgdr."""
    warmup = rng.randint(0, 5)
    return {"type": "optax.warmup_cosine_decay",
            "init_value": rng.magnitude(-5, -2),
            "peak_value": rng.magnitude(-2, 0), "warmup_steps": warmup,
            "decay_steps": warmup + rng.randint(1, 20),
            "end_value": rng.magnitude(-6, -4)}


INIT = {"init_value!": lambda r: r.choice([0, r.magnitude(-4, 0)])}
PEAK = {"peak_value!": lambda r: r.magnitude(-3, 0),
        "warmup_steps!": lambda r: r.choice([0, 1, r.randint(2, 15)])}
END = {"end_value!": lambda r: r.magnitude(-6, -2)}
STEPS = {"transition_steps!": lambda r: r.choice([0, 1, r.randint(2, 40)]),
         "transition_begin": lambda r: r.randint(-3, 12)}
DECAY = {**STEPS, "decay_rate!": lambda r: r.choice([0, r.number(0.3, 1.3)]),
         "staircase": lambda r: r.random() < 0.5,
         "end_value": lambda r: r.magnitude(-4, 0)}
EXPONENT = {"exponent": lambda r: r.choice([1, 2, 0.5])}
CYCLE = {"transition_steps!": lambda r: r.randint(1, 60),
         "peak_value!": lambda r: r.magnitude(-3, 0),
         "pct_start": lambda r: r.number(0, 0.6),
         "div_factor": lambda r: r.number(1, 50),
         "final_div_factor": lambda r: r.magnitude(0, 4)}
KINDS = {
    "constant": {"value!": lambda r: r.magnitude(-4, 0)},
    "polynomial": {**INIT, **END, **STEPS,
                   "power!": lambda r: r.choice([1, 2, 0.5])},
    "linear": {**INIT, **END, **STEPS},
    "piecewise_constant": {**INIT, PAIRS: draw_pairs},
    "piecewise_interpolate": {
        "interpolate_type!": lambda r: r.choice(["linear", "cosine"]),
        **INIT, PAIRS: draw_pairs},
    "exponential_decay": {**INIT, **DECAY},
    "cosine_decay": {**INIT, "decay_steps!": lambda r: r.randint(1, 60),
                     "alpha": lambda r: r.number(0, 0.5), **EXPONENT},
    "warmup_constant": {**INIT, **PEAK},
    "warmup_cosine_decay": {**INIT, **PEAK,
                            "decay_steps!": lambda r: r.randint(16, 60),
                            "end_value": lambda r: r.magnitude(-6, -3),
                            **EXPONENT},
    "warmup_exponential_decay": {**INIT, **PEAK, **DECAY},
    "linear_onecycle": {**CYCLE, "pct_final": lambda r: r.number(0.6, 1)},
    "cosine_onecycle": CYCLE,
    "sgdr": {"cosine_kwargs!": lambda r: [draw_cycle(r) for _ in
                                          range(r.randint(1, 4))]},
    "join": {"schedules!": lambda r: [
        {"type": "optax.linear", "init_value": r.magnitude(-4, -1),
         "end_value": r.magnitude(-2, 0), "transition_steps": 10},
        {"type": "optax.exponential_decay", "init_value": r.magnitude(-3, 0),
         "transition_steps": 5, "decay_rate": 0.7},
        draw_cycle(r)],
        "boundaries!": lambda r: sorted(r.sample(range(1, 30), 2))},
}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    jax.config.update("jax_enable_x64", True)
    CASES = [case for kind, table in KINDS.items()
             for case in draw_cases(f"optax.{kind}", table,
                                    values(function_of), seed=SEED,
                                    source="optax")]
    write(__file__, "optax", optax.__version__,
          CASES + list(plateau_cases(SEED)), PATH)
