#!/usr/bin/python3
"""Record what Optax makes of constructions as scripts write them.

Writes optax_code.jsonl beside itself: the text of each construction is the
schedule or the optimizer of a spec as it stands here, and Python runs it too.
"""

import jax
import optax

from code_cases import ROWS, path_case, rate_case, run
from recording import write

SCHEDULES = [
    "optax.constant_schedule(0.1)",
    "optax.linear_schedule(init_value=0.0, end_value=0.1, "
    "transition_steps=10)",
    "optax.linear_schedule(1e-3, 1e-4, 12, transition_begin=4)",
    "optax.polynomial_schedule(init_value=0.1, end_value=0.01, power=2, "
    "transition_steps=20)",
    "optax.exponential_decay(init_value=0.1, transition_steps=5, "
    "decay_rate=0.5)",
    "optax.exponential_decay(0.1, 4, 0.9, staircase=True)",
    "schedule = optax.exponential_decay(\n    init_value=0.1,\n"
    "    transition_steps=3,\n    decay_rate=0.8,\n    end_value=0.02,\n)",
    "optax.cosine_decay_schedule(init_value=0.1, decay_steps=20)",
    "optax.cosine_decay_schedule(0.1, 24, alpha=0.1)",
    "optax.schedules.cosine_decay_schedule(0.1, decay_steps=16, alpha=0.0, "
    "exponent=2.0)",
    "optax.warmup_cosine_decay_schedule(init_value=0.0, peak_value=0.1, "
    "warmup_steps=5, decay_steps=24)",
    "optax.warmup_cosine_decay_schedule(0.0, 1e-1, 4, 20, end_value=1e-3)",
    "WARMUP = 4\nTOTAL = 6 * 4\n"
    "lr = optax.warmup_cosine_decay_schedule(init_value=0.01, "
    "peak_value=0.1, warmup_steps=WARMUP, decay_steps=TOTAL, end_value=0.01)",
    "optax.warmup_exponential_decay_schedule(init_value=0.0, peak_value=0.1, "
    "warmup_steps=4, transition_steps=5, decay_rate=0.7)",
    "optax.warmup_constant_schedule(init_value=0.0, peak_value=0.1, "
    "warmup_steps=6)",
    "optax.piecewise_constant_schedule(init_value=0.1, "
    "boundaries_and_scales={5: 0.5, 12: 0.1})",
    "optax.piecewise_constant_schedule(1.0, {8: 0.1})",
    "optax.piecewise_interpolate_schedule('linear', 0.1, {6: 0.5, 18: 0.1})",
    "optax.cosine_onecycle_schedule(transition_steps=20, peak_value=0.1)",
    "optax.linear_onecycle_schedule(24, 0.1, pct_start=0.25)",
    "optax.join_schedules([optax.linear_schedule(0.0, 0.1, 5), "
    "optax.cosine_decay_schedule(0.1, 19)], [5])",
    "optax.join_schedules(\n    schedules=[\n"
    "        optax.constant_schedule(0.1),\n"
    "        optax.exponential_decay(0.1, 4, 0.5),\n    ],\n"
    "    boundaries=[8],\n)",
    "warmup_fn = optax.linear_schedule(init_value=0.0, end_value=0.1, "
    "transition_steps=4)\n"
    "decay_fn = optax.cosine_decay_schedule(init_value=0.1, decay_steps=20)\n"
    "schedule_fn = optax.join_schedules(schedules=[warmup_fn, decay_fn], "
    "boundaries=[4])",
    "optax.sgdr_schedule([dict(init_value=0.0, peak_value=0.1, "
    "warmup_steps=2, decay_steps=10, end_value=0.01), "
    "dict(init_value=0.01, peak_value=0.05, warmup_steps=3, decay_steps=14, "
    "end_value=0.0)])",
    'optax.sgdr_schedule([{"init_value": 0.0, "peak_value": 0.1, '
    '"warmup_steps": 4, "decay_steps": 24, "end_value": 0.001}])',
]
OPTIMIZERS = [
    "optax.sgd(0.1)",
    "optax.sgd(learning_rate=0.01, momentum=0.9, nesterov=True)",
    "optax.adam(1e-2)",
    "optax.adam(learning_rate=3e-3, b1=0.8, b2=0.95, eps=1e-6)",
    "optax.adamw(learning_rate=1e-2)",
    "optax.adamw(learning_rate=optax.cosine_decay_schedule(0.1, 20), "
    "weight_decay=0.1)",
    "optax.lion(1e-2)",
    "optax.adamax(learning_rate=2e-2)",
    "optax.chain(optax.clip(0.5), optax.sgd(0.1))",
    "optax.chain(optax.add_decayed_weights(0.1), optax.sgd(0.05, 0.9))",
    "optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-2))",
    "optax.chain(optax.clip_by_global_norm(0.5), "
    "optax.sgd(optax.linear_schedule(0.1, 0.0, 20)))",
    "sched = optax.warmup_cosine_decay_schedule(0.0, 0.1, 4, 24)\n"
    "optimizer = optax.adamw(sched, b2=0.95)",
    "schedule = optax.exponential_decay(0.1, 5, 0.5)\n"
    "tx = optax.chain(\n    optax.scale_by_adam(b2=0.99),\n"
    "    optax.add_decayed_weights(1e-2),\n"
    "    optax.scale_by_schedule(schedule),\n    optax.scale(-1.0),\n)",
]


def in_double(leaf):
    """A counter of 32 bits would make the rates ones of single precision."""
    return leaf.astype(jax.numpy.float64)


def points(code):
    """Rows of a run on the sum of squares."""
    optimizer = run(code, dict(globals()))
    x = jax.numpy.ones(2, dtype=jax.numpy.float64)
    state = jax.tree.map(in_double, optimizer.init(x))
    for _ in ROWS:
        yield [float(value) for value in x]
        updates, state = optimizer.update(2 * x, state, x)
        x = optax.apply_updates(x, updates)


def rates(code):
    """The rates of a schedule."""
    return [float(run(code, dict(globals()))(row)) for row in ROWS]


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)
    write(__file__, "optax", optax.__version__, [
        *(rate_case(number, code, {"schedule": code}, rates(code))
          for number, code in enumerate(SCHEDULES)),
        *(path_case(number, code, points(code))
          for number, code in enumerate(OPTIMIZERS))])
