#!/usr/bin/python3
"""Record the rates and momenta of every kind of PyTorch's schedulers alone.

Writes torch_kinds.jsonl beside itself: the edges of the parameters of the
kinds that torch_schedules.py does not have, and random draws of all of them.
`torch_kinds.py SEED [FILE]` draws others.
"""

from recording import Draw, arguments
from schedule_cases import record_families
from schedule_draws import (LEAVES, draw, draw_metric, draw_optimizer,
                            draw_rates)

DRAWS = 24
PLATEAU = "reduce_on_plateau"


def optimizer(*rates, kind="sgd"):
    """An optimizer spec with one parameter group for each rate."""
    spec = {"type": kind, "lr": rates[0]}
    if len(rates) > 1:
        spec["param_groups"] = [{"params": str(index), "lr": lr}
                                for index, lr in enumerate(rates)]
    return spec


CYCLE = {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 4}
LONG_CYCLE = {**CYCLE, "step_size_up": 50, "step_size_down": 75}
HALVING = {**CYCLE, "mode": "triangular2"}
ONE = {"max_lr": 0.1, "total_steps": 20}

# Title, parameters, steps; the rate is 0.1.
EDGES = {
    "lambda": [
        ("a constant", {"lr_lambda": "0.5"}, 12),
        ("zero", {"lr_lambda": "0"}, 12),
        ("negative", {"lr_lambda": "1 - t"}, 12),
        ("unary minus and powers", {"lr_lambda": "-2^2 + 2^3^2/100 + 2^-t"},
         12),
        ("constants", {"lr_lambda": "(1 - t/epochs)*(1 - lrf) + lrf",
                       "constants": {"epochs": 30, "lrf": 0.01}}, 39),
        ("noam", {"lr_lambda": "512^-0.5 * min((t+1)^-0.5, (t+1)*10^-1.5)"},
         100),
        ("long", {"lr_lambda": "0.9999^t"}, 5000),
    ],
    "multiplicative": [
        ("a constant", {"lr_lambda": "0.9"}, 39),
        ("no factor on row 0", {"lr_lambda": "t < 1 ? 100 : 0.5"}, 12),
        ("one", {"lr_lambda": "1"}, 12),
        ("zero from row 5", {"lr_lambda": "t < 5 ? 1 : 0"}, 12),
        ("negative", {"lr_lambda": "-1.1"}, 39),
        ("a factorial", {"lr_lambda": "t/10"}, 39),
        ("constants", {"lr_lambda": "1 - a/(t+b)",
                       "constants": {"a": 0.5, "b": 2}}, 39),
        ("long", {"lr_lambda": "0.999 + 0.0005*sin(t)"}, 2000),
    ],
    "polynomial": [
        ("defaults", {}, 12),
        ("total_iters 0", {"total_iters": 0}, 12),
        ("total_iters 1", {"total_iters": 1}, 12),
        ("power 0", {"total_iters": 5, "power": 0}, 12),
        ("power 0.5", {"total_iters": 20, "power": 0.5}, 30),
        ("power 2", {"total_iters": 20, "power": 2}, 30),
        ("power 12", {"total_iters": 30, "power": 12}, 39),
        ("long", {"total_iters": 1000, "power": 0.9}, 1200),
        ("unfinished", {"total_iters": 100000, "power": 2}, 100),
    ],
    "cosine_annealing_warm_restarts": [
        ("T_0 1", {"T_0": 1}, 12),
        ("T_0 1, T_mult 2", {"T_0": 1, "T_mult": 2}, 39),
        ("T_0 4", {"T_0": 4, "eta_min": 0.001}, 39),
        ("T_0 5, T_mult 2", {"T_0": 5, "T_mult": 2, "eta_min": 0.001}, 160),
        ("T_0 3, T_mult 3", {"T_0": 3, "T_mult": 3}, 400),
        ("T_mult 10", {"T_0": 2, "T_mult": 10}, 300),
        ("eta_min above the rate", {"T_0": 6, "eta_min": 0.3}, 39),
        ("eta_min is the rate", {"T_0": 6, "eta_min": 0.1}, 20),
        ("eta_min negative", {"T_0": 6, "eta_min": -0.1}, 39),
        ("the logarithm's rounding", {"T_0": 1, "T_mult": 3}, 400),
        ("long", {"T_0": 7, "T_mult": 2}, 3000),
        ("unfinished", {"T_0": 10000, "eta_min": 1e-5}, 50),
    ],
    "cyclic": [
        ("triangular", CYCLE, 39),
        ("the default step_size_up", {"base_lr": 0.01, "max_lr": 0.1}, 50),
        ("past two default cycles", {"base_lr": 0.01, "max_lr": 0.1}, 8100),
        ("triangular2", {**HALVING, "step_size_down": 2}, 39),
        ("triangular2, many cycles",
         {**HALVING, "step_size_up": 1}, 200),
        ("exp_range", {**CYCLE, "mode": "exp_range", "gamma": 0.9}, 39),
        ("exp_range, gamma 1", {**CYCLE, "mode": "exp_range"}, 39),
        ("exp_range, gamma 0",
         {**CYCLE, "mode": "exp_range", "gamma": 0}, 20),
        ("exp_range, gamma above 1",
         {**CYCLE, "mode": "exp_range", "gamma": 1.1}, 39),
        ("exp_range, gamma negative",
         {**CYCLE, "mode": "exp_range", "gamma": -0.9}, 39),
        ("gamma without exp_range", {**CYCLE, "gamma": 0.5}, 20),
        ("step_size_down 0", {**CYCLE, "step_size_down": 0}, 20),
        ("step_size_down 1", {**CYCLE, "step_size_down": 1}, 20),
        ("fractional sizes",
         {**HALVING, "step_size_up": 2.5, "step_size_down": 1.3}, 39),
        ("sizes below a step",
         {**CYCLE, "step_size_up": 0.3, "step_size_down": 0.45}, 39),
        ("scale_fn of cycles",
         {**CYCLE, "scale_fn": "0.8^(t-1)", "scale_mode": "cycle"}, 39),
        ("scale_fn of cycles, by default", {**CYCLE, "scale_fn": "1/t"}, 39),
        ("scale_fn of iterations",
         {**CYCLE, "scale_fn": "1/(1+0.01*t)", "scale_mode": "iterations"},
         39),
        ("scale_fn above 1", {**CYCLE, "scale_fn": "t"}, 39),
        ("scale_fn with constants",
         {**CYCLE, "scale_fn": "decay^(t-1)", "constants": {"decay": 0.7}},
         39),
        ("scale_fn makes mode idle",
         {**HALVING, "scale_fn": "1", "scale_mode": "cycle"}, 20),
        ("a mode makes scale_mode idle",
         {**HALVING, "scale_mode": "iterations"}, 20),
        ("exp_range makes scale_mode idle",
         {**CYCLE, "mode": "exp_range", "gamma": 0.9,
          "scale_mode": "cycle"}, 20),
        ("no cycle_momentum", {**CYCLE, "cycle_momentum": False}, 20),
        ("momenta", {**CYCLE, "base_momentum": 0.5, "max_momentum": 0.99},
         20),
        ("base_momentum above max_momentum",
         {**CYCLE, "base_momentum": 0.95, "max_momentum": 0.3}, 20),
        ("base_momentum 0", {**CYCLE, "base_momentum": 0}, 20),
        ("base_lr 0", {**CYCLE, "base_lr": 0}, 20),
        ("base_lr above max_lr", {**CYCLE, "base_lr": 0.2}, 20),
        ("base_lr is max_lr", {**CYCLE, "base_lr": 0.1}, 20),
        ("long", LONG_CYCLE, 5000),
    ],
    "one_cycle": [
        ("total_steps 10", {"max_lr": 0.1, "total_steps": 10}, 14),
        ("linear", {"max_lr": 0.1, "total_steps": 10,
                    "anneal_strategy": "linear"}, 14),
        ("three phases", {"max_lr": 0.1, "total_steps": 10,
                          "three_phase": True}, 14),
        ("three phases, linear", {**ONE, "three_phase": True,
                                  "anneal_strategy": "linear"}, 25),
        ("three phases, pct_start above a half",
         {**ONE, "three_phase": True, "pct_start": 0.7}, 25),
        ("three phases, pct_start 0",
         {**ONE, "three_phase": True, "pct_start": 0.0}, 25),
        ("three phases, pct_start 1",
         {**ONE, "three_phase": True, "pct_start": 1.0}, 25),
        ("three phases, a fractional end",
         {**ONE, "three_phase": True, "pct_start": 0.333}, 25),
        ("epochs times steps_per_epoch",
         {"max_lr": 0.1, "epochs": 4, "steps_per_epoch": 6}, 28),
        ("total_steps before epochs",
         {**ONE, "epochs": 4, "steps_per_epoch": 6}, 28),
        ("pct_start 0", {**ONE, "pct_start": 0.0}, 25),
        ("pct_start 1", {**ONE, "pct_start": 1.0}, 25),
        ("pct_start below a step", {**ONE, "pct_start": 0.02}, 25),
        ("pct_start 0.5", {**ONE, "pct_start": 0.5}, 25),
        ("total_steps 1", {"max_lr": 0.1, "total_steps": 1}, 6),
        ("total_steps 2", {"max_lr": 0.1, "total_steps": 2}, 6),
        ("total_steps 3", {"max_lr": 0.1, "total_steps": 3}, 6),
        ("div_factor 1", {**ONE, "div_factor": 1}, 25),
        ("div_factor 1e9", {**ONE, "div_factor": 1e9}, 25),
        ("div_factor below 1", {**ONE, "div_factor": 0.5}, 25),
        ("final_div_factor 1", {**ONE, "final_div_factor": 1}, 25),
        ("final_div_factor 1e15", {**ONE, "final_div_factor": 1e15}, 25),
        ("final_div_factor below 1", {**ONE, "final_div_factor": 0.01}, 25),
        ("no cycle_momentum", {**ONE, "cycle_momentum": False}, 25),
        ("momenta", {**ONE, "base_momentum": 0.5, "max_momentum": 0.99}, 25),
        ("base_momentum above max_momentum",
         {**ONE, "base_momentum": 0.95, "max_momentum": 0.3}, 25),
        ("max_lr 0", {**ONE, "max_lr": 0}, 25),
        ("max_lr negative", {**ONE, "max_lr": -0.1}, 25),
        ("long", {"max_lr": 0.3, "total_steps": 2000}, 2100),
        ("long, three phases, linear",
         {"max_lr": 0.3, "total_steps": 2000, "three_phase": True,
          "anneal_strategy": "linear"}, 2100),
        ("unfinished", {"max_lr": 0.3, "total_steps": 100000}, 50),
    ],
    "swa": [
        ("defaults", {"swa_lr": 0.05}, 20),
        ("linear", {"swa_lr": 0.05, "anneal_strategy": "linear"}, 20),
        ("anneal_epochs 0", {"swa_lr": 0.05, "anneal_epochs": 0}, 12),
        ("anneal_epochs 1", {"swa_lr": 0.05, "anneal_epochs": 1}, 12),
        ("anneal_epochs 2", {"swa_lr": 0.05, "anneal_epochs": 2}, 12),
        ("swa_lr above the rate", {"swa_lr": 0.5}, 20),
        ("swa_lr is the rate", {"swa_lr": 0.1}, 20),
        ("swa_lr 0", {"swa_lr": 0}, 20),
        ("swa_lr negative", {"swa_lr": -0.05}, 20),
        ("long", {"swa_lr": 0.001, "anneal_epochs": 1000}, 1100),
        ("long, linear", {"swa_lr": 0.001, "anneal_epochs": 1000,
                          "anneal_strategy": "linear"}, 1100),
        ("unfinished", {"swa_lr": 0.001, "anneal_epochs": 100000}, 50),
    ],
}

# The lists of a value for each of three groups, whose rates are these.
THREE = (0.1, 0.02, 0.5)
LISTS = [
    ("lambda", {"lr_lambda": ["0.9^t", "1 - t/50", "1"]}),
    ("multiplicative", {"lr_lambda": ["0.9", "1 - 1/(t+5)", "1.01"]}),
    ("cyclic", {**CYCLE, "base_lr": [0.01, 0.001, 0.2]}),
    ("cyclic", {**CYCLE, "max_lr": [0.1, 0.2, 0.3]}),
    ("cyclic", {**CYCLE, "base_momentum": [0.8, 0.5, 0.85]}),
    ("cyclic", {**CYCLE, "max_momentum": [0.9, 0.99, 0.95]}),
    ("cyclic", {"base_lr": [0.01, 0.001, 0.2], "max_lr": [0.1, 0.2, 0.3],
                "step_size_up": 5, "base_momentum": [0.8, 0.5, 0.85],
                "max_momentum": [0.9, 0.99, 0.95]}),
    ("one_cycle", {**ONE, "max_lr": [0.1, 0.5, 0.02]}),
    ("one_cycle", {**ONE, "base_momentum": [0.8, 0.5, 0.85]}),
    ("one_cycle", {**ONE, "max_momentum": [0.9, 0.99, 0.95]}),
    ("one_cycle", {**ONE, "max_lr": [0.1, 0.5, 0.02],
                   "base_momentum": [0.8, 0.5, 0.85],
                   "max_momentum": [0.9, 0.99, 0.95]}),
    ("swa", {"swa_lr": [0.05, 0.05, 0]}),
]


def edge_cases(_seed):
    """The edges of the parameters, with one group."""
    for kind, edges in EDGES.items():
        for title, parameters, steps in edges:
            yield (f"{kind}: {title}",
                   {"steps": steps, "optimizer": optimizer(0.1),
                    "schedule": {"type": kind, **parameters}})


def list_cases(_seed):
    """A value for each group, where PyTorch takes a list."""
    for number, (kind, parameters) in enumerate(LISTS):
        yield (f"{kind}: list {number}",
               {"steps": 25, "optimizer": optimizer(*THREE),
                "schedule": {"type": kind, **parameters}})
    for kind, parameters in (("swa", {"swa_lr": [0.05]}),
                             ("cyclic", {**CYCLE, "max_lr": [0.3]}),
                             ("one_cycle", {**ONE, "max_lr": [0.3]}),
                             ("lambda", {"lr_lambda": ["0.9^t"]}),
                             ("multiplicative", {"lr_lambda": ["0.9"]})):
        yield (f"{kind}: a list of one",
               {"steps": 25, "optimizer": optimizer(0.1),
                "schedule": {"type": kind, **parameters}})


def optimizer_cases(_seed):
    """Momentum as beta1, and momentum of an optimizer that had none."""
    for kind, parameters in (("cyclic", CYCLE), ("one_cycle", ONE)):
        for name in ("adam", "adamw"):
            yield (f"{kind}: under {name}",
                   {"steps": 25, "optimizer": optimizer(*THREE, kind=name),
                    "schedule": {"type": kind, **parameters}})
        spec = optimizer(0.1)
        spec["momentum"] = 0.3
        yield (f"{kind}: under sgd with momentum",
               {"steps": 25, "optimizer": spec,
                "schedule": {"type": kind, **parameters}})
        spec = optimizer(0.1, kind="adam")
        spec["betas"] = [0.3, 0.99]
        yield (f"{kind}: under adam with betas",
               {"steps": 25, "optimizer": spec,
                "schedule": {"type": kind, **parameters}})


def draw_cases(seed):
    """Random draws of each kind, with one to four groups."""
    for kind in LEAVES:
        rng = Draw(f"kinds {kind}{seed}")
        for number in range(DRAWS):
            rates = draw_rates(rng, -8, 4)
            steps = rng.choice([20, 39, 39, 150])
            yield (f"{kind}: random {number}",
                   {"steps": steps, "optimizer": draw_optimizer(rng, rates),
                    "schedule": draw(rng, kind, steps // 2, rates[0],
                                     len(rates), wild=True)})


def plateau_cases(seed):
    """ReduceLROnPlateau over random metrics."""
    rng = Draw(f"kinds plateau{seed}")
    for number in range(DRAWS):
        rates = draw_rates(rng, -4, 1)
        schedule = draw(rng, PLATEAU, 20, rates[0], len(rates))
        schedule["eps"] = rng.choice([1e-8, 0, rng.magnitude(-6, -3)])
        count = rng.choice([20, 39, 80])
        yield (f"{PLATEAU}: random {number}",
               {"steps": count + rng.choice([-2, 0, 5]),
                "optimizer": draw_optimizer(rng, rates),
                "schedule": schedule,
                "metric": draw_metric(rng, schedule["mode"], count)})


def epoch_cases(seed):
    """Kinds that advance once an epoch."""
    rng = Draw(f"kinds epoch{seed}")
    for kind in LEAVES:
        period = rng.randint(2, 7)
        rates = draw_rates(rng, -4, 1)
        schedule = draw(rng, kind, 8, rates[0], len(rates))
        yield (f"{kind}: random, an epoch is {period} steps",
               {"steps": 20 * period + 3, "steps_per_epoch": period,
                "optimizer": draw_optimizer(rng, rates),
                "schedule": {**schedule, "interval": "epoch"}})


if __name__ == "__main__":
    record_families(__file__,
                    [edge_cases, list_cases, optimizer_cases, draw_cases,
                     plateau_cases, epoch_cases], *arguments(__file__))
