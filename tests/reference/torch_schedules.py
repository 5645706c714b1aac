#!/usr/bin/python3
"""Record the learning rates of PyTorch's schedulers.

Writes torch_schedules.jsonl beside itself, the same bytes at every run. The
rates of a schedule are recorded as PyTorch computes them.
"""

import math
import sys
import warnings
from itertools import accumulate

import torch

from recording import Draw, write
from scheduler_rates import make_case, make_spec

SIMPLE = ["constant", "linear", "step", "multistep", "exponential",
          "cosine_annealing"]
DRAWS_ALONE = 28
DRAWS_PAIR = 3
DRAWS_TRIPLE = 30


def draw_rates(rng, low=-12, high=6):
    """Rates of one to four groups that lie within two decades."""
    middle = rng.uniform(low + 1, high - 1)
    return [rng.magnitude(middle - 1, middle + 1)
            for _ in range(rng.choice([1, 1, 2, 3, 4]))]


# Random parameters of each kind. `length` is about how long it will run,
# `rate` the size of the rates; `wild` allows what ruins a composition's
# precision: rates that vanish, explode or change sign.

def draw_gamma(rng, wild):
    """A factor of a decay."""
    if not wild:
        return rng.number(0.7, 1.03)
    return rng.choice([rng.number(0, 1), rng.number(0.9, 1),
                       rng.number(1, 1.5), rng.number(-1.2, 0),
                       rng.magnitude(-6, -1)])


def draw_constant(rng, length, _rate, wild):
    """ConstantLR."""
    return {"type": "constant",
            "factor": (rng.magnitude(-6, 0) if wild
                       else rng.number(0.1, 1)),
            "total_iters": rng.choice([0, 1, length,
                                       rng.randint(2, length),
                                       rng.randint(2, 2 * length)])}


def draw_linear(rng, length, _rate, wild):
    """LinearLR."""
    return {"type": "linear",
            "start_factor": (rng.magnitude(-8, 0) if wild
                             else rng.number(0.1, 1)),
            "end_factor": (rng.choice([0, 1, rng.number(0, 1)]) if wild
                           else rng.choice([1, rng.number(0.1, 1)])),
            "total_iters": rng.choice([1, 2, length,
                                       rng.randint(2, length),
                                       rng.randint(2, 2 * length)])}


def draw_step(rng, length, _rate, wild):
    """StepLR."""
    return {"type": "step",
            "step_size": rng.choice([1, 2, rng.randint(2, length),
                                     rng.randint(2, 2 * length)]),
            "gamma": draw_gamma(rng, wild)}


def draw_multistep(rng, length, _rate, wild):
    """MultiStepLR; the milestones in no order, some of them repeated."""
    count = rng.randint(1, 6)
    return {"type": "multistep",
            "milestones": [rng.choice([0, 1, rng.randint(2, length),
                                       rng.randint(2, length)])
                           for _ in range(count)],
            "gamma": draw_gamma(rng, wild)}


def draw_exponential(rng, _length, _rate, wild):
    """ExponentialLR."""
    return {"type": "exponential", "gamma": draw_gamma(rng, wild)}


def draw_cosine_annealing(rng, length, rate, wild):
    """CosineAnnealingLR."""
    bottoms = [0, 0, rng.number(0, 0.5) * rate, rng.number(0, 0.01) * rate]
    if wild:
        bottoms += [rng.number(1, 5) * rate, rng.number(-1, 0) * rate]
    top = rng.choice([1, 2, length, rng.randint(3, length),
                      rng.randint(3, length // 2 + 3),
                      rng.randint(3, length) + 0.5])
    return {"type": "cosine_annealing", "T_max": top,
            "eta_min": float(f"{rng.choice(bottoms):.4g}")}


def draw_sequential(rng, length, rate, wild):
    """SequentialLR of two simple kinds."""
    return {"type": "sequential", "milestones": [rng.randint(1, length)],
            "schedulers": [draw(rng, rng.choice(SIMPLE), length, rate, wild)
                           for _ in range(2)]}


def draw_chained(rng, length, rate, wild):
    """ChainedScheduler of two simple kinds."""
    return {"type": "chained",
            "schedulers": [draw(rng, rng.choice(SIMPLE), length, rate, wild)
                           for _ in range(2)]}


DRAWERS = {
    "constant": draw_constant,
    "linear": draw_linear,
    "step": draw_step,
    "multistep": draw_multistep,
    "exponential": draw_exponential,
    "cosine_annealing": draw_cosine_annealing,
    "sequential": draw_sequential,
    "chained": draw_chained,
}


def draw(rng, kind, length, rate, wild=False):
    """A schedule of a kind with random parameters."""
    return DRAWERS[kind](rng, length, rate, wild)


# Families of cases: pairs of a name and a spec

EDGES = {
    "constant": [
        ("defaults", {}, 12),
        ("total_iters 0", {"factor": 0.5, "total_iters": 0}, 12),
        ("total_iters 1", {"factor": 0.5, "total_iters": 1}, 12),
        ("total_iters past the end", {"total_iters": 100}, 12),
        ("factor 1", {"factor": 1}, 12),
        ("factor 0 before its end", {"factor": 0, "total_iters": 9}, 8),
    ],
    "linear": [
        ("defaults", {}, 12),
        ("total_iters 0", {"start_factor": 0.25, "total_iters": 0}, 12),
        ("total_iters 1", {"start_factor": 0.25, "total_iters": 1}, 12),
        ("start_factor 1e-8", {"start_factor": 1e-8, "total_iters": 30}, 39),
        ("down to 0", {"start_factor": 1, "end_factor": 0,
                       "total_iters": 30}, 39),
        ("start is end", {"start_factor": 0.7, "end_factor": 0.7}, 12),
        ("long", {"start_factor": 1e-3, "total_iters": 1000}, 1200),
        ("unfinished", {"start_factor": 1e-3, "total_iters": 1000}, 30),
    ],
    "step": [
        ("defaults", {"step_size": 10}, 39),
        ("step_size 1", {"step_size": 1, "gamma": 0.9}, 39),
        ("step_size past the end", {"step_size": 100}, 39),
        ("gamma above 1", {"step_size": 7, "gamma": 1.7}, 100),
        ("gamma negative", {"step_size": 4, "gamma": -0.8}, 39),
        ("gamma 0", {"step_size": 5, "gamma": 0}, 39),
        ("gamma 1", {"step_size": 5, "gamma": 1}, 39),
        ("long", {"step_size": 30, "gamma": 0.97}, 2000),
    ],
    "multistep": [
        ("defaults", {"milestones": [10, 20]}, 39),
        ("no milestone", {"milestones": []}, 12),
        ("milestone 0", {"milestones": [0]}, 12),
        ("milestone 0 thrice", {"milestones": [0, 0, 0, 4],
                                "gamma": 0.5}, 12),
        ("repeated", {"milestones": [5, 5, 9, 5], "gamma": 0.3}, 12),
        ("unordered", {"milestones": [9, 2, 30, 4], "gamma": 0.3}, 39),
        ("past the end", {"milestones": [3, 1000]}, 12),
        ("gamma above 1", {"milestones": [3, 6], "gamma": 3}, 12),
        ("gamma negative", {"milestones": [3, 3, 6], "gamma": -2}, 12),
        ("gamma 0", {"milestones": [3, 6], "gamma": 0}, 12),
        ("gamma 1", {"milestones": [3, 6], "gamma": 1}, 12),
    ],
    "exponential": [
        ("gamma 0.9", {"gamma": 0.9}, 39),
        ("gamma above 1", {"gamma": 1.05}, 300),
        ("gamma negative", {"gamma": -0.9}, 39),
        ("gamma -1", {"gamma": -1}, 39),
        ("gamma 0", {"gamma": 0}, 12),
        ("gamma 1", {"gamma": 1}, 39),
        ("to nothing", {"gamma": 0.1}, 400),
        ("to infinity", {"gamma": 10}, 320),
        ("long", {"gamma": 0.999}, 2000),
    ],
    "cosine_annealing": [
        ("defaults", {"T_max": 10}, 39),
        ("T_max 1", {"T_max": 1, "eta_min": 0.01}, 12),
        ("T_max 2", {"T_max": 2, "eta_min": 0.01}, 12),
        ("T_max 3", {"T_max": 3}, 39),
        ("T_max 7.5", {"T_max": 7.5, "eta_min": 0.01}, 39),
        ("T_max 0.5", {"T_max": 0.5}, 12),
        ("eta_min above the rate", {"T_max": 10, "eta_min": 0.3}, 39),
        ("eta_min is the rate", {"T_max": 10, "eta_min": 0.1}, 39),
        ("eta_min negative", {"T_max": 10, "eta_min": -0.05}, 39),
        ("eight periods", {"T_max": 25}, 400),
        ("eight periods, eta_min", {"T_max": 25, "eta_min": 0.001}, 400),
        ("long", {"T_max": 1000}, 2500),
        ("long, eta_min", {"T_max": 1000, "eta_min": 0.001}, 2500),
        ("unfinished", {"T_max": 10000, "eta_min": 0.001}, 100),
    ],
}


def simple_cases():
    """Each kind alone: the edges of its parameters, and random draws."""
    for kind, edges in EDGES.items():
        for title, parameters, steps in edges:
            schedule = {"type": kind, **parameters}
            yield f"{kind}: {title}", make_spec(schedule, steps)
        rng = Draw(kind)
        for number in range(DRAWS_ALONE):
            rates = draw_rates(rng)
            steps = rng.choice([20, 39, 150])
            schedule = draw(rng, kind, steps // 2, rates[0], wild=True)
            yield (f"{kind}: draw {number}",
                   make_spec(schedule, steps, rates))


def group_cases():
    """Groups that take the optimizer's rate, and one whose rate is 0."""
    rng = Draw("groups")
    for kind in SIMPLE:
        schedule = draw(rng, kind, 15, 0.1)
        spec = make_spec(schedule, 39)
        spec["optimizer"]["param_groups"] = [
            {"params": "0"}, {"params": "1:3", "lr": 0.02},
            {"params": [3, 5]}]
        yield f"{kind}: groups with the optimizer's rate", spec
        yield (f"{kind}: a group with rate 0",
               make_spec(schedule, 39, [0.1, 0]))


# A binary fraction as threshold makes ties exact.
PLATEAU_EDGES = [
    ("defaults", {}, [1], 40),
    ("patience 0", {"patience": 0, "factor": 0.5}, [1], 12),
    ("equal is not better", {"patience": 1, "threshold": 0},
     [3, 2, 2, 2, 1, 1, 1, 1], 12),
    ("any gain is better", {"patience": 0, "threshold": 0},
     [1, 0.9999999, 0.9999998, 0.9999998], 8),
    ("a tie with the threshold, abs",
     {"patience": 0, "threshold": 0.125, "threshold_mode": "abs"},
     [1, 0.875, 0.749, 0.624, 0.499, 0.3], 10),
    ("a tie with the threshold, abs, max",
     {"mode": "max", "patience": 0, "threshold": 0.125,
      "threshold_mode": "abs"}, [1, 1.125, 1.25, 1.376, 1.501, 1.7], 10),
    ("a tie with the threshold, rel",
     {"patience": 0, "threshold": 0.5}, [8, 4, 3, 1.5, 1.4, 0.5], 10),
    ("a tie with the threshold, rel, max",
     {"mode": "max", "patience": 0, "threshold": 0.5},
     [2, 3, 4, 6, 6.5, 10], 10),
    ("a negative best", {"patience": 1, "threshold": 0.1, "factor": 0.5},
     [-1, -0.95, -0.91, -0.8, -0.75, -0.7, -2, -1.9, -1.7, -1.5, -1.4], 16),
    ("a negative best, max",
     {"mode": "max", "patience": 1, "threshold": 0.1, "factor": 0.5},
     [-1, -1.05, -1.09, -1.1, -1.2, -0.5, -0.54, -0.6, -0.7], 16),
    ("a best of 0", {"patience": 0}, [0, 0, -1e-300, -1, -1], 10),
    ("cooldown", {"patience": 1, "cooldown": 3, "factor": 0.5}, [1], 30),
    ("a gain in cooldown", {"patience": 1, "cooldown": 4, "factor": 0.5},
     [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.4], 30),
    ("min_lr", {"patience": 0, "factor": 0.5, "min_lr": 0.01}, [1], 12),
    ("min_lr above the rate", {"patience": 0, "min_lr": 0.2}, [1], 8),
    ("eps forbids", {"patience": 0, "factor": 0.5, "eps": 0.02}, [1], 12),
    ("eps 0", {"patience": 0, "factor": 0.5, "eps": 0}, [1], 80),
    ("default eps", {"patience": 0, "factor": 0.5}, [1], 40),
    ("factor 0", {"patience": 1, "factor": 0, "min_lr": 1e-3}, [1], 12),
    ("the last metric is held", {"patience": 2},
     [5, 4, 3, 3, 2, 2, 2, 1], 30),
]


def draw_metric(rng, mode, count):
    """A noisy loss, or a score where more is better; some are negative."""
    level = rng.choice([0, 0, -1, 3])
    noise = rng.choice([0.001, 0.05, 0.3])
    curve = [math.exp(-10 * k / count) * (1 + noise * rng.gauss(0, 1)) + level
             for k in range(count)]
    sign = 1 if mode == "min" else -1
    digits = rng.choice([2, 3, 5])
    return [round(sign * value, digits) for value in curve]


def draw_plateau(rng, groups, rate):
    """ReduceLROnPlateau."""
    least = rng.choice([0, float(f"{rate * rng.magnitude(-4, -0.5):.4g}")])
    if groups > 1 and rng.random() < 0.5:
        least = [float(f"{rate * rng.magnitude(-4, -0.5):.4g}")
                 for _ in range(groups)]
    return {"type": "reduce_on_plateau",
            "mode": rng.choice(["min", "max"]),
            "factor": rng.number(0.05, 0.99),
            "patience": rng.choice([0, 1, 2, 3, 7]),
            "threshold": rng.choice([0, 1e-4, rng.magnitude(-4, -1)]),
            "threshold_mode": rng.choice(["rel", "abs"]),
            "cooldown": rng.choice([0, 0, 1, 4]),
            "min_lr": least,
            "eps": rng.choice([1e-8, 0, rng.magnitude(-6, -4)])}


def plateau_cases():
    """ReduceLROnPlateau over given metrics."""
    kind = "reduce_on_plateau"
    for title, parameters, metric, steps in PLATEAU_EDGES:
        yield (f"{kind}: {title}",
               make_spec({"type": kind, **parameters}, steps, metric=metric))
    yield (f"{kind}: min_lr a list",
           make_spec({"type": kind, "patience": 0, "factor": 0.5,
                      "min_lr": [0.03, 0.001, 0]}, 12, [0.1, 0.01, 1],
                     metric=[1]))
    rng = Draw(kind)
    for number in range(DRAWS_ALONE + 4):
        rates = draw_rates(rng, -4, 1)
        schedule = draw_plateau(rng, len(rates), rates[0])
        long = number >= DRAWS_ALONE
        count = 300 if long else rng.choice([15, 40, 80])
        metric = draw_metric(rng, schedule["mode"], count)
        yield (f"{kind}: {'long ' if long else ''}draw {number}",
               make_spec(schedule, count + rng.choice([-2, 0, 5]), rates,
                         metric=metric))


def epoch_cases():
    """Schedules that advance once an epoch."""
    rng = Draw("epoch")
    for kind in [*SIMPLE, "chained", "sequential"]:
        for period in (7, rng.randint(2, 5)):
            rates = draw_rates(rng, -4, 1)
            schedule = draw(rng, kind, 8, rates[0])
            schedule["interval"] = "epoch"
            yield (f"{kind}: an epoch is {period} steps",
                   make_spec(schedule, 20 * period + 3, rates,
                             steps_per_epoch=period))
    for period in (7, 3):
        schedule = {"type": "reduce_on_plateau", "patience": 1,
                    "factor": 0.5, "interval": "epoch"}
        yield (f"reduce_on_plateau: an epoch is {period} steps",
               make_spec(schedule, 12 * period + 2, [0.1, 0.3],
                         steps_per_epoch=period,
                         metric=[4, 3, 3, 3, 2, 2, 2, 2, 1]))
    yield ("exponential: steps_per_epoch without interval",
           make_spec({"type": "exponential", "gamma": 0.9}, 39,
                     steps_per_epoch=7))
    yield ("exponential: the interval is a step",
           make_spec({"type": "exponential", "gamma": 0.9,
                      "interval": "step"}, 39, steps_per_epoch=7))


def chain_of(rng, kinds, steps):
    """A spec of a chain of these kinds."""
    rates = draw_rates(rng, -6, 2)
    parts = [draw(rng, kind, steps // 3, rates[0]) for kind in kinds]
    return make_spec({"type": "chained", "schedulers": parts}, steps, rates)


def chained_cases():
    """Chains: all ordered pairs, triples, chains of chains."""
    rng = Draw("chained")
    kinds = [*SIMPLE, "sequential"]
    for first in kinds:
        for second in kinds:
            for number in range(DRAWS_PAIR):
                yield (f"chained: {first} * {second}, draw {number}",
                       chain_of(rng, [first, second],
                                rng.choice([30, 39, 120])))
    for number in range(DRAWS_TRIPLE):
        three = [rng.choice(kinds) for _ in range(3)]
        yield (f"chained: {' * '.join(three)}, draw {number}",
               chain_of(rng, three, 39))
    for number in range(10):
        three = [rng.choice(SIMPLE), "chained", rng.choice(kinds)]
        rng.shuffle(three)
        yield (f"chained: {' * '.join(three)}, draw {number}",
               chain_of(rng, three, 39))
    yield "chained: one part", chain_of(rng, ["cosine_annealing"], 39)
    low_points = [{"type": "exponential", "gamma": 0.9},
                  {"type": "cosine_annealing", "T_max": 5, "eta_min": 0.01}]
    yield ("chained: a low point wipes the past",
           make_spec({"type": "chained", "schedulers": low_points}, 39))
    yield ("chained: a low point wipes the past, other order",
           make_spec({"type": "chained", "schedulers": low_points[::-1]}, 39))
    restart = {"type": "sequential", "milestones": [6],
               "schedulers": [{"type": "linear"}, low_points[0]]}
    yield ("chained: a sequence's milestone wipes the past",
           make_spec({"type": "chained",
                      "schedulers": [{"type": "constant", "factor": 0.5,
                                      "total_iters": 10}, restart]}, 20))


def sequence_of(rng, kinds, slot=30):
    """A spec of a sequence of these kinds, each active for some steps."""
    rates = draw_rates(rng, -6, 2)
    milestones = list(accumulate(rng.randint(1, slot) for _ in kinds[1:]))
    parts = [draw(rng, kind, slot, rates[0]) for kind in kinds]
    schedule = {"type": "sequential", "milestones": milestones,
                "schedulers": parts}
    return make_spec(schedule, milestones[-1] + 2 * slot, rates)


def sequential_cases():
    """Sequences: all ordered pairs, more parts, odd places of milestones."""
    rng = Draw("sequential")
    for first in [*SIMPLE, "chained", "sequential"]:
        for second in SIMPLE:
            for number in range(DRAWS_PAIR):
                yield (f"sequential: {first} -> {second}, draw {number}",
                       sequence_of(rng, [first, second]))
    for count, draws in ((3, DRAWS_TRIPLE), (4, 15)):
        for number in range(draws):
            kinds = [rng.choice(SIMPLE) for _ in range(count)]
            yield (f"sequential: {' -> '.join(kinds)}, draw {number}",
                   sequence_of(rng, kinds))
    for number in range(6):
        kinds = [rng.choice(["chained", "sequential"]), rng.choice(SIMPLE),
                 rng.choice(SIMPLE)]
        yield (f"sequential: {' -> '.join(kinds)}, draw {number}",
               sequence_of(rng, kinds))
    yield from sequential_edges()


def sequential_edges():
    """Sequences whose parts or milestones are at an edge."""
    linear = {"type": "linear", "start_factor": 0.1}
    decay = {"type": "exponential", "gamma": 0.9}
    cosine = {"type": "cosine_annealing", "T_max": 10, "eta_min": 0.001}
    unending = {"type": "constant", "factor": 0.5, "total_iters": 0}
    at_once = {"type": "multistep", "milestones": [0, 0, 3], "gamma": 0.5}
    chain = {"type": "chained", "schedulers": [decay, cosine]}
    edges = [
        ("milestone 1", [1], [linear, decay]),
        ("milestones 1, 2, 3", [1, 2, 3], [linear, decay, cosine, decay]),
        ("warm-up, cosine", [5], [linear, cosine]),
        ("a cosine leaves at its low point", [10], [cosine, decay]),
        ("a cosine leaves past its low point", [11], [cosine, linear]),
        ("a cosine starts thrice", [7, 20], [cosine, cosine, cosine]),
        ("constant with total_iters 0 first", [4], [unending, decay]),
        ("constant with total_iters 0 later", [4], [decay, unending]),
        ("milestone 0 of a first multistep", [4], [at_once, decay]),
        ("milestone 0 of a later multistep", [4], [decay, at_once]),
        ("a milestone past the end", [1000], [decay, cosine]),
        ("one part", [], [cosine]),
        ("a chain past its low point", [17], [chain, cosine]),
        ("a sequence cut before its milestone", [3], [
            {"type": "sequential", "milestones": [8],
             "schedulers": [linear, decay]}, cosine]),
        ("a sequence cut on its milestone", [8], [
            {"type": "sequential", "milestones": [8],
             "schedulers": [linear, decay]}, cosine]),
        ("a chain in a sequence in a sequence", [20], [
            {"type": "sequential", "milestones": [9],
             "schedulers": [chain, linear]}, cosine]),
    ]
    for title, milestones, parts in edges:
        schedule = {"type": "sequential", "milestones": milestones,
                    "schedulers": parts}
        yield f"sequential: {title}", make_spec(schedule, 39, [0.1, 0.02])


def refused_cases():
    """Compositions that PyTorch refuses; they show in what is skipped."""
    rng = Draw("refused")
    for composite in ("sequential", "chained"):
        for first in SIMPLE:
            yield (f"sequential: {first} -> {composite}",
                   sequence_of(rng, [first, composite]))
    spec = sequence_of(rng, ["exponential", "linear"])
    spec["schedule"]["schedulers"][1] = {"type": "linear", "total_iters": 0}
    yield "sequential: exponential -> linear with total_iters 0", spec
    plateau = {"type": "reduce_on_plateau"}
    for kind in ("sequential", "chained"):
        schedule = {"type": kind,
                    "schedulers": [{"type": "constant"}, plateau]}
        if kind == "sequential":
            schedule["milestones"] = [5]
        yield (f"{kind}: constant with reduce_on_plateau",
               make_spec(schedule, 20))


FAMILIES = [simple_cases, group_cases, plateau_cases, epoch_cases,
            chained_cases, sequential_cases, refused_cases]


def main():
    """Record every family; name on standard error what PyTorch refuses."""
    warnings.simplefilter("ignore")
    cases = []
    for family in FAMILIES:
        for name, spec in family():
            try:
                cases.append(make_case(name, spec))
            except (ArithmeticError, AttributeError, NotImplementedError,
                    TypeError, ValueError) as error:
                print(f"skipped {name}: {type(error).__name__}: {error}",
                      file=sys.stderr)
    write(__file__, "torch", torch.__version__, cases)


if __name__ == "__main__":
    main()
