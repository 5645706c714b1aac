#!/usr/bin/python3
"""Record what PyTorch makes of constructions as scripts write them.

Writes code_torch.jsonl beside itself: the text of each construction is the
schedule or the optimizer of a spec as it stands here, and Python runs it too.
"""

import math

import torch
from torch import optim
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import (
    ChainedScheduler, ConstantLR, CosineAnnealingLR,
    CosineAnnealingWarmRestarts, CyclicLR, ExponentialLR, LambdaLR, LinearLR,
    MultiplicativeLR, MultiStepLR, OneCycleLR, PolynomialLR, SequentialLR,
    StepLR)

from code_cases import ROWS, path_case, rate_case, run
from recording import write

SCHEDULES = [
    "StepLR(optimizer, 7)",
    "StepLR(optimizer, step_size=5, gamma=0.5)",
    "StepLR(optimizer, 6, 0.2, last_epoch=-1)",
    "lr_scheduler.StepLR(optimizer, step_size=3 * 2, gamma=1 / 3)",
    "torch.optim.lr_scheduler.StepLR(optimizer=optimizer, step_size=4)",
    "optim.lr_scheduler.StepLR(\n    optimizer,\n    step_size=5,  # epochs\n"
    "    gamma=0.9,\n)",
    "MultiStepLR(optimizer, milestones=[5, 12], gamma=0.1)",
    "MultiStepLR(optimizer, [4, 8, 16])",
    "lr_scheduler.MultiStepLR(optimizer, (3, 9), gamma=0.5)",
    "MultiStepLR(optimizer, milestones=[10 // 2, 3 * 5], gamma=1e-1)",
    "ConstantLR(optimizer, factor=0.5, total_iters=4)",
    "ConstantLR(optimizer)",
    "ConstantLR(optimizer, 1 / 4)",
    "LinearLR(optimizer, start_factor=0.1, total_iters=10)",
    "LinearLR(optimizer, start_factor=1.0, end_factor=0.01, total_iters=20)",
    "LinearLR(optimizer, 1e-2, 1, 8)",
    "LinearLR(optimizer, start_factor=1/3)",
    "lr_scheduler.LinearLR(optimizer, start_factor=0.5, total_iters=2**3)",
    "ExponentialLR(optimizer, gamma=0.9)",
    "ExponentialLR(optimizer, 0.95, last_epoch=-1)",
    "ExponentialLR(optimizer, gamma=1 - 0.05)",
    "torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.99)",
    "PolynomialLR(optimizer, total_iters=20, power=2.0)",
    "PolynomialLR(optimizer, 15)",
    "PolynomialLR(optimizer, total_iters=30, power=0.9)",
    "CosineAnnealingLR(optimizer, T_max=20)",
    "CosineAnnealingLR(optimizer, 12, eta_min=1e-4)",
    "CosineAnnealingLR(optimizer, T_max=24, eta_min=0)",
    "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20, "
    "eta_min=1e-6, last_epoch=-1)",
    "optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=(30 - 6) / 2)",
    "CosineAnnealingWarmRestarts(optimizer, T_0=10)",
    "CosineAnnealingWarmRestarts(optimizer, T_0=4, T_mult=2)",
    "CosineAnnealingWarmRestarts(optimizer, 5, 1, eta_min=1e-3)",
    "CyclicLR(optimizer, base_lr=0.01, max_lr=0.1, step_size_up=5, "
    "cycle_momentum=False)",
    "CyclicLR(optimizer, 1e-3, 1e-1, step_size_up=4, mode='triangular2', "
    "cycle_momentum=False)",
    "CyclicLR(optimizer, base_lr=0.001, max_lr=0.1, step_size_up=6, "
    "step_size_down=3, mode=\"exp_range\", gamma=0.9, cycle_momentum=False)",
    "CyclicLR(optimizer, base_lr=0.001, max_lr=0.1, step_size_up=5, "
    "scale_fn=lambda x: 1 / (2. ** (x - 1)), cycle_momentum=False)",
    "OneCycleLR(optimizer, max_lr=0.1, total_steps=25, cycle_momentum=False)",
    "OneCycleLR(optimizer, max_lr=0.01, epochs=5, steps_per_epoch=5, "
    "cycle_momentum=False)",
    "OneCycleLR(optimizer, 0.1, total_steps=30, pct_start=0.2, "
    "anneal_strategy='linear', cycle_momentum=False)",
    "OneCycleLR(optimizer, max_lr=1e-2, total_steps=5 * 6, div_factor=10, "
    "final_div_factor=1e3, three_phase=True, cycle_momentum=False)",
    "LambdaLR(optimizer, lr_lambda=lambda epoch: 0.95 ** epoch)",
    "LambdaLR(optimizer, lambda epoch: 0.1 ** (epoch / 10))",
    "LambdaLR(optimizer, lr_lambda=[lambda step: 1 / (1 + 0.1 * step)])",
    "LambdaLR(optimizer, lr_lambda=lambda t: min(1.0, (t + 1) / 5))",
    "LambdaLR(optimizer, lr_lambda=lambda i: "
    "0.5 * (1 + math.cos(math.pi * i / 24)))",
    "LambdaLR(optimizer, lambda e: max(0.0, 1.0 - e / 20.0))",
    "LambdaLR(optimizer, lr_lambda=lambda step: "
    "(step + 1) ** -0.5)",
    "MultiplicativeLR(optimizer, lr_lambda=lambda epoch: 0.95)",
    "MultiplicativeLR(optimizer, lambda epoch: 1 - 0.01 * epoch)",
    "SequentialLR(optimizer, schedulers=[LinearLR(optimizer, 0.1, "
    "total_iters=5), CosineAnnealingLR(optimizer, T_max=15)], "
    "milestones=[5])",
    "SequentialLR(optimizer, [ConstantLR(optimizer, 0.1, 3), "
    "ExponentialLR(optimizer, 0.9)], milestones=[3])",
    "torch.optim.lr_scheduler.SequentialLR(\n    optimizer,\n    schedulers=[\n"
    "        LinearLR(optimizer, start_factor=1e-3, total_iters=4),\n"
    "        StepLR(optimizer, step_size=6, gamma=0.1),\n    ],\n"
    "    milestones=[4],\n)",
    "SequentialLR(optimizer, schedulers=[LinearLR(optimizer, 0.2, "
    "total_iters=4), ConstantLR(optimizer, 1.0, 0), LinearLR(optimizer, 1.0, "
    "0.1, 8)], milestones=[4, 12], last_epoch=-1)",
    "ChainedScheduler([ConstantLR(optimizer, 0.1, total_iters=2), "
    "ExponentialLR(optimizer, gamma=0.9)])",
    "ChainedScheduler([LinearLR(optimizer, 0.5, total_iters=6), "
    "MultiStepLR(optimizer, [8, 16])])",
    "warmup = LinearLR(optimizer, start_factor=0.01, total_iters=5)\n"
    "decay = CosineAnnealingLR(optimizer, T_max=24 - 5, eta_min=1e-5)\n"
    "scheduler = SequentialLR(optimizer, [warmup, decay], milestones=[5])",
    "EPOCHS = 20\nWARMUP = 4\n"
    "lr_sched = lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS - WARMUP)",
    "import math\nbase = 0.5\n"
    "scheduler = LambdaLR(optimizer, lr_lambda=lambda epoch: base ** epoch)",
    "a = StepLR(optimizer, 3)\n"
    "scheduler = MultiStepLR(optimizer, milestones=[6, 10], gamma=0.5)",
]
OPTIMIZERS = [
    "optim.SGD(model.parameters(), lr=0.1)",
    "torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)",
    "optim.SGD(params, lr=0.05, momentum=0.9, weight_decay=5e-4, "
    "nesterov=True)",
    "optim.SGD(model.parameters(), 1e-1)",
    "torch.optim.SGD(params=model.parameters(), lr=1e-2, dampening=0.1, "
    "momentum=0.5)",
    "optimizer = optim.SGD(model.parameters(), lr=0.02, momentum=0.8)",
    "optim.Adam(model.parameters())",
    "optim.Adam(model.parameters(), lr=3e-4)",
    "torch.optim.Adam(model.parameters(), lr=1e-2, betas=(0.5, 0.999))",
    "optim.Adam(model.parameters(), lr=1e-3, betas=[0.9, 0.98], eps=1e-9)",
    "optim.Adam(params, lr=0.01, amsgrad=True)",
    "optim.Adam(model.parameters(), lr=2e-3, weight_decay=1e-4, "
    "foreach=False)",
    "optim.AdamW(model.parameters(), lr=3e-4)",
    "optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.95), "
    "weight_decay=0.1)",
    "torch.optim.AdamW(\n    model.parameters(),\n    lr=6e-4,  # peak\n"
    "    betas=(0.9, 0.95),\n    weight_decay=1e-1,\n)",
    "LR = 0.003\noptimizer = torch.optim.AdamW(model.parameters(), lr=LR / 3)",
    "optim.NAdam(model.parameters(), lr=2e-3)",
    "optim.RAdam(model.parameters(), lr=1e-2)",
    "optim.Adamax(model.parameters(), lr=2e-3, betas=(0.9, 0.999))",
    "optim.RMSprop(model.parameters(), lr=0.01, alpha=0.9)",
    "torch.optim.RMSprop(model.parameters(), lr=1e-3, momentum=0.9, "
    "centered=True)",
    "optim.Adagrad(model.parameters(), lr=0.1)",
    "optim.Adadelta(model.parameters(), lr=1.0, rho=0.9)",
    "optim.Rprop(model.parameters(), lr=0.01)",
    "optim.ASGD(model.parameters(), lr=0.01)",
]


class Model:
    """One tensor of two parameters, as a model has them."""

    def __init__(self):
        self.x = torch.tensor([1.0, 1.0], requires_grad=True)

    def parameters(self):
        """The tensor in a list."""
        return [self.x]


def rates(code):
    """Rows of a schedule from a rate of 0.1."""
    optimizer = optim.SGD(Model().parameters(), lr=0.1)
    scheduler = run(code, {**globals(), "optimizer": optimizer})
    for _ in ROWS:
        yield optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()


def points(code):
    """Rows of a run on the sum of squares."""
    model = Model()
    optimizer = run(code, {**globals(), "model": model,
                           "params": model.parameters()})
    for _ in ROWS:
        yield model.x.tolist()
        optimizer.zero_grad()
        (model.x ** 2).sum().backward()
        optimizer.step()


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    write(__file__, "torch", torch.__version__, [
        *(rate_case(number, code, {"optimizer": "sgd(0.1)", "schedule": code},
                    rates(code))
          for number, code in enumerate(SCHEDULES)),
        *(path_case(number, code, points(code))
          for number, code in enumerate(OPTIMIZERS))])
