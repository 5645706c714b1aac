#!/usr/bin/python3
"""Record what Optax makes of constructions as scripts write them.

Writes optax_code.jsonl beside itself: the text of each construction is the
schedule or the optimizer of a spec as it stands here, and Python runs it too.
"""

import re

import jax
import optax

from recording import json_number, write

STEPS = 24
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
]
# Optax adds nothing to the norm, PyTorch and lrsim 1e-6; its counter of 32 bits
# makes some schedules ones of single precision.
NEAR = [
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


def run(code):
    """The value that the last statement makes."""
    scope = dict(globals())
    lines = re.split(r"\n(?=\w+ = )", code)
    for line in lines[:-1]:
        exec(line, scope)
    return eval(re.sub(r"^\w+ = ", "", lines[-1]), scope)


def points(code):
    """Rows of a run on the sum of squares."""
    optimizer = run(code)
    x = jax.numpy.ones(2, dtype=jax.numpy.float64)
    state = optimizer.init(x)
    for _ in range(STEPS + 1):
        yield [json_number(float(value)) for value in x]
        updates, state = optimizer.update(2 * x, state, x)
        x = optax.apply_updates(x, updates)


def run_case(number, code, tolerance):
    """A run of an optimizer."""
    return {"name": f"{number}: {code}", "command": "run",
            "spec": {"steps": STEPS, "problem": "sphere", "optimizer": code},
            "columns": ["x0", "x1"], "rtol": tolerance, "atol": 1e-12,
            "steps": list(range(STEPS + 1)), "values": list(points(code))}


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)
    write(__file__, "optax", optax.__version__, [
        {"name": f"{number}: {code}", "command": "schedule",
         "spec": {"steps": STEPS, "schedule": code},
         "columns": ["lr"], "rtol": 1e-12, "atol": 1e-15,
         "steps": list(range(STEPS + 1)),
         "values": [[json_number(float(run(code)(row)))]
                    for row in range(STEPS + 1)]}
        for number, code in enumerate(SCHEDULES)] + [
        run_case(number, code, 1e-8)
        for number, code in enumerate(OPTIMIZERS)] + [
        run_case(number, code, 1e-5) for number, code in enumerate(NEAR)])
