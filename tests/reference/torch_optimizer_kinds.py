#!/usr/bin/python3
"""Record trajectories of PyTorch's other optimizers, over their options.

Writes torch_optimizer_kinds.jsonl beside itself, the same bytes at every run
on one machine. A case is kept only where rounding does not grow, as
torch_optimizers.py has it.
"""

import sys
import warnings

import torch

import torch_optimizers as common
from recording import Draw, json_number, pick_rows, write
from torch_optimizers import (BEALE_OFF, BOWL, FIVE, VALLEY, VALLEY10, WARM_UP,
                              make_spec)
from scheduler_rates import advance, build, marks, steps_per_advance

STEEP = {"type": "expression", "f": "0.5*(x^2 + 1000*y^2)", "start": [3, 1]}
common.PROBLEMS["expression"] = lambda x: 0.5 * (x[0] ** 2 + 1000 * x[1] ** 2)
common.OPTIMIZERS.update({
    "adamax": (torch.optim.Adamax, {}),
    "radam": (torch.optim.RAdam, {}),
    "adagrad": (torch.optim.Adagrad, {}),
    "adadelta": (torch.optim.Adadelta, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "rprop": (torch.optim.Rprop, {}),
    "asgd": (torch.optim.ASGD, {}),
    "sparse_adam": (torch.optim.SparseAdam, {}),
    "lbfgs": (torch.optim.LBFGS, {}),
})


class Simulation(common.Simulation):
    """With a closure for LBFGS, sparse gradients, and clipping."""

    def __init__(self, spec, start):
        super().__init__(spec, start)
        self.sparse = spec["optimizer"]["type"] == "sparse_adam"
        self.clipping = spec.get("gradient", {})

    def treat(self):
        """Clip what backward() left."""
        if "clip_value" in self.clipping:
            torch.nn.utils.clip_grad_value_(self.tensors,
                                            self.clipping["clip_value"])
        if "clip_norm" in self.clipping:
            torch.nn.utils.clip_grad_norm_(self.tensors,
                                           self.clipping["clip_norm"])

    def closure(self):
        """Value and gradient at the present parameters."""
        self.optimizer.zero_grad()
        loss = self.function(self.gather(self.tensors))
        loss.backward()
        self.treat()
        return loss

    def step(self):
        """One update."""
        if isinstance(self.optimizer, torch.optim.LBFGS):
            self.optimizer.step(self.closure)
            return
        self.treat()
        for tensor in self.tensors:
            if self.sparse:
                tensor.grad = tensor.grad.to_sparse()
        self.optimizer.step()
        if self.sparse:
            self.optimizer.zero_grad(set_to_none=True)


def record(spec, start):
    """The rows 0..steps: the rates, loss, norm of the gradient, x."""
    simulation = Simulation(spec, start)
    optimizer = simulation.optimizer
    scheduler = period = None
    if "schedule" in spec:
        scheduler = build(spec["schedule"], optimizer)
        period = steps_per_advance(spec)
    rows = []
    for step in range(spec["steps"] + 1):
        rows.append(common.present_rates(optimizer) + simulation.evaluate())
        simulation.step()
        if scheduler and (step + 1) % period == 0:
            losses = [row[-2 - len(start)] for row in rows[-period:]]
            advance(scheduler, sum(losses) / period)
    return rows


VALLEY_CASES = [
    ("rosenbrock", VALLEY, 150, {}),
    ("rosenbrock, 10-D", VALLEY10, 120, {}),
    ("beale", BEALE_OFF, 150, {}),
    ("sphere", FIVE, 120, {}),
    ("steep", STEEP, 120, {}),
]
# What is tried with every kind, at a rate that suits it.
RATES = {"adamax": 0.01, "radam": 5e-4, "adagrad": 0.05, "adadelta": 0.5,
         "rmsprop": 0.005, "rprop": 0.01, "asgd": 1e-4, "sparse_adam": 0.02,
         "lbfgs": 1}
# Options of their own: title, problem, steps, options.
OWN = {
    "adamax": [
        ("betas", VALLEY, 100, {"betas": [0.5, 0.9]}),
        ("betas 0", BEALE_OFF, 60, {"betas": [0, 0]}),
        ("eps 1e-2", VALLEY, 100, {"eps": 1e-2}),
        ("weight_decay", FIVE, 100, {"weight_decay": 0.5}),
        ("maximize", BOWL, 20, {"maximize": True, "weight_decay": 0.1}),
    ],
    "radam": [
        ("betas", VALLEY, 100, {"betas": [0.5, 0.9]}),
        ("beta2 0.5 never rectifies", VALLEY, 60,
         {"betas": [0.9, 0.5], "lr": 1e-4}),
        ("eps 1e-2", BEALE_OFF, 100, {"eps": 1e-2}),
        ("weight_decay", VALLEY, 100, {"weight_decay": 0.1}),
        ("few steps", FIVE, 12, {"betas": [0.8, 0.95]}),
    ],
    "adagrad": [
        ("lr_decay", VALLEY, 100, {"lr_decay": 0.1}),
        ("initial_accumulator_value", BEALE_OFF, 100,
         {"initial_accumulator_value": 0.5}),
        ("eps 1e-2", VALLEY, 100, {"eps": 1e-2}),
        ("weight_decay", FIVE, 100, {"weight_decay": 0.5}),
        ("maximize", BOWL, 20, {"maximize": True, "weight_decay": 0.1}),
    ],
    "adadelta": [
        ("rho", VALLEY, 100, {"rho": 0.5}),
        ("rho 0", FIVE, 60, {"rho": 0}),
        ("rho 1", FIVE, 60, {"rho": 1}),
        ("eps 1e-3", BEALE_OFF, 100, {"eps": 1e-3}),
        ("weight_decay", VALLEY, 100, {"weight_decay": 0.1}),
        ("maximize", BOWL, 20, {"maximize": True}),
    ],
    "rmsprop": [
        ("alpha", VALLEY, 100, {"alpha": 0.5}),
        ("momentum", VALLEY, 100, {"momentum": 0.9, "lr": 5e-4}),
        ("centered", BEALE_OFF, 80, {"centered": True}),
        ("centered, momentum", FIVE, 60,
         {"centered": True, "momentum": 0.5}),
        ("eps 1e-2", VALLEY, 100, {"eps": 1e-2}),
        ("weight_decay", FIVE, 100, {"weight_decay": 0.5}),
        ("maximize", BOWL, 20, {"maximize": True, "momentum": 0.5}),
    ],
    "rprop": [
        ("etas", VALLEY, 60, {"etas": [0.3, 1.5]}),
        ("step_sizes", FIVE, 60, {"step_sizes": [1e-3, 0.05]}),
        ("first step 1", VALLEY, 60, {"lr": 1}),
        ("maximize", BOWL, 15, {"maximize": True}),
        ("etas near 1", BEALE_OFF, 80, {"etas": [0.9, 1.05]}),
    ],
    "asgd": [
        ("lambd", BEALE_OFF, 100, {"lambd": 0.5, "lr": 2e-3}),
        ("alpha", FIVE, 100, {"lr": 0.05, "alpha": 0.3, "lambd": 0.1}),
        ("t0", FIVE, 60, {"lr": 0.05, "t0": 10}),
        ("weight_decay", BEALE_OFF, 100, {"weight_decay": 0.1, "lr": 2e-3}),
        ("maximize", BOWL, 20, {"maximize": True, "lr": 0.01}),
        ("lr 0.2", FIVE, 100, {"lr": 0.2}),
    ],
    "sparse_adam": [
        ("betas", VALLEY, 100, {"betas": [0.5, 0.9]}),
        ("eps 1e-2", BEALE_OFF, 100, {"eps": 1e-2}),
        ("maximize", BOWL, 20, {"maximize": True}),
        ("betas 0", FIVE, 30, {"betas": [0, 0], "lr": 1e-3}),
        ("lr 0.1", FIVE, 100, {"lr": 0.1}),
    ],
    "lbfgs": [
        ("max_iter 1", VALLEY, 12, {"max_iter": 1, "lr": 0.1}),
        ("max_iter 4", FIVE, 6, {"max_iter": 4}),
        ("lr 0.5", BEALE_OFF, 3, {"lr": 0.5}),
        ("history_size 3", VALLEY, 4, {"history_size": 3, "lr": 0.2}),
        ("max_eval 5", VALLEY, 6, {"max_eval": 5, "lr": 0.2}),
        ("tolerance_grad 1e-2", FIVE, 6,
         {"tolerance_grad": 1e-2, "lr": 0.1}),
        ("tolerance_change 1e-3", STEEP, 8,
         {"tolerance_change": 1e-3, "lr": 0.1}),
        ("strong_wolfe", VALLEY, 2, {"line_search_fn": "strong_wolfe"}),
        ("strong_wolfe, max_iter 3", VALLEY, 8,
         {"line_search_fn": "strong_wolfe", "max_iter": 3}),
        ("strong_wolfe, beale", BEALE_OFF, 2,
         {"line_search_fn": "strong_wolfe", "max_iter": 5}),
        ("strong_wolfe, sphere", FIVE, 3,
         {"line_search_fn": "strong_wolfe"}),
        ("strong_wolfe, steep", STEEP, 5,
         {"line_search_fn": "strong_wolfe", "max_iter": 4}),
        ("strong_wolfe, 10-D", VALLEY10, 4,
         {"line_search_fn": "strong_wolfe", "max_iter": 2}),
        ("strong_wolfe, history_size 2", VALLEY, 5,
         {"line_search_fn": "strong_wolfe", "history_size": 2,
          "max_iter": 4}),
        ("strong_wolfe, lr 3", FIVE, 3,
         {"line_search_fn": "strong_wolfe", "lr": 3}),
        ("strong_wolfe, lr 0.01", VALLEY, 4,
         {"line_search_fn": "strong_wolfe", "lr": 0.01, "max_iter": 4}),
    ],
}


# Its steps of a fixed size around a minimum make much of little.
MOST_STEPS = {"rprop": 14}


def own_cases(kind):
    """A kind alone, with its options."""
    rate = {"lr": RATES[kind]}
    generic = [] if kind == "lbfgs" else VALLEY_CASES
    for title, problem, steps, options in generic + OWN[kind]:
        steps = min(steps, MOST_STEPS.get(kind, steps))
        yield (f"{kind}: {title}", make_spec(
            problem, steps, {"type": kind, **rate, **options}))
    if kind == "lbfgs":
        return
    yield (f"{kind}: defaults",
           make_spec(FIVE, MOST_STEPS.get(kind, 60), {"type": kind}))


def shared_cases(kind):
    """Groups, schedules and clipping, which every kind knows."""
    rate = RATES[kind]
    if kind != "lbfgs":
        yield (f"{kind}: groups", make_spec(VALLEY10, 80, {
            "type": kind, "lr": rate, "param_groups": [
                {"params": "0,4:6"}, {"params": "9", "lr": 2 * rate}]}))
    small = 10 if kind == "lbfgs" else MOST_STEPS.get(kind, 100)
    yield (f"{kind}: warm-up, cosine", make_spec(
        FIVE, small, {"type": kind, "lr": rate}, schedule=WARM_UP))
    yield (f"{kind}: exponential", make_spec(
        FIVE, small, {"type": kind, "lr": rate},
        schedule={"type": "exponential", "gamma": 0.97}))
    yield (f"{kind}: clip_norm", make_spec(
        FIVE, small // 2, {"type": kind, "lr": rate},
        gradient={"clip_norm": 0.5}))
    yield (f"{kind}: clip_value, clip_norm", make_spec(
        BEALE_OFF, small // 2, {"type": kind, "lr": rate},
        gradient={"clip_value": 3, "clip_norm": 4}))


def cases():
    """All cases of all kinds."""
    for kind in RATES:
        yield from own_cases(kind)
        yield from shared_cases(kind)


def moved_start(start):
    """The start, moved by a tiny share of itself."""
    return [value * (1 + common.MOVED * (-1) ** index)
            for index, value in enumerate(start)]


def make_case(name, spec):
    """Run a spec; the line for the file, or None if rounding grows."""
    start = spec["problem"]["start"]
    rows = record(spec, start)
    relative, absolute = common.ALLOWED
    if not all(abs(moved - value) <= relative * abs(value) + absolute
               for row, other in zip(rows, record(spec, moved_start(start)))
               for value, moved in zip(row, other)):
        return None
    groups = len(rows[0]) - 2 - len(start)
    events = set(marks(spec.get("schedule", {})))
    steps = pick_rows(spec["steps"], events, Draw(name))
    return {
        "name": name, "command": "run", "spec": spec,
        "columns": [*(["lr"] if groups == 1
                      else [f"lr{index}" for index in range(groups)]),
                    "loss", "grad_norm",
                    *(f"x{index}" for index in range(len(start)))],
        "steps": steps,
        "values": [[json_number(value) for value in rows[row]]
                   for row in steps],
        "rtol": common.RELATIVE, "atol": common.ABSOLUTE, "source": "torch",
    }


def main():
    """Record every case; name on standard error what rounding spoils."""
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    lines = []
    for name, spec in cases():
        case = make_case(name, spec)
        if case:
            lines.append(case)
        else:
            print(f"dropped {name}: rounding grows", file=sys.stderr)
    write(__file__, "torch", torch.__version__, lines)


if __name__ == "__main__":
    main()
