"""The rates of a PyTorch scheduler: made on a real optimizer and stepped.

Row 0 is the rate after the construction. What PyTorch cannot make is written
down once more by transcribe().
"""

import math

import torch
from torch.optim import lr_scheduler, swa_utils

from recording import Draw, json_number, pick_rows
from transcription import function_of

KINDS = {
    "lambda": lr_scheduler.LambdaLR,
    "multiplicative": lr_scheduler.MultiplicativeLR,
    "constant": lr_scheduler.ConstantLR,
    "linear": lr_scheduler.LinearLR,
    "step": lr_scheduler.StepLR,
    "multistep": lr_scheduler.MultiStepLR,
    "exponential": lr_scheduler.ExponentialLR,
    "polynomial": lr_scheduler.PolynomialLR,
    "cosine_annealing": lr_scheduler.CosineAnnealingLR,
    "cosine_annealing_warm_restarts":
        lr_scheduler.CosineAnnealingWarmRestarts,
    "cyclic": lr_scheduler.CyclicLR,
    "one_cycle": lr_scheduler.OneCycleLR,
    "swa": swa_utils.SWALR,
    "reduce_on_plateau": lr_scheduler.ReduceLROnPlateau,
    "sequential": lr_scheduler.SequentialLR,
}
NOT_PARAMETERS = {"type", "interval", "schedulers", "constants"}
FORMULAS = {"lr_lambda", "scale_fn"}

RELATIVE = 1e-12
ABSOLUTE = 1e-15


def functions(formula, constants):
    """The function that a formula is, or a list of them."""
    if isinstance(formula, list):
        return [function_of(text, constants) for text in formula]
    return function_of(formula, constants)


def build(schedule, optimizer):
    """Make the scheduler that a spec describes.

    Making one changes the rates, so order matters: the parts in list order,
    each part's own parts just before itself.
    """
    parameters = {name: value for name, value in schedule.items()
                  if name not in NOT_PARAMETERS}
    for name in FORMULAS & parameters.keys():
        parameters[name] = functions(parameters[name],
                                     schedule.get("constants", {}))
    if "schedulers" in schedule:
        parts = [build(part, optimizer) for part in schedule["schedulers"]]
        if schedule["type"] == "chained":
            return lr_scheduler.ChainedScheduler(parts)
        parameters["schedulers"] = parts
    return KINDS[schedule["type"]](optimizer, **parameters)


def advance(scheduler, metric):
    """One step of a scheduler; only a plateau receives the metric."""
    if isinstance(scheduler, lr_scheduler.ReduceLROnPlateau):
        scheduler.step(metric)
    else:
        scheduler.step()


def steps_per_advance(spec):
    """How many steps pass between two advances of the schedule."""
    if spec["schedule"].get("interval") == "epoch":
        return spec["steps_per_epoch"]
    return 1


def base_rates(optimizer):
    """The rate of each parameter group of an optimizer's spec."""
    return [group.get("lr", optimizer["lr"])
            for group in optimizer.get("param_groups", [{}])]


def present_rates(optimizer):
    """The rate of each parameter group of an optimizer at this moment."""
    return [group["lr"] for group in optimizer.param_groups]


def record(spec):
    """The rates of the rows 0..steps, a list of the groups' for each."""
    optimizer = torch.optim.SGD(
        [{"params": [torch.zeros(1)], "lr": lr}
         for lr in base_rates(spec["optimizer"])], lr=spec["optimizer"]["lr"])
    scheduler = build(spec["schedule"], optimizer)
    period = steps_per_advance(spec)
    metric = spec.get("metric", [None])
    rows = [present_rates(optimizer)]
    for row in range(1, spec["steps"] + 1):
        if row % period == 0:
            count = row // period - 1
            advance(scheduler, metric[min(count, len(metric) - 1)])
        rows.append(present_rates(optimizer))
    return rows


# What PyTorch refuses or lrsim has otherwise, put together from what it does

def starts_with_composite(schedule):
    """Whether a sequence's first part is itself a chain or a sequence."""
    return (schedule["type"] == "sequential"
            and "schedulers" in schedule["schedulers"][0])


def flattened(schedule):
    """A sequence whose first part is no sequence: `(a -> b) -> c` opened."""
    first, *rest = schedule["schedulers"]
    if first["type"] != "sequential":
        return schedule
    first = flattened(first)
    end = schedule["milestones"][0]
    inner = [milestone for milestone in first["milestones"]
             if milestone < end]
    return {**schedule, "milestones": inner + schedule["milestones"],
            "schedulers": first["schedulers"][:len(inner) + 1] + rest}


def transcribe(spec):
    """The rates of a sequence that starts with a chain or a sequence.

    A chain rules alone until its milestone; what follows starts from the base
    rates, whatever came before. A sequence in front is the same parts in one.
    """
    schedule = flattened(spec["schedule"])
    first, *rest = schedule["schedulers"]
    if first["type"] != "chained":
        return record({**spec, "schedule": schedule})
    end = schedule["milestones"][0]
    neutral = {"type": "constant", "factor": 1}
    after = record({**spec, "schedule": {**schedule,
                                         "schedulers": [neutral, *rest]}})
    return record({**spec, "schedule": first})[:end] + after[end:]


# Cases

def marks(schedule):
    """The rows on which a schedule does something, from its own start."""
    if "schedulers" not in schedule:
        period = schedule.get("step_size") or schedule.get("T_max")
        found = {schedule.get("total_iters", 5),
                 *schedule.get("milestones", [])}
        if period:
            found |= {round(period * count) for count in range(1, 13)}
        return found
    starts = [0] * len(schedule["schedulers"])
    starts[1:1 + len(schedule.get("milestones", []))] = (
        schedule.get("milestones", []))
    return {start + mark
            for start, part in zip(starts, schedule["schedulers"])
            for mark in {0, *marks(part)}}


def leaves(schedule):
    """The schedules without parts that a schedule is made of."""
    parts = schedule.get("schedulers")
    if parts is None:
        return [schedule]
    return [leaf for part in parts for leaf in leaves(part)]


def has_chain(schedule):
    """Whether there is a chain anywhere in a schedule."""
    return schedule["type"] == "chained" or any(
        has_chain(part) for part in schedule.get("schedulers", []))


def absolute_tolerance(spec, rows):
    """How far from the exact value PyTorch's own rounding may lead.

    In general 1e-15 of the largest base rate (or eta_min). In a chain the
    rates themselves may be larger, and then they are the measure.

    CosineAnnealingLR is a recursion over cosines, whose argument grows by pi
    every T_max steps and its rounding error with it. Just after a low point
    (T_max, and every 2*T_max from there) lr - eta_min is only
    (1-cos(pi/T_max))/2 of the whole, and what rounding did to it grows by the
    inverse of that as the rate climbs. Alone and without eta_min the errors
    cancel in the quotients; with eta_min, or where a chain changes the rate
    meanwhile, they do not. With a T_max that is no whole number no row meets
    the low point, and the nearest ones are half a step from it.
    """
    schedule = spec["schedule"]
    cosines = [leaf for leaf in leaves(schedule)
               if leaf["type"] == "cosine_annealing"]
    scale = max(map(abs, base_rates(spec["optimizer"])
                    + [leaf.get("eta_min", 0) for leaf in cosines]))
    if has_chain(schedule):
        scale = max(scale, *(abs(rate) for row in rows for rate in row))
    return ABSOLUTE * scale * cosine_growth(schedule, spec["steps"])


def cosine_growth(schedule, steps):
    """What the rounding of the cosines in a schedule may grow by."""
    growth = 1
    for leaf in leaves(schedule):
        if leaf["type"] != "cosine_annealing":
            continue
        top = leaf["T_max"]
        own = 1 + steps / top
        if steps > top and (has_chain(schedule)
                            or leaf.get("eta_min", 0) != 0):
            nearest = 1 if top == int(top) else 0.5
            own /= 1 - math.cos(math.pi * nearest / top)
        growth = max(growth, own)
    return growth


def make_case(name, spec):
    """Run a spec; the line that goes into the file."""
    transcribed = starts_with_composite(spec["schedule"])
    rows = transcribe(spec) if transcribed else record(spec)
    period = steps_per_advance(spec)
    steps = pick_rows(spec["steps"],
                      {period * mark for mark in marks(spec["schedule"])},
                      Draw(name))
    width = len(rows[0])
    return {
        "name": name, "command": "schedule", "spec": spec,
        "columns": (["lr"] if width == 1
                    else [f"lr{group}" for group in range(width)]),
        "steps": steps,
        "values": [[json_number(rate) for rate in rows[row]]
                   for row in steps],
        "rtol": RELATIVE, "atol": absolute_tolerance(spec, rows),
        "source": "transcription" if transcribed else "torch",
    }


def sgd(*rates):
    """An optimizer spec with one parameter group for each rate."""
    if len(rates) == 1:
        return {"type": "sgd", "lr": rates[0]}
    return {"type": "sgd", "lr": rates[0],
            "param_groups": [{"params": str(index), "lr": lr}
                             for index, lr in enumerate(rates)]}


def make_spec(schedule, steps, rates=(0.1,), **others):
    """A spec of a schedule for `lrsim schedule`."""
    return {"steps": steps, "optimizer": sgd(*rates), "schedule": schedule,
            **others}
