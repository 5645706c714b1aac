#!/usr/bin/python3
"""List what PyTorch's schedulers refuse, as commands of lrsim.

Writes torch_refusals.txt beside itself: a command, and below it what PyTorch
said; first what it refuses to make, then what it makes and fails on a step of.
Left out is what only Python's types refuse: 1 for a pct_start of 1.0, 10.0 for
a T_0 of 10; and a cycle without total_steps, which lrsim lets reach the end.
"""

import json
import warnings
from pathlib import Path

import torch

from scheduler_rates import build

STEPS = 20
CYCLE = {"type": "cyclic", "base_lr": 0.01, "max_lr": 0.1, "step_size_up": 4}
ONE = {"type": "one_cycle", "max_lr": 0.1}
TEN = {**ONE, "total_steps": 10}
RESTARTS = {"type": "cosine_annealing_warm_restarts"}
PLATEAU = {"type": "reduce_on_plateau"}
SWA = {"type": "swa", "swa_lr": 0.05}
DECAY = {"type": "exponential", "gamma": 0.9}
TWO = [0.1, 0.2]

# Schedules for an optimizer with one group.
REFUSED = [
    {"type": "lambda", "lr_lambda": ["1", "1"]},
    {"type": "lambda", "lr_lambda": []},
    {"type": "multiplicative", "lr_lambda": ["1", "1"]},
    {"type": "step", "step_size": 0},
    {"type": "constant", "factor": 1.5},
    {"type": "constant", "factor": -0.1},
    {"type": "constant", "factor": 0},
    {"type": "linear", "start_factor": 1.5},
    {"type": "linear", "start_factor": -0.1},
    {"type": "linear", "start_factor": 0},
    {"type": "linear", "end_factor": 1.5},
    {"type": "linear", "end_factor": -0.1},
    {"type": "polynomial", "power": -1},
    {"type": "cosine_annealing", "T_max": 0},
    {**RESTARTS, "T_0": 0},
    {**RESTARTS, "T_0": -3},
    {**RESTARTS, "T_0": 2.5},
    {**RESTARTS, "T_0": 5, "T_mult": 0},
    {**RESTARTS, "T_0": 5, "T_mult": -1},
    {**RESTARTS, "T_0": 5, "T_mult": 1.5},
    {**CYCLE, "mode": "triangle"},
    {**CYCLE, "step_size_up": 0},
    {**CYCLE, "step_size_up": 0, "step_size_down": 5},
    {**CYCLE, "step_size_up": 4, "step_size_down": -4},
    {**CYCLE, "base_lr": TWO},
    {**CYCLE, "max_lr": TWO},
    {**CYCLE, "base_momentum": TWO},
    {**CYCLE, "max_momentum": TWO},
    {**CYCLE, "max_lr": []},
    {**ONE, "total_steps": 0},
    {**ONE, "total_steps": -10},
    {**ONE, "total_steps": 10.5},
    {**ONE, "epochs": 3},
    {**ONE, "epochs": 0, "steps_per_epoch": 5},
    {**ONE, "epochs": -1, "steps_per_epoch": 5},
    {**ONE, "epochs": 2.5, "steps_per_epoch": 4},
    {**ONE, "epochs": 2, "steps_per_epoch": 0},
    {**ONE, "epochs": 2, "steps_per_epoch": 2.5},
    {**TEN, "pct_start": -0.1},
    {**TEN, "pct_start": 1.1},
    {**TEN, "pct_start": 0.1},
    {**TEN, "pct_start": 0.1, "three_phase": True},
    {**ONE, "total_steps": 4, "pct_start": 0.25},
    {**TEN, "anneal_strategy": "cosine"},
    {**TEN, "div_factor": 0},
    {**TEN, "final_div_factor": 0},
    {**TEN, "max_lr": TWO},
    {**TEN, "base_momentum": TWO},
    {**TEN, "max_momentum": TWO},
    {**SWA, "swa_lr": TWO},
    {**SWA, "anneal_epochs": -1},
    {**SWA, "anneal_epochs": 2.5},
    {**SWA, "anneal_strategy": "cosine"},
    {**PLATEAU, "factor": 1},
    {**PLATEAU, "factor": 1.5},
    {**PLATEAU, "mode": "least"},
    {**PLATEAU, "threshold_mode": "relative"},
    {**PLATEAU, "min_lr": TWO},
    {"type": "sequential", "schedulers": [DECAY, DECAY], "milestones": []},
    {"type": "sequential", "schedulers": [DECAY, DECAY],
     "milestones": [3, 6]},
    {"type": "sequential", "schedulers": [], "milestones": []},
    {"type": "chained", "schedulers": []},
    {"type": "sequential", "milestones": [5],
     "schedulers": [DECAY, {"type": "linear", "total_iters": 0}]},
    {"type": "sequential", "milestones": [5],
     "schedulers": [DECAY, {"type": "polynomial", "total_iters": 0}]},
    {"type": "chained", "schedulers": [DECAY, {**CYCLE, "max_lr": TWO}]},
    {"type": "sequential", "milestones": [5],
     "schedulers": [DECAY, {**SWA, "swa_lr": TWO}]},
]

# Optimizers that have neither momentum nor betas.
WITHOUT_MOMENTUM = {"adagrad": torch.optim.Adagrad,
                    "adadelta": torch.optim.Adadelta}


def short_form(value):
    """A schedule or a value as the short form writes it."""
    if isinstance(value, dict):
        arguments = ", ".join(f"{name}={short_form(item)}"
                              for name, item in value.items()
                              if name != "type")
        return f"{value['type']}({arguments})"
    if isinstance(value, list):
        return "[" + ", ".join(map(short_form, value)) + "]"
    return json.dumps(value)


def refusal(schedule, kind):
    """When PyTorch refused a schedule, and its words."""
    optimizer = kind([torch.zeros(1)], lr=0.1)
    moment = "made"
    try:
        scheduler = build(schedule, optimizer)
        for step in range(1, STEPS + 1):
            moment = f"step {step}"
            if schedule["type"] == "reduce_on_plateau":
                scheduler.step(1)
            else:
                scheduler.step()
    except (ValueError, TypeError, ArithmeticError, IndexError) as error:
        return f"{moment}: {type(error).__name__}: {error}"
    raise SystemExit(f"PyTorch takes {short_form(schedule)}")


def entries():
    """The entries of the list, two lines each."""
    sgd = torch.optim.SGD
    for schedule, name, kind in (
            [(schedule, "sgd", sgd) for schedule in REFUSED]
            + [(schedule, name, kind) for schedule in (CYCLE, TEN)
               for name, kind in WITHOUT_MOMENTUM.items()]):
        option = "" if name == "sgd" else f" --optimizer '{name}(lr=0.1)'"
        yield (f"$ lrsim schedule --schedule '{short_form(schedule)}'"
               f"{option or ' --lr 0.1'} --steps {STEPS}\n"
               f"{refusal(schedule, kind)}\n")


def main():
    """Write the list."""
    warnings.simplefilter("ignore")
    found = list(entries())
    text = "\n".join(
        [f"# Refused by PyTorch {torch.__version__}\n",
         *[entry for entry in found if "\nmade: " in entry],
         "# Made, and fails on a step\n",
         *[entry for entry in found if "\nstep " in entry]])
    Path(__file__).with_suffix(".txt").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
