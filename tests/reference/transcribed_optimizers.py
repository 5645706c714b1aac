#!/usr/bin/python3
"""Record trajectories of the optimizers that are written down once more.

Writes transcribed_optimizers.jsonl beside itself; needs no more than Python.
What they are is in optimizer_transcription.py. A case is kept only where
rounding does not grow, as torch_optimizers.py has it.
"""

import math
import sys

import transcription
from optimizer_base import norm
from optimizer_transcription import make
from recording import json_number, write

RELATIVE, ABSOLUTE, MOVED = 1e-9, 1e-12, 1e-13


# Problems: value and gradient, and the diagonal of the second derivatives.

def sphere(x):
    """The sum of the squares."""
    return (sum(value * value for value in x), [2 * value for value in x],
            [2.0] * len(x))


def rosenbrock(x):
    """Rosenbrock's function in any dimension from 2 on."""
    value, gradient, second = 0.0, [0.0] * len(x), [0.0] * len(x)
    for i in range(len(x) - 1):
        valley, rest = x[i + 1] - x[i] ** 2, 1 - x[i]
        value += 100 * valley ** 2 + rest ** 2
        gradient[i] += -400 * x[i] * valley - 2 * rest
        gradient[i + 1] += 200 * valley
        second[i] += 1200 * x[i] ** 2 - 400 * x[i + 1] + 2
        second[i + 1] += 200
    return value, gradient, second


def beale(x):
    """Beale's function of two variables."""
    a, b = x
    f = [c - a + a * b ** p for p, c in ((1, 1.5), (2, 2.25), (3, 2.625))]
    d = [b ** p - 1 for p in (1, 2, 3)]
    e = [a, 2 * a * b, 3 * a * b * b]
    bend = [0, 2 * a, 6 * a * b]
    return (sum(fi * fi for fi in f),
            [2 * sum(fi * di for fi, di in zip(f, d)),
             2 * sum(fi * ei for fi, ei in zip(f, e))],
            [2 * sum(di * di for di in d),
             2 * sum(ei * ei + fi * bi for fi, ei, bi in zip(f, e, bend))])


def steep(x):
    """A quadratic a thousand times as steep one way as the other."""
    return (0.5 * (x[0] ** 2 + 1000 * x[1] ** 2), [x[0], 1000 * x[1]],
            [1.0, 1000.0])


PROBLEMS = {"sphere": sphere, "rosenbrock": rosenbrock, "beale": beale,
            "expression": steep}


def indices(params, dimension):
    """The parameters that "0", "1:" or "0,2:4" names."""
    found = []
    for piece in params.split(","):
        low, colon, high = piece.partition(":")
        found += (range(int(low or 0), int(high or dimension)) if colon
                  else [int(low)])
    return found


class Simulation:
    """A problem and an optimizer for each group, under a schedule."""

    def __init__(self, spec, start):
        self.function = PROBLEMS[spec["problem"]["type"]]
        self.clipping = spec.get("gradient", {})
        self.x = list(start)
        optimizer = spec["optimizer"]
        listed = [(indices(group["params"], len(start)), {
            name: value for name, value in group.items() if name != "params"})
            for group in optimizer.get("param_groups", [])]
        named = {index for members, _ in listed for index in members}
        rest = [index for index in range(len(start)) if index not in named]
        self.members, self.optimizers = [], []
        for members, own in [(rest, {})] * bool(rest) + listed:
            shape = own.pop("shape", optimizer.get("shape") if not listed
                            else None)
            self.members.append(members)
            self.optimizers.append(make({**optimizer, **own},
                                        [start[index] for index in members],
                                        shape))
        for inside in self.optimizers:
            inside.gradient = lambda x: self.function(x)[1]
            inside.curvature = lambda x: self.function(x)[2]
        self.groups = [{"lr": part.lr, "momentum": None}
                       for part in self.optimizers]
        self.schedule = ("schedule" in spec
                         and transcription.make(spec["schedule"],
                                                self.groups))

    def row(self, number):
        """The rates, loss, norm of the gradient and x; then averages."""
        loss, gradient, _ = self.function(self.x)
        rates = [group["lr"] * part.factor(number)
                 for group, part in zip(self.groups, self.optimizers)]
        return [*rates, loss, norm(gradient), *self.x, *self.average()]

    def average(self):
        """Where the averaged parameters stand."""
        return getattr(self.optimizers[0], "mean", [])

    def treat(self, gradient):
        """Clip by value, then by norm."""
        if "clip_value" in self.clipping:
            most = self.clipping["clip_value"]
            gradient = [min(max(value, -most), most) for value in gradient]
        if "clip_norm" in self.clipping:
            factor = min(1, self.clipping["clip_norm"]
                         / (norm(gradient) + 1e-6))
            gradient = [value * factor for value in gradient]
        return gradient

    def step(self, t):
        """Update t = 1, 2, …, and the advance of the schedule."""
        gradient = self.treat(self.function(self.x)[1])
        for members, part, group in zip(self.members, self.optimizers,
                                        self.groups):
            moved = part.step([self.x[index] for index in members],
                              [gradient[index] for index in members],
                              group["lr"], group["momentum"], t)
            for index, value in zip(members, moved):
                self.x[index] = value
        if self.schedule:
            self.schedule.advance(None)


def record(spec, start):
    """The rows 0..steps."""
    simulation = Simulation(spec, start)
    rows = [simulation.row(0)]
    for t in range(1, spec["steps"] + 1):
        simulation.step(t)
        rows.append(simulation.row(t))
    return rows


VALLEY = {"type": "rosenbrock", "start": [-1.2, 1]}
VALLEY6 = {"type": "rosenbrock", "start": [-1.2, 1, -1.2, 1, -1.2, 1]}
VALLEY10 = {"type": "rosenbrock", "start": [-1.2, 1] * 5}
BEALE = {"type": "beale", "start": [1.5, 1.5]}
FIVE = {"type": "sphere", "start": [1, -2, 0.5, 3, -0.25]}
SIX = {"type": "sphere", "start": [1, -2, 0.5, 3, -0.25, 0.75]}
BOWL = {"type": "sphere", "start": [1, -2]}
STEEP = {"type": "expression", "f": "0.5*(x^2 + 1000*y^2)", "start": [3, 1]}
DECAY = {"type": "exponential", "gamma": 0.97}
WARM_UP = {"type": "sequential", "milestones": [20], "schedulers": [
    {"type": "linear", "start_factor": 0.01, "total_iters": 20},
    {"type": "cosine_annealing", "T_max": 80, "eta_min": 1e-5}]}
ONE = {"type": "one_cycle", "max_lr": 0.05, "total_steps": 100}
CYCLE = {"type": "cyclic", "base_lr": 1e-3, "max_lr": 0.03,
         "step_size_up": 20}

# Title, problem, steps, optimizer, other keys.
TORCH_CASES = [
    *((title, problem, steps, {"type": "nadam", "lr": 0.01, **options}, {})
      for title, problem, steps, options in [
          ("rosenbrock", VALLEY, 100, {}),
          ("rosenbrock, 10-D", VALLEY10, 100, {}),
          ("beale", BEALE, 120, {}), ("sphere", FIVE, 120, {}),
          ("steep", STEEP, 120, {}),
          ("betas", VALLEY, 60, {"betas": [0.5, 0.9]}),
          ("betas 0", BEALE, 30, {"betas": [0, 0.9]}),
          ("eps 1e-2", VALLEY, 100, {"eps": 1e-2}),
          ("momentum_decay 0", FIVE, 100, {"momentum_decay": 0}),
          ("momentum_decay 0.5", BEALE, 100, {"momentum_decay": 0.5}),
          ("weight_decay", FIVE, 100, {"weight_decay": 0.3}),
          ("decoupled", FIVE, 100, {"weight_decay": 0.3,
                                    "decoupled_weight_decay": True}),
          ("maximize", BOWL, 20, {"maximize": True}),
          ("groups", VALLEY10, 60, {"param_groups": [
              {"params": "0,4:6"}, {"params": "9", "lr": 0.02}]})]),
    ("warm-up, cosine", FIVE, 100, {"type": "nadam", "lr": 0.02},
     {"schedule": WARM_UP}),
    ("clip_norm", FIVE, 60, {"type": "nadam", "lr": 0.02},
     {"gradient": {"clip_norm": 0.5}}),
    *((title, problem, steps, {"type": "adafactor", "lr": 0.05, **options},
       {}) for title, problem, steps, options in [
           ("rosenbrock", VALLEY, 100, {}),
           ("rosenbrock, 10-D", VALLEY10, 100, {}),
           ("beale", BEALE, 100, {}), ("sphere", FIVE, 100, {}),
           ("steep", STEEP, 60, {}),
           ("matrix 2 x 3", VALLEY6, 60, {"shape": [2, 3]}),
           ("matrix 3 x 2", SIX, 60, {"shape": [3, 2]}),
           ("matrix 1 x 6", SIX, 60, {"shape": [1, 6]}),
           ("beta2_decay", FIVE, 60, {"beta2_decay": -0.5}),
           ("eps", FIVE, 60, {"eps": [1e-3, 0.1]}),
           ("d 2", VALLEY, 60, {"d": 2}),
           ("weight_decay", FIVE, 60, {"weight_decay": 0.3}),
           ("maximize", BOWL, 20, {"maximize": True}),
           ("groups", SIX, 60, {"param_groups": [
               {"params": "0:4", "shape": [2, 2], "lr": 0.1}]})]),
    ("exponential", FIVE, 60, {"type": "adafactor", "lr": 0.1},
     {"schedule": DECAY}),
    ("clip_norm", SIX, 60, {"type": "adafactor", "shape": [2, 3]},
     {"gradient": {"clip_norm": 0.5}}),
    *((title, problem, steps, {"type": "muon", "lr": 0.02, "shape": shape,
                               **options}, {})
      for title, problem, steps, shape, options in [
          ("sphere, 2 x 3", SIX, 40, [2, 3], {}),
          ("sphere, 3 x 2", SIX, 40, [3, 2], {}),
          ("sphere, 6 x 1", SIX, 40, [6, 1], {}),
          ("rosenbrock, 2 x 3", VALLEY6, 40, [2, 3], {}),
          ("rosenbrock, 1 x 2", VALLEY, 60, [1, 2], {}),
          ("rosenbrock, 5 x 2", VALLEY10, 30, [5, 2], {}),
          ("beale", BEALE, 40, [2, 1], {}),
          ("steep", STEEP, 40, [1, 2], {}),
          ("momentum", SIX, 40, [2, 3], {"momentum": 0.5}),
          ("nesterov false", SIX, 40, [2, 3], {"nesterov": False}),
          ("weight_decay 0", SIX, 40, [3, 2], {"weight_decay": 0}),
          ("ns_steps 2", SIX, 30, [2, 3], {"ns_steps": 2}),
          ("ns_steps 0", SIX, 30, [2, 3], {"ns_steps": 0}),
          ("coefficients", SIX, 30, [2, 3],
           {"ns_coefficients": [1.5, -0.5, 0]}),
          ("match_rms_adamw", SIX, 30, [3, 2],
           {"adjust_lr_fn": "match_rms_adamw"})]),
    ("exponential", SIX, 40, {"type": "muon", "lr": 0.05, "shape": [2, 3]},
     {"schedule": DECAY}),
    ("groups", SIX, 30, {"type": "muon", "lr": 0.02, "param_groups": [
        {"params": "0:4", "shape": [2, 2]},
        {"params": "4:", "shape": [1, 2], "lr": 0.05}]}, {}),
    *((title, problem, 80, {"type": "adam", "lr": 0.01,
                            "decoupled_weight_decay": True, **options}, {})
      for title, problem, options in [
          ("decoupled", FIVE, {"weight_decay": 0.3}),
          ("decoupled, rosenbrock", VALLEY, {"weight_decay": 0.1}),
          ("decoupled, amsgrad", BEALE,
           {"weight_decay": 0.1, "amsgrad": True})]),
    ("decoupled", FIVE, 80, {"type": "radam", "lr": 5e-3,
                             "weight_decay": 0.3,
                             "decoupled_weight_decay": True}, {}),
    ("decoupled, beale", BEALE, 80, {
        "type": "radam", "lr": 5e-4, "weight_decay": 0.3,
        "decoupled_weight_decay": True}, {}),
    *((f"beta1 by {schedule['type']}", problem, 90,
       {"type": kind, "lr": 0.01}, {"schedule": schedule})
      for kind in ("adam", "adamw", "nadam")
      for schedule, problem in ((ONE, FIVE), (CYCLE, BEALE))),
]

OPTIONS = {
    "nag": [{"lr": 2e-4}, {"weight_decay": 0.1, "lr": 1e-4, "momentum": 0.5}],
    "qhm": [{"lr": 2e-4}, {"momentum": 0.9, "nu": 0.5, "lr": 1e-4,
                           "weight_decay": 0.1}],
    "lion": [{"lr": 0.01}, {"betas": [0.5, 0.8], "weight_decay": 0.1}],
    "tiger": [{"lr": 0.01}, {"beta": 0.5, "weight_decay": 0.3}],
    "signsgd": [{"lr": 0.01}, {"momentum": 0.8, "weight_decay": 0.1}],
    "lars": [{"lr": 1}, {"lr": 10, "momentum": 0.5, "weight_decay": 0.1},
             {"momentum": 0, "lr": 5}],
    "timm.lars": [{"lr": 1e-4}, {"weight_decay": 0.1},
                  {"weight_decay": 0.1, "momentum": 0.9, "nesterov": True},
                  {"always_adapt": True, "trust_clip": True, "lr": 0.01},
                  {"weight_decay": 0.1, "momentum": 0.9, "dampening": 0.5}],
    "lamb": [{"lr": 0.01}, {"weight_decay": 0.3, "betas": [0.5, 0.9]},
             {"debias": False, "lr": 0.01}, {"clamp_value": 0.5}],
    "jettify.lamb": [{"lr": 0.01}, {"weight_decay": 0.3, "debias": True},
                     {"clamp_value": 0.5, "lr": 0.05}],
    "novograd": [{"lr": 0.01}, {"betas": [0.5, 0.9], "weight_decay": 0.1},
                 {"grad_averaging": True, "lr": 0.05}],
    "timm.rmsprop_tf": [{"lr": 1e-3}, {"momentum": 0.9, "lr": 1e-3},
                        {"centered": True, "lr": 1e-3},
                        {"momentum": 0.5, "lr_in_momentum": False,
                         "weight_decay": 0.1, "decoupled_decay": True,
                         "lr": 1e-3}, {"weight_decay": 0.1, "lr": 1e-3}],
    "yogi": [{}, {"betas": [0.5, 0.9], "weight_decay": 0.1},
             {"initial_accumulator": 0.1}],
    "adabelief": [{"lr": 0.01}, {"eps": 1e-3, "weight_decay": 0.1},
                  {"eps": 1e-6, "weight_decay": 0.1, "lr": 0.005,
                   "decoupled_weight_decay": True}],
    "adabound": [{"lr": 1e-3, "final_lr": 1e-3}, {
        "gamma": 0.1, "final_lr": 1e-3, "weight_decay": 0.1},
        {"amsbound": True, "final_lr": 2e-3}],
    "amsbound": [{"final_lr": 1e-3}, {"gamma": 0.5, "final_lr": 1e-3}],
    "qhadam": [{"lr": 0.01}, {"nus": [0.7, 1], "lr": 0.01},
               {"nus": [0.5, 0.8], "weight_decay": 0.1},
               {"nus": [0.7, 0.9], "weight_decay": 0.1,
                "decoupled_weight_decay": True}],
    "adan": [{"lr": 0.01}, {"weight_decay": 0.1}, {
        "weight_decay": 0.1, "no_prox": True, "betas": [0.9, 0.5, 0.8]}],
    "optax.adan": [{"lr": 0.01}, {"weight_decay": 0.1,
                                  "betas": [0.9, 0.5, 0.8]}],
    "adopt": [{"lr": 0.01}, {"weight_decay": 0.1, "betas": [0.5, 0.99]},
              {"weight_decay": 0.1, "decoupled_weight_decay": True}],
    "timm.adopt": [{"lr": 0.01}, {"betas": [0.5, 0.99]}],
    "ademamix": [{}, {"alpha": 2, "weight_decay": 0.1},
                 {"beta3_warmup": 15, "alpha_warmup": 25}],
    "madgrad": [{"lr": 1e-3}, {"momentum": 0, "lr": 1e-3},
                {"momentum": 0.5, "weight_decay": 0.1, "lr": 1e-3}],
    "sophia": [{"lr": 0.01}, {"gamma": 1, "lr": 0.05, "weight_decay": 0.1},
               {"update_period": 3, "betas": [0.5, 0.5], "gamma": 0.5,
                "lr": 0.05}],
    "prodigy": [{"d0": 1e-3}, {"use_bias_correction": True, "d0": 1e-2},
                {"safeguard_warmup": True, "d0": 1e-2, "growth_rate": 1.1},
                {"weight_decay": 0.1, "decouple": False, "d0": 1e-2,
                 "d_coef": 0.5},
                {"weight_decay": 0.1, "beta3": 0.9, "d0": 1e-2}],
    "dadapt_adam": [{"d0": 1e-3}, {"use_bias_correction": True, "d0": 1e-2},
                    {"growth_rate": 1.05, "d0": 1e-2},
                    {"weight_decay": 0.1, "decouple": True, "d0": 1e-2}],
    "schedule_free_sgd": [{"lr": 1e-3}, {
        "lr": 5e-4, "warmup_steps": 10, "weight_decay": 0.1},
        {"lr": 5e-4, "momentum": 0.5, "r": 1, "weight_lr_power": 1}],
    "schedule_free_adamw": [{"lr": 0.01}, {
        "warmup_steps": 10, "weight_decay": 0.1},
        {"betas": [0.5, 0.9], "r": 1, "lr": 0.01}],
    "lookahead": [
        {"optimizer": {"type": "adam", "lr": 0.01}},
        {"optimizer": {"type": "sgd", "lr": 2e-4, "momentum": 0.9}, "k": 3,
         "alpha": 0.8},
        {"optimizer": {"type": "adam"}, "lr": 0.02, "k": 1}],
    "ranger": [{"lr": 1e-4}, {"k": 3, "lr": 2e-4}],
    "sam": [
        {"optimizer": {"type": "sgd", "lr": 2e-4, "momentum": 0.9}},
        {"optimizer": {"type": "adam", "lr": 0.01}, "rho": 0.1},
        {"optimizer": {"type": "sgd", "lr": 2e-4}, "adaptive": True}],
    "averaged": [
        {"optimizer": {"type": "sgd", "lr": 2e-4, "momentum": 0.9}},
        {"optimizer": {"type": "adam", "lr": 0.01}, "start": 5, "every": 3}],
    "switch": [
        {"first": {"type": "adam", "lr": 0.01},
         "then": {"type": "sgd", "lr": 2e-4, "momentum": 0.5},
         "milestone": 10},
        {"first": {"type": "adam", "lr": 0.01},
         "then": {"type": "sgd", "lr": 2e-4, "momentum": 0.5},
         "milestone": 10, "carry": True},
        {"first": {"type": "adam", "lr": 0.01},
         "then": {"type": "adamw", "lr": 0.002}, "milestone": 7,
         "carry": True}],
}


def cases():
    """Names and specs of all cases."""
    for title, problem, steps, optimizer, others in TORCH_CASES:
        yield (f"{optimizer['type']}: {title}", {
            "steps": steps, "problem": problem, "optimizer": optimizer,
            **others})
    for kind, variants in OPTIONS.items():
        for number, options in enumerate(variants):
            for problem in (VALLEY, FIVE):
                yield (f"{kind} {number}: {problem['type']}", {
                    "steps": 36, "problem": problem,
                    "optimizer": {"type": kind, **options}})
        yield (f"{kind}: beale, exponential", {
            "steps": 30, "problem": BEALE, "schedule": DECAY,
            "optimizer": {"type": kind, **variants[0]}})


def is_stable(spec, rows):
    """Whether a start moved a little leads to nearly the same rows."""
    start = [value * (1 + MOVED * (-1) ** index)
             for index, value in enumerate(spec["problem"]["start"])]
    return all(abs(moved - value) <= RELATIVE / 10 * abs(value)
               + ABSOLUTE / 10
               for row, other in zip(rows, record(spec, start))
               for value, moved in zip(row, other))


def make_case(name, spec):
    """The line for the file, or None where rounding grows."""
    start = spec["problem"]["start"]
    rows = record(spec, start)
    if not (all(math.isfinite(value) for row in rows for value in row)
            and is_stable(spec, rows)):
        return None
    simulation = Simulation(spec, start)
    groups, dimension = len(simulation.groups), len(start)
    last = spec["steps"]
    steps = sorted({*range(6), *range(10, last, 7), last - 1, last})
    return {
        "name": name, "command": "run", "spec": spec,
        "columns": [*(["lr"] if groups == 1
                      else [f"lr{index}" for index in range(groups)]),
                    "loss", "grad_norm",
                    *(f"x{index}" for index in range(dimension)),
                    *(f"avg{index}" for index
                      in range(len(simulation.average())))],
        "steps": steps,
        "values": [[json_number(value) for value in rows[row]]
                   for row in steps],
        "rtol": RELATIVE, "atol": ABSOLUTE, "source": "transcription",
    }


def main():
    """Record every case; name on standard error what rounding spoils."""
    lines = []
    for name, spec in cases():
        case = make_case(name, spec)
        if case:
            lines.append(case)
        else:
            print(f"dropped {name}: rounding grows", file=sys.stderr)
    write(__file__, "transcription", "2.x and papers", lines)


if __name__ == "__main__":
    main()
