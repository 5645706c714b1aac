#!/usr/bin/python3
"""Record trajectories of PyTorch's SGD, Adam and AdamW.

Writes torch_optimizers.jsonl beside itself, the same bytes at every run on
one machine. A case is kept only where rounding does not grow: a start moved
by 1e-13 of itself must lead to the same rows but for 1e-10.
"""

import sys
import warnings

import torch

from recording import Draw, json_number, pick_rows, write
from scheduler_rates import (advance, build, marks, present_rates,
                             steps_per_advance)

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"lr": 1e-3}),
    "adam": (torch.optim.Adam, {}),
    "adamw": (torch.optim.AdamW, {}),
}

RELATIVE = 1e-9
ABSOLUTE = 1e-12
MOVED = 1e-13
ALLOWED = RELATIVE / 10, ABSOLUTE / 10


# The real system

def sphere(x):
    """The sum of the squares."""
    return (x * x).sum()


def rosenbrock(x):
    """Rosenbrock's function in any dimension from 2 on."""
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def beale(x):
    """Beale's function of two variables."""
    return ((1.5 - x[0] + x[0] * x[1]) ** 2
            + (2.25 - x[0] + x[0] * x[1] ** 2) ** 2
            + (2.625 - x[0] + x[0] * x[1] ** 3) ** 2)


PROBLEMS = {"sphere": sphere, "rosenbrock": rosenbrock, "beale": beale}


def indices(params, dimension):
    """The parameters that a group names: "0", "1:", "0,2:4" or a list."""
    if isinstance(params, list):
        return params
    found = []
    for piece in params.split(","):
        low, colon, high = piece.partition(":")
        if colon:
            found += range(int(low or 0), int(high or dimension))
        else:
            found.append(int(low))
    return found


def split_groups(optimizer, dimension):
    """Pairs of a group's parameters and its options.

    Parameters that no group names make a group of their own in front.
    """
    groups = [(indices(group["params"], dimension),
               {name: value for name, value in group.items()
                if name != "params"})
              for group in optimizer.get("param_groups", [])]
    named = {index for members, _ in groups for index in members}
    rest = [index for index in range(dimension) if index not in named]
    return [(rest, {})] * bool(rest) + groups


class Simulation:
    """A problem and the real optimizer on it, one tensor for each group."""

    def __init__(self, spec, start):
        self.function = PROBLEMS[spec["problem"]["type"]]
        groups = split_groups(spec["optimizer"], len(start))
        members = [index for group, _ in groups for index in group]
        self.order = torch.tensor(members).argsort()
        shape = spec["optimizer"].get("shape", [-1])
        self.tensors = [
            torch.tensor([float(start[index]) for index in group])
            .reshape(shape).requires_grad_() for group, _ in groups]
        kind, options = OPTIMIZERS[spec["optimizer"]["type"]]
        options = {**options, **{
            name: value for name, value in spec["optimizer"].items()
            if name not in {"type", "param_groups", "shape"}}}
        self.optimizer = kind(
            [{"params": [tensor], **own}
             for tensor, (_, own) in zip(self.tensors, groups)], **options)

    def gather(self, tensors):
        """The groups' values in the order of the parameters."""
        return torch.cat([tensor.flatten() for tensor in tensors])[self.order]

    def evaluate(self):
        """Leave the gradient in the tensors; loss, its norm and x."""
        self.optimizer.zero_grad()
        x = self.gather(self.tensors)
        loss = self.function(x)
        loss.backward()
        gradient = self.gather([tensor.grad for tensor in self.tensors])
        return [loss.item(), gradient.norm().item(), *x.tolist()]


def record(spec, start):
    """The rows 0..steps: the rates, loss, norm of the gradient, x."""
    simulation = Simulation(spec, start)
    optimizer = simulation.optimizer
    scheduler = period = None
    if "schedule" in spec:
        scheduler = build(spec["schedule"], optimizer)
        period = steps_per_advance(spec)
    metric = spec.get("metric")
    rows = []
    for step in range(spec["steps"] + 1):
        rows.append(present_rates(optimizer) + simulation.evaluate())
        optimizer.step()
        if scheduler and (step + 1) % period == 0:
            count = step // period
            losses = [row[-2 - len(start)] for row in rows[-period:]]
            advance(scheduler, metric[min(count, len(metric) - 1)] if metric
                    else sum(losses) / period)
    return rows


# Cases

def is_stable(spec, rows, run=record):
    """Whether a start moved a little leads to nearly the same rows."""
    start = [value * (1 + MOVED * (-1) ** index)
             for index, value in enumerate(spec["problem"]["start"])]
    relative, absolute = ALLOWED
    return all(abs(moved - value) <= relative * abs(value) + absolute
               for row, moved_row in zip(rows, run(spec, start))
               for value, moved in zip(row, moved_row))


def make_case(name, spec):
    """Run a spec; the line for the file, or None if rounding grows."""
    start = spec["problem"]["start"]
    rows = record(spec, start)
    if not is_stable(spec, rows):
        return None
    groups = len(rows[0]) - 2 - len(start)
    period = steps_per_advance(spec) if "schedule" in spec else 1
    events = {period * mark for mark in marks(spec.get("schedule", {}))}
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
        "rtol": RELATIVE, "atol": ABSOLUTE, "source": "torch",
    }


def make_spec(problem, steps, optimizer, **others):
    """A spec for `lrsim run`."""
    return {"steps": steps, "problem": problem, "optimizer": optimizer,
            **others}


def problem_at(kind, *start):
    """A problem with an explicit start."""
    return {"type": kind, "start": list(start)}


LINE = problem_at("sphere", 3)
BOWL = problem_at("sphere", 1, -2)
FIVE = problem_at("sphere", 1, -2, 0.5, 3, -0.25)
VALLEY = problem_at("rosenbrock", -1.2, 1)
VALLEY3 = problem_at("rosenbrock", -1.2, 1, -1.2)
VALLEY10 = problem_at("rosenbrock", -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1,
                      -1.2, 1)
BEALE = problem_at("beale", 1, 1)
# At 1, 1 the first derivative by x0 is 0, and Adam makes much of little.
BEALE_OFF = problem_at("beale", 1.5, 1.5)

# Title, problem, steps, options of the optimizer.
SGD_CASES = [
    ("defaults", VALLEY, 300, {}),
    ("sphere 1", LINE, 100, {"lr": 0.1}),
    ("sphere 2, lr above 1/2", BOWL, 100, {"lr": 0.9}),
    ("sphere 5, lr that solves it", FIVE, 20, {"lr": 0.5}),
    ("lr 0", VALLEY, 20, {"lr": 0}),
    ("momentum", VALLEY, 300, {"lr": 1e-4, "momentum": 0.9}),
    ("momentum, 3-D", VALLEY3, 300, {"lr": 1e-4, "momentum": 0.9}),
    ("momentum, 10-D", VALLEY10, 200, {"lr": 2e-4, "momentum": 0.9}),
    ("momentum, beale", BEALE, 300, {"lr": 5e-3, "momentum": 0.8}),
    ("momentum 1", BOWL, 100, {"lr": 0.01, "momentum": 1}),
    ("momentum above 1", BOWL, 40, {"lr": 0.01, "momentum": 1.1}),
    ("dampening", BEALE, 300,
     {"lr": 5e-3, "momentum": 0.9, "dampening": 0.5}),
    ("dampening 1", BOWL, 60, {"lr": 0.05, "momentum": 0.9, "dampening": 1}),
    ("dampening negative", BEALE, 200,
     {"lr": 1e-3, "momentum": 0.5, "dampening": -0.7}),
    ("dampening without momentum", BEALE, 100,
     {"lr": 5e-3, "dampening": 0.5}),
    ("nesterov", VALLEY, 300,
     {"lr": 1e-4, "momentum": 0.9, "nesterov": True}),
    ("nesterov, weight_decay", BEALE, 300,
     {"lr": 5e-3, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("weight_decay", VALLEY, 200, {"lr": 1e-3, "weight_decay": 0.1}),
    ("weight_decay large", BOWL, 60, {"lr": 0.01, "weight_decay": 30}),
    ("maximize", BOWL, 12, {"lr": 0.01, "maximize": True}),
    ("maximize, weight_decay, momentum", BOWL, 12,
     {"lr": 0.01, "maximize": True, "weight_decay": 0.5, "momentum": 0.9}),
    ("maximize, all", FIVE, 12,
     {"lr": 0.01, "maximize": True, "weight_decay": 3, "momentum": 0.9,
      "nesterov": True}),
]

# The same for adam and for adamw, whose weight_decay acts differently.
ADAM_CASES = [
    ("defaults", VALLEY, 300, {}),
    ("sphere 1", LINE, 200, {"lr": 0.05}),
    ("sphere 5", FIVE, 200, {"lr": 0.02}),
    ("lr 0.1", VALLEY, 150, {"lr": 0.1}),
    ("lr 0.01, 3-D", VALLEY3, 300, {"lr": 0.01}),
    ("lr 0.01, 10-D", VALLEY10, 200, {"lr": 0.01}),
    ("beale", BEALE_OFF, 200, {"lr": 0.02}),
    ("betas 0, 0", VALLEY, 60, {"lr": 1e-3, "betas": [0.0, 0.0]}),
    ("beta1 0", VALLEY, 100, {"lr": 0.01, "betas": [0.0, 0.999]}),
    ("beta2 0", BEALE_OFF, 60, {"lr": 1e-3, "betas": [0.9, 0.0]}),
    ("beta1 above beta2", BEALE_OFF, 60, {"lr": 0.002, "betas": [0.9, 0.5]}),
    ("betas near 1", BEALE_OFF, 150, {"lr": 0.02, "betas": [0.99, 0.9999]}),
    ("eps 0", VALLEY, 150, {"lr": 0.01, "eps": 0}),
    ("eps 1", BEALE_OFF, 200, {"lr": 0.05, "eps": 1}),
    ("eps 1e-3", VALLEY, 200, {"lr": 0.02, "eps": 1e-3}),
    ("weight_decay", VALLEY, 200, {"lr": 0.01, "weight_decay": 0.1}),
    ("weight_decay 0", BEALE_OFF, 100, {"lr": 0.01, "weight_decay": 0}),
    ("weight_decay large", BOWL, 100, {"lr": 0.02, "weight_decay": 20}),
    ("amsgrad", BEALE_OFF, 200, {"lr": 0.02, "amsgrad": True}),
    ("amsgrad forgets slowly", BEALE_OFF, 200,
     {"lr": 0.02, "amsgrad": True, "betas": [0.9, 0.5]}),
    ("amsgrad, weight_decay", VALLEY, 200,
     {"lr": 0.02, "amsgrad": True, "weight_decay": 0.05,
      "betas": [0.8, 0.9]}),
    ("maximize", BOWL, 20, {"lr": 0.05, "maximize": True}),
    ("maximize, weight_decay", FIVE, 20,
     {"lr": 0.05, "maximize": True, "weight_decay": 0.5}),
    ("maximize, amsgrad", FIVE, 20,
     {"lr": 0.05, "maximize": True, "amsgrad": True}),
]

GROUP_CASES = [
    ("two groups", VALLEY, 200, {"type": "adam", "lr": 0.01, "param_groups": [
        {"params": "0"}, {"params": "1:", "lr": 0.02}]}),
    ("two groups in the other order", VALLEY, 200, {
        "type": "adamw", "lr": 0.01, "param_groups": [
            {"params": "1", "lr": 0.02, "weight_decay": 0},
            {"params": "0", "weight_decay": 0.1}]}),
    ("the rest in front", FIVE, 150, {
        "type": "sgd", "lr": 0.01, "momentum": 0.5, "param_groups": [
            {"params": "0", "lr": 0.02, "momentum": 0.9}]}),
    ("the rest in front, two listed", FIVE, 150, {
        "type": "sgd", "lr": 0.01, "weight_decay": 0.1, "param_groups": [
            {"params": "3", "lr": 0.02, "momentum": 0.9},
            {"params": "1", "weight_decay": 2, "dampening": 0.5,
             "momentum": 0.3}]}),
    ("scattered", FIVE, 60, {
        "type": "adam", "lr": 0.02, "param_groups": [
            {"params": "0,2:4", "lr": 0.05, "betas": [0.5, 0.9]},
            {"params": "1,4", "weight_decay": 0.5, "amsgrad": True}]}),
    ("scattered over a valley", VALLEY10, 150, {
        "type": "adamw", "lr": 0.01, "param_groups": [
            {"params": "7,0,2:4", "lr": 0.005},
            {"params": [9, 5], "lr": 0.02, "eps": 1e-3}]}),
    ("all but the last", VALLEY3, 200, {
        "type": "sgd", "lr": 2e-4, "momentum": 0.9, "param_groups": [
            {"params": ":2", "lr": 5e-4, "nesterov": True}]}),
    ("one frozen", VALLEY3, 200, {
        "type": "adam", "lr": 0.01, "param_groups": [
            {"params": "1", "lr": 0}]}),
    ("one maximizes", BOWL, 20, {
        "type": "sgd", "lr": 0.02, "param_groups": [
            {"params": "0"}, {"params": "1", "maximize": True,
                              "momentum": 0.9}]}),
    ("one group with all", VALLEY, 100, {
        "type": "adam", "lr": 0.5, "param_groups": [
            {"params": "0:2", "lr": 0.01}]}),
    ("momentum in one of two", BEALE, 200, {
        "type": "sgd", "lr": 0.005, "param_groups": [
            {"params": "0", "momentum": 0.9, "nesterov": True},
            {"params": "1", "lr": 0.002}]}),
]

WARM_UP = {"type": "sequential", "milestones": [50], "schedulers": [
    {"type": "linear", "start_factor": 0.01, "total_iters": 50},
    {"type": "cosine_annealing", "T_max": 150, "eta_min": 1e-5}]}
DECAY = {"type": "exponential", "gamma": 0.99}
PLATEAU = {"type": "reduce_on_plateau", "patience": 3, "factor": 0.5}
TWO_GROUPS = [{"params": "0"}, {"params": "1:", "lr": 0.02}]

SCHEDULE_CASES = [
    ("warm-up, cosine", VALLEY, 250, {"type": "adamw", "lr": 0.02}, WARM_UP),
    ("warm-up, cosine", BEALE, 250,
     {"type": "sgd", "lr": 0.005, "momentum": 0.9}, WARM_UP),
    ("warm-up, cosine, groups", VALLEY3, 200,
     {"type": "adam", "lr": 0.01, "param_groups": TWO_GROUPS}, WARM_UP),
    ("exponential", VALLEY, 200, {"type": "adam", "lr": 0.05}, DECAY),
    ("exponential", VALLEY10, 200,
     {"type": "sgd", "lr": 2e-4, "momentum": 0.9, "nesterov": True}, DECAY),
    ("exponential, weight_decay", BEALE_OFF, 200,
     {"type": "adamw", "lr": 0.03, "weight_decay": 0.3}, DECAY),
    ("step", FIVE, 100, {"type": "adam", "lr": 0.1},
     {"type": "step", "step_size": 20, "gamma": 0.5}),
    ("negative rates", BOWL, 30, {"type": "sgd", "lr": 0.05},
     {"type": "exponential", "gamma": -0.9}),
    ("multistep, chained", BEALE, 150,
     {"type": "sgd", "lr": 0.01, "momentum": 0.5},
     {"type": "chained", "schedulers": [
         {"type": "multistep", "milestones": [40, 90], "gamma": 0.3},
         {"type": "constant", "factor": 0.1, "total_iters": 15}]}),
    ("plateau", BOWL, 100, {"type": "sgd", "lr": 1.3, "momentum": 0.6},
     PLATEAU),
    ("plateau", BEALE_OFF, 200, {"type": "adam", "lr": 0.3}, PLATEAU),
    ("plateau, groups", FIVE, 150,
     {"type": "adam", "lr": 0.3, "param_groups": [
         {"params": "0"}, {"params": "1:", "lr": 1}]},
     {**PLATEAU, "patience": 1, "cooldown": 2, "min_lr": [0.01, 0.001]}),
    ("plateau over epochs", FIVE, 150, {"type": "adamw", "lr": 0.5},
     {**PLATEAU, "patience": 0, "threshold": 0.5, "interval": "epoch"}),
    ("exponential over epochs", VALLEY, 150, {"type": "adam", "lr": 0.03},
     {"type": "exponential", "gamma": 0.8, "interval": "epoch"}),
    ("plateau with given metrics", VALLEY, 60,
     {"type": "adam", "lr": 0.03},
     {**PLATEAU, "patience": 2, "metric": [3, 2, 2, 2, 1, 1]}),
]


def single_cases():
    """Each optimizer over its options, without a schedule."""
    for kind, table in [("sgd", SGD_CASES), ("adam", ADAM_CASES),
                        ("adamw", ADAM_CASES)]:
        for title, problem, steps, options in table:
            yield (f"{kind}: {title}",
                   make_spec(problem, steps, {"type": kind, **options}))


def group_cases():
    """Parameter groups, named, unnamed and scattered."""
    for title, problem, steps, optimizer in GROUP_CASES:
        yield (f"groups: {title}, {optimizer['type']}",
               make_spec(problem, steps, optimizer))


def schedule_cases():
    """Optimizers under schedules, plateaus fed with the loss."""
    for title, problem, steps, optimizer, schedule in SCHEDULE_CASES:
        others = {"schedule": dict(schedule)}
        if "metric" in schedule:
            others["metric"] = others["schedule"].pop("metric")
        if schedule.get("interval") == "epoch":
            others["steps_per_epoch"] = 5
        yield (f"schedule: {title}, {optimizer['type']}",
               make_spec(problem, steps, optimizer, **others))


def draw_optimizer(rng):
    """An optimizer with random options."""
    kind = rng.choice(list(OPTIMIZERS))
    options = {"type": kind, "lr": rng.magnitude(-3.5, -2)}
    if rng.random() < 0.5:
        options["weight_decay"] = rng.magnitude(-3, 0)
    if kind == "sgd":
        options["momentum"] = rng.choice([0, rng.number(0, 0.95)])
        if options["momentum"] > 0:
            options.update(rng.choice([{}, {"nesterov": True},
                                       {"dampening": rng.number(-0.2, 1)}]))
    else:
        options["betas"] = [rng.number(0, 0.95), rng.number(0.8, 0.9999)]
        options["eps"] = rng.magnitude(-10, -4)
        options["amsgrad"] = rng.random() < 0.5
    return options


def drawn_cases():
    """Random options on random starts."""
    rng = Draw("optimizers")
    for number in range(24):
        kind, dimension = rng.choice([
            ("sphere", 1), ("sphere", 2), ("sphere", 5), ("rosenbrock", 2),
            ("rosenbrock", 3), ("rosenbrock", 10), ("beale", 2)])
        start = [rng.number(-1.5, 1.5) for _ in range(dimension)]
        optimizer = draw_optimizer(rng)
        yield (f"draw {number}: {optimizer['type']}, {kind} {dimension}",
               make_spec(problem_at(kind, *start),
                         rng.choice([39, 100, 200]), optimizer))


FAMILIES = [single_cases, group_cases, schedule_cases, drawn_cases]


def main():
    """Record every family; name on standard error what rounding spoils."""
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    cases = []
    for family in FAMILIES:
        for name, spec in family():
            case = make_case(name, spec)
            if case:
                cases.append(case)
            else:
                print(f"dropped {name}: rounding grows", file=sys.stderr)
    write(__file__, "torch", torch.__version__, cases)


if __name__ == "__main__":
    main()
