#!/usr/bin/python3
"""Record random trajectories of optimizers, by their own code.

Writes drawn_optimizers.jsonl beside itself: PyTorch's, those of their authors'
packages, timm's and pytorch_optimizer's, in double precision: Muon's, too, whose
cast to bfloat16 does nothing here. A case is kept only where rounding does not
grow, as torch_optimizers.py has it.
`drawn_optimizers.py SEED [FILE]` draws others.
"""

import importlib
import math
import os
import sys
import types
import warnings
from importlib.metadata import version
from importlib.util import find_spec

import adabound
import dadaptation
import lion_pytorch
import prodigyopt
import pytorch_optimizer
import schedulefree
import torch

import torch_optimizer_kinds as kinds
import torch_optimizers as common
from recording import Draw, arguments, json_number, write
from torch_optimizers import make_spec, problem_at

CASES = 20
ROWS = 14


def timm(module, name):
    """A class of timm.optim, without what the whole of timm imports."""
    path = os.path.join(find_spec("timm").submodule_search_locations[0],
                        "optim")
    package = sys.modules.setdefault("timm_optim",
                                     types.ModuleType("timm_optim"))
    package.__path__ = [path]
    return getattr(importlib.import_module(f"timm_optim.{module}"), name)


def in_double(tensor):
    """Instead of torch.Tensor.bfloat16: a copy, which Muon divides."""
    return tensor.clone()


# Draws of options

def decay(rng):
    """Often none."""
    return rng.choice([0.0, rng.magnitude(-3, 0)])


def pair(rng):
    """Two betas."""
    return [rng.number(0, 0.95), rng.number(0.8, 0.9999)]


def flag(rng):
    """True or false."""
    return rng.random() < 0.5


def small(rng):
    """An eps."""
    return rng.magnitude(-10, -4)


ADAM = {"betas": pair, "eps": small, "weight_decay": decay}
RMSPROP = {"alpha": lambda r: r.number(0.3, 0.999), "eps": small,
           "momentum": lambda r: r.choice([0, r.number(0, 0.9)]),
           "centered": flag, "weight_decay": decay}
MAXIMIZE = {"maximize": lambda r: r.random() < 0.2}
BOUND = {**ADAM, "final_lr": lambda r: r.magnitude(-3.5, -2.5),
         "gamma": lambda r: r.magnitude(-3, -0.3)}
FREE = {"weight_decay": decay, "warmup_steps": lambda r: r.randint(0, 20),
        "r": lambda r: r.choice([0.0, r.number(0, 1)]),
        "weight_lr_power": lambda r: r.choice([2.0, r.number(0, 3)])}
PO = {"weight_decouple": False}
# Kind: its class, the rates as powers of ten, draws of its options, and
# options of the class that say what the kind is.
TORCH = {
    "sgd": (torch.optim.SGD, (-3.5, -2.5),
            {"momentum": lambda r: r.number(0, 0.95), "weight_decay": decay,
             "dampening": lambda r: r.choice([0, r.number(0, 1)]),
             **MAXIMIZE}, {}),
    "adam": (torch.optim.Adam, (-3, -1.5),
             {**ADAM, "amsgrad": flag, "decoupled_weight_decay": flag,
              **MAXIMIZE}, {}),
    "adamw": (torch.optim.AdamW, (-3, -1.5),
              {**ADAM, "amsgrad": flag, **MAXIMIZE}, {}),
    "adamax": (torch.optim.Adamax, (-3, -1.5), {**ADAM, **MAXIMIZE}, {}),
    "nadam": (torch.optim.NAdam, (-3, -1.5),
              {**ADAM, "momentum_decay": lambda r: r.magnitude(-3, -1),
               "decoupled_weight_decay": flag, **MAXIMIZE}, {}),
    "radam": (torch.optim.RAdam, (-4, -3),
              {**ADAM, "decoupled_weight_decay": flag, **MAXIMIZE}, {}),
    "adagrad": (torch.optim.Adagrad, (-2, -1),
                {"lr_decay": lambda r: r.magnitude(-3, -1),
                 "initial_accumulator_value": lambda r: r.number(0, 1),
                 "eps": small, "weight_decay": decay, **MAXIMIZE}, {}),
    "adadelta": (torch.optim.Adadelta, (-1, 0),
                 {"rho": lambda r: r.number(0.3, 0.99),
                  "eps": lambda r: r.magnitude(-6, -3),
                  "weight_decay": decay, **MAXIMIZE}, {}),
    "rmsprop": (torch.optim.RMSprop, (-3.5, -2.5), {**RMSPROP, **MAXIMIZE},
                {}),
    "rprop": (torch.optim.Rprop, (-3, -1.5),
              {"etas": lambda r: [r.number(0.2, 0.9), r.number(1.05, 1.5)],
               "step_sizes": lambda r: [r.magnitude(-6, -4),
                                        r.number(0.1, 5)], **MAXIMIZE}, {}),
    "asgd": (torch.optim.ASGD, (-4.5, -3.5),
             {"lambd": lambda r: r.magnitude(-5, -2),
              "alpha": lambda r: r.number(0.3, 1),
              "t0": lambda r: float(r.randint(1, 60)),
              "weight_decay": decay, **MAXIMIZE}, {}),
    "sparse_adam": (torch.optim.SparseAdam, (-3, -1.5),
                    {"betas": pair, "eps": small, **MAXIMIZE}, {}),
    "lbfgs": (torch.optim.LBFGS, (-1, 0),
              {"max_iter": lambda r: r.randint(1, 6),
               "history_size": lambda r: r.randint(1, 8),
               "max_eval": lambda r: r.randint(1, 9),
               "line_search_fn": lambda r: r.choice([None, "strong_wolfe"])},
              {}),
    "adafactor": (torch.optim.Adafactor, (-2.5, -1),
                  {"beta2_decay": lambda r: r.number(-1, -0.3),
                   "eps": lambda r: [r.choice([None, small(r)]),
                                     r.magnitude(-4, -1)],
                   "d": lambda r: r.number(1, 2), "weight_decay": decay,
                   **MAXIMIZE}, {}),
    "muon": (torch.optim.Muon, (-3, -1.5),
             {"weight_decay": decay, "momentum": lambda r: r.number(0, 0.95),
              "nesterov": flag, "ns_steps": lambda r: r.randint(0, 7),
              "ns_coefficients": lambda r: [r.number(2, 4), r.number(-5, -2),
                                            r.number(1, 2.5)],
              "eps": small,
              "adjust_lr_fn": lambda r: r.choice(["original",
                                                  "match_rms_adamw"])}, {}),
}
OTHERS = {
    "lion": (lion_pytorch.Lion, (-3, -2),
             {"betas": pair, "weight_decay": decay}, {}),
    "adabound": (adabound.AdaBound, (-3, -1.5), {**BOUND, "amsbound": flag},
                 {}),
    "amsbound": (adabound.AdaBound, (-3, -1.5), BOUND, {"amsbound": True}),
    "prodigy": (prodigyopt.Prodigy, (-0.5, 0),
                {**ADAM, "decouple": flag, "use_bias_correction": flag,
                 "safeguard_warmup": flag,
                 "d0": lambda r: r.magnitude(-5, -3),
                 "d_coef": lambda r: r.number(0.5, 2),
                 "growth_rate": lambda r: r.number(1.02, 2)}, {}),
    "dadapt_adam": (dadaptation.DAdaptAdam, (-0.5, 0),
                    {**ADAM, "decouple": flag, "use_bias_correction": flag,
                     "d0": lambda r: r.magnitude(-5, -3),
                     "growth_rate": lambda r: r.number(1.02, 2)}, {}),
    "schedule_free_sgd": (schedulefree.SGDScheduleFree, (-3.5, -2.5),
                          {"momentum": lambda r: r.number(0.1, 0.95),
                           **FREE}, {}),
    "schedule_free_adamw": (schedulefree.AdamWScheduleFree, (-3, -1.5),
                            {**ADAM, **FREE}, {}),
    "sgdw": (timm("sgdw", "SGDW"), (-3.5, -2.5),
             {"momentum": lambda r: r.number(0, 0.95), "weight_decay": decay,
              "dampening": lambda r: r.choice([0, r.number(0, 1)]),
              **MAXIMIZE}, {}),
    "timm.lars": (timm("lars", "Lars"), (-2, 0),
                  {"momentum": lambda r: r.number(0, 0.95),
                   "dampening": lambda r: r.choice([0, r.number(0, 1)]),
                   "weight_decay": decay,
                   "trust_coeff": lambda r: r.magnitude(-3, -1),
                   "trust_clip": flag, "always_adapt": flag}, {}),
    "timm.rmsprop_tf": (timm("rmsprop_tf", "RMSpropTF"), (-3.5, -2.5),
                        {**RMSPROP, "decoupled_decay": flag,
                         "lr_in_momentum": flag}, {}),
    "timm.adopt": (timm("adopt", "Adopt"), (-3, -1.5), ADAM, {}),
    "yogi": (pytorch_optimizer.Yogi, (-3, -1.5),
             {**ADAM, "initial_accumulator": lambda r: r.magnitude(-6, -2)},
             PO),
    "madgrad": (pytorch_optimizer.MADGRAD, (-3, -1.5),
                {"momentum": lambda r: r.number(0, 0.95),
                 "weight_decay": decay, "eps": small}, PO),
    "tiger": (pytorch_optimizer.Tiger, (-3, -2),
              {"beta": lambda r: r.number(0, 0.98), "weight_decay": decay},
              {}),
}
PACKAGES = {"lion": "lion-pytorch", "sgdw": "timm", "prodigy": "prodigyopt",
            "adabound": "adabound", "amsbound": "adabound",
            "dadapt_adam": "dadaptation", "schedule_free_sgd": "schedulefree",
            "schedule_free_adamw": "schedulefree"}


class Simulation(kinds.Simulation):
    """A class with its options."""

    def __init__(self, spec, start):
        kind, _, _, fixed = {**TORCH, **OTHERS}[spec["optimizer"]["type"]]
        common.OPTIMIZERS[spec["optimizer"]["type"]] = (kind, fixed)
        super().__init__(spec, start)
        if hasattr(self.optimizer, "train"):
            self.optimizer.train()


def record(spec, start):
    """The rows of a run, by this Simulation."""
    kinds.Simulation, saved = Simulation, kinds.Simulation
    try:
        return kinds.record(spec, start)
    finally:
        kinds.Simulation = saved


def draw_spec(rng, kind):
    """A spec with random options on a random start."""
    _, rates, table, _ = {**TORCH, **OTHERS}[kind]
    options = {name: draw(rng) for name, draw in table.items()
               if rng.random() < 0.6}
    problem, dimension = rng.choice([
        ("sphere", 2), ("sphere", 5), ("rosenbrock", 2), ("rosenbrock", 4),
        ("beale", 2)])
    if kind == "muon":
        options["shape"] = rng.choice([[2, 2], [2, 3], [3, 2], [1, 4]])
        problem = rng.choice(["sphere", "rosenbrock"])
        dimension = math.prod(options["shape"])
    start = [rng.number(-1.5, 1.5) for _ in range(dimension)]
    steps = rng.choice([20, 39, 100, 150])
    optimizer = {"type": kind, "lr": rng.magnitude(*rates), **options}
    if optimizer.get("momentum", 0) > 0 and kind in ("sgd", "sgdw") and \
            not optimizer.get("dampening") and flag(rng):
        optimizer["nesterov"] = True
    if optimizer.get("maximize"):
        steps = min(steps, 20)
    others = {}
    if kind != "lbfgs" and rng.random() < 0.2:
        others["schedule"] = {"type": "exponential",
                              "gamma": rng.number(0.95, 1)}
    return make_spec(problem_at(problem, *start), steps, optimizer, **others)


def make_case(name, spec, source):
    """Run a spec; the line that goes into the file, or None."""
    start = spec["problem"]["start"]
    rows = record(spec, start)
    if not common.is_stable(spec, rows, record):
        return None
    rng = Draw(name)
    steps = sorted({0, 1, 2, 3, spec["steps"] - 1, spec["steps"],
                    *rng.sample(range(spec["steps"] + 1), ROWS - 6)})
    return {"name": name, "command": "run", "spec": spec,
            "columns": ["lr", "loss", "grad_norm",
                        *(f"x{index}" for index in range(len(start)))],
            "steps": steps,
            "values": [[json_number(value) for value in rows[row]]
                       for row in steps],
            "rtol": common.RELATIVE, "atol": common.ABSOLUTE,
            "source": source}


def source_of(kind):
    """The package that a kind is recorded from, with its version."""
    if kind in TORCH:
        return f"torch {torch.__version__}"
    name = PACKAGES.get(kind, "timm" if kind.startswith("timm.")
                        else "pytorch_optimizer")
    return f"{name} {version(name)}"


def cases(seed):
    """CASES of each kind; a draw that is refused or unstable is drawn anew."""
    for kind in [*TORCH, *OTHERS]:
        rng, made, tries = Draw(f"drawn {kind}{seed}"), 0, 0
        while made < CASES:
            spec, tries = draw_spec(rng, kind), tries + 1
            assert tries < 50 * CASES, f"{kind}: hardly a stable draw"
            try:
                case = make_case(f"{kind}: drawn {made}", spec,
                                 source_of(kind))
            except ValueError:
                continue
            if case:
                yield case
                made += 1


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    torch.Tensor.bfloat16 = in_double
    SEED, PATH = arguments(__file__)
    write(__file__, "torch", torch.__version__, list(cases(SEED)), PATH)
