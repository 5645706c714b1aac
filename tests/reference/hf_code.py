#!/usr/bin/python3
"""Record what transformers makes of constructions as scripts write them.

Writes hf_code.jsonl beside itself: the text of each construction is the
schedule of a spec as it stands here, and Python runs it too.
"""

import torch
import transformers
from transformers import (
    get_constant_schedule, get_constant_schedule_with_warmup,
    get_cosine_schedule_with_warmup,
    get_cosine_with_hard_restarts_schedule_with_warmup,
    get_inverse_sqrt_schedule, get_linear_schedule_with_warmup,
    get_polynomial_decay_schedule_with_warmup, get_scheduler,
    get_wsd_schedule, SchedulerType)
from transformers.optimization import (
    get_cosine_with_min_lr_schedule_with_warmup)

from code_cases import ROWS, rate_case, run
from recording import write

SCHEDULES = [
    "get_constant_schedule(optimizer)",
    "get_constant_schedule(optimizer, last_epoch=-1)",
    "get_constant_schedule_with_warmup(optimizer, num_warmup_steps=5)",
    "get_constant_schedule_with_warmup(optimizer, 4)",
    "get_linear_schedule_with_warmup(optimizer, num_warmup_steps=5, "
    "num_training_steps=20)",
    "get_linear_schedule_with_warmup(optimizer, 0, 24)",
    "transformers.get_linear_schedule_with_warmup(\n    optimizer,\n"
    "    num_warmup_steps=3,\n    num_training_steps=24,\n)",
    "total = 24\nscheduler = get_linear_schedule_with_warmup(optimizer, "
    "num_warmup_steps=int(0.1 * total), num_training_steps=total)",
    "get_cosine_schedule_with_warmup(optimizer, num_warmup_steps=4, "
    "num_training_steps=24)",
    "get_cosine_schedule_with_warmup(optimizer, 4, 24, 1.5)",
    "lr_scheduler = get_cosine_schedule_with_warmup(optimizer=optimizer, "
    "num_warmup_steps=2, num_training_steps=3 * 8, num_cycles=0.25)",
    "transformers.optimization.get_cosine_schedule_with_warmup(optimizer, "
    "0, 20, last_epoch=-1)",
    "get_cosine_with_hard_restarts_schedule_with_warmup(optimizer, "
    "num_warmup_steps=3, num_training_steps=24, num_cycles=3)",
    "get_cosine_with_hard_restarts_schedule_with_warmup(optimizer, 0, 24)",
    "get_polynomial_decay_schedule_with_warmup(optimizer, "
    "num_warmup_steps=2, num_training_steps=20)",
    "get_polynomial_decay_schedule_with_warmup(optimizer, 2, 20, "
    "lr_end=1e-3, power=2.0)",
    "get_polynomial_decay_schedule_with_warmup(optimizer, 4, 24, 1e-4, 0.5)",
    "get_inverse_sqrt_schedule(optimizer, num_warmup_steps=4)",
    "get_inverse_sqrt_schedule(optimizer, 4, timescale=8)",
    "get_cosine_with_min_lr_schedule_with_warmup(optimizer, "
    "num_warmup_steps=4, num_training_steps=24, min_lr=1e-3)",
    "get_cosine_with_min_lr_schedule_with_warmup(optimizer, 4, 24, "
    "min_lr_rate=0.1)",
    "get_wsd_schedule(optimizer, num_warmup_steps=4, num_decay_steps=8, "
    "num_stable_steps=10)",
    "get_wsd_schedule(optimizer, 4, 6, num_training_steps=24, "
    "min_lr_ratio=0.1)",
    "STEPS = 24\nWARM = STEPS // 8\n"
    "scheduler = get_wsd_schedule(optimizer, num_warmup_steps=WARM, "
    "num_decay_steps=STEPS // 4, num_training_steps=STEPS, "
    "decay_type='linear')",
    "get_scheduler('linear', optimizer, num_warmup_steps=3, "
    "num_training_steps=20)",
    "num_training_steps = 3 * 8\n"
    "lr_scheduler = get_scheduler(name='cosine', optimizer=optimizer, "
    "num_warmup_steps=0, num_training_steps=num_training_steps)",
    "transformers.get_scheduler('cosine_with_restarts', optimizer, 2, 24, "
    "{'num_cycles': 3})",
    "get_scheduler('polynomial', optimizer, num_warmup_steps=2, "
    "num_training_steps=24, scheduler_specific_kwargs={'lr_end': 1e-3, "
    "'power': 2.0})",
    "get_scheduler('constant', optimizer, 5, 20)",
    "get_scheduler(SchedulerType.CONSTANT_WITH_WARMUP, optimizer, 5, 20)",
    "get_scheduler('inverse_sqrt', optimizer, 5, None, {'timescale': 8})",
    "get_scheduler('cosine_with_min_lr', optimizer, 2, 20, "
    "scheduler_specific_kwargs={'min_lr_rate': 0.1})",
    "get_scheduler('warmup_stable_decay', optimizer, num_warmup_steps=4, "
    "num_training_steps=24, scheduler_specific_kwargs={'num_decay_steps': 8})",
]


def rates(code):
    """Rows of a schedule from a rate of 0.1."""
    tensor = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([tensor], lr=0.1)
    scheduler = run(code, {**globals(), "optimizer": optimizer})
    for _ in ROWS:
        yield optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()


if __name__ == "__main__":
    write(__file__, "transformers", transformers.__version__, [
        rate_case(number, code, {"optimizer": "sgd(0.1)", "schedule": code},
                  rates(code))
        for number, code in enumerate(SCHEDULES)])
