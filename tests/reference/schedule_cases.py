"""What the scripts that record PyTorch's schedules share: runs and cases.

Each spec is run twice, by PyTorch and by transcription.py, and both must agree;
where PyTorch refuses or lrsim has a rule of its own, the transcription alone is
recorded, and the case says why.
"""

import math
import sys
import warnings

import torch

from recording import Draw, json_number, pick_rows, write
from scheduler_rates import (ABSOLUTE, RELATIVE, advance, base_rates, build,
                             cosine_growth, has_chain, leaves, present_rates,
                             steps_per_advance)
from scheduler_rates import marks as known_marks
from transcription import each, make

OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam,
              "adamw": torch.optim.AdamW}
MOMENTUM = {"cyclic", "one_cycle"}
RATES = ("eta_min", "swa_lr", "max_lr", "base_lr")
PRESENT = {"multiplicative", "swa"}


# The two runs

def drives(part):
    """Whether a kind alone drives the momentum."""
    return part["type"] in MOMENTUM and part.get("cycle_momentum", True)


def make_optimizer(spec):
    """A real optimizer of a spec's groups."""
    own = {name: value for name, value in spec.items()
           if name not in ("type", "param_groups")}
    groups = [{"params": [torch.zeros(1)], "lr": rate}
              for rate in base_rates(spec)]
    return OPTIMIZERS[spec["type"]](groups, **own)


def momenta(optimizer):
    """The momentum of each group, or the first beta."""
    return [group["betas"][0] if "betas" in group else group["momentum"]
            for group in optimizer.param_groups]


def metric_of(spec, row, period):
    """The metric that a plateau receives on the advance to a row."""
    metric = spec.get("metric", [0])
    return float(metric[min(row // period - 1, len(metric) - 1)])


def torch_rows(spec, last):
    """PyTorch's rows 0..last: rates, then momenta."""
    optimizer = make_optimizer(spec["optimizer"])
    scheduler = build(spec["schedule"], optimizer)
    period = steps_per_advance(spec)
    driven = any(map(drives, leaves(spec["schedule"])))
    rows = []
    for row in range(last + 1):
        if row > 0 and row % period == 0:
            advance(scheduler, metric_of(spec, row, period))
        rows.append(present_rates(optimizer)
                    + (momenta(optimizer) if driven else []))
    return rows


def transcribed_rows(spec):
    """The same rows by transcription; the first that holds a last value."""
    groups = [{"lr": rate, "momentum": 0}
              for rate in base_rates(spec["optimizer"])]
    schedule = make(spec["schedule"], groups)
    period = steps_per_advance(spec)
    driven = any(map(drives, leaves(spec["schedule"])))
    rows, held = [], None
    for row in range(spec["steps"] + 1):
        if row > 0 and row % period == 0:
            schedule.advance(metric_of(spec, row, period))
        if schedule.held and held is None:
            held = row
        rows.append([group["lr"] for group in groups]
                    + ([group["momentum"] for group in groups]
                       if driven else []))
    return rows, held


# Which of them is right

def composites(schedule):
    """The sequences and chains that a schedule is made of."""
    parts = schedule.get("schedulers", [])
    return ([schedule] if parts else []) + [
        found for part in parts for found in composites(part)]


def why_not_torch(spec):
    """What PyTorch refuses or lrsim has otherwise; None: nothing."""
    for outer in composites(spec["schedule"]):
        first, *rest = outer["schedulers"]
        if any(part["type"] == "reduce_on_plateau"
               for part in outer["schedulers"]):
            return "a plateau in a composition"
        if outer["type"] == "chained":
            continue
        if "schedulers" in first:
            return "a composition that starts a sequence"
        if any("schedulers" in part for part in rest):
            return "a composition as a later part"
    return None


def absolute_tolerance(spec, rows):
    """1e-15 of the largest rate that the schedule knows or makes."""
    width = len(base_rates(spec["optimizer"]))
    kinds = leaves(spec["schedule"])
    rates = base_rates(spec["optimizer"]) + [
        rate for part in kinds for name in RATES if name in part
        for rate in each(part[name], 1)]
    if has_chain(spec["schedule"]) or any(part["type"] in PRESENT
                                          for part in kinds):
        rates += [rate for row in rows for rate in row[:width]]
    scale = max(abs(rate) for rate in rates if math.isfinite(rate))
    return ABSOLUTE * scale * cosine_growth(spec["schedule"], spec["steps"])


def agree(mine, theirs, atol):
    """Whether two values are the same but for rounding."""
    if not (math.isfinite(mine) and math.isfinite(theirs)):
        return mine == theirs or (mine != mine and theirs != theirs)
    return abs(mine - theirs) <= atol + RELATIVE * abs(theirs)


def compare(name, transcribed, recorded, atol):
    """Stop where the two runs differ: one of them is misunderstood."""
    for row, (mine, theirs) in enumerate(zip(transcribed, recorded)):
        if not all(agree(*pair, atol) for pair in zip(mine, theirs)):
            sys.exit(f"{name}: row {row}: transcribed {mine}, "
                     f"PyTorch {theirs}")


# Cases

def leaf_marks(part):
    """The rows on which a kind does something, from its own start."""
    kind = part["type"]
    if kind == "cyclic":
        up = part.get("step_size_up", 2000)
        whole = up + part.get("step_size_down", up)
        return {round(whole * count + extra)
                for count in range(8) for extra in (0, up)}
    if kind == "one_cycle":
        total = part.get("total_steps") or (part["epochs"]
                                            * part["steps_per_epoch"])
        up = part.get("pct_start", 0.3) * total
        return {round(up - 1), round(2 * up - 2), total - 1, total}
    if kind == "cosine_annealing_warm_restarts":
        found, period = [part["T_0"]], part["T_0"]
        for _ in range(8):
            period *= part.get("T_mult", 1)
            found.append(found[-1] + period)
        return set(found)
    if kind == "swa":
        return {part.get("anneal_epochs", 10)}
    return known_marks(part)


def marks(schedule):
    """The rows on which a schedule does something."""
    if "schedulers" not in schedule:
        return leaf_marks(schedule)
    starts = [0, *schedule.get("milestones", [])]
    starts += [0] * (len(schedule["schedulers"]) - len(starts))
    return {start + mark
            for start, part in zip(starts, schedule["schedulers"])
            for mark in {0, *marks(part)}}


def columns(width, driven):
    """The names of the columns for a number of groups."""
    names = ["lr", "momentum"] if driven else ["lr"]
    if width == 1:
        return names
    return [f"{name}{group}" for name in names for group in range(width)]


def make_case(name, spec):
    """Run a spec both ways; the line that goes into the file."""
    rows, held = transcribed_rows(spec)
    atol = absolute_tolerance(spec, rows)
    why = why_not_torch(spec)
    if why is None:
        last = spec["steps"] if held is None else held - 1
        recorded = torch_rows(spec, last)
        compare(name, rows, recorded, atol)
        rows[:last + 1] = recorded
    period = steps_per_advance(spec)
    steps = pick_rows(spec["steps"],
                      {period * mark for mark in marks(spec["schedule"])},
                      Draw(name))
    case = {
        "name": name, "command": "schedule", "spec": spec,
        "columns": columns(len(base_rates(spec["optimizer"])),
                           any(map(drives, leaves(spec["schedule"])))),
        "steps": steps,
        "values": [[json_number(value) for value in rows[row]]
                   for row in steps],
        "rtol": RELATIVE, "atol": atol,
        "source": "torch" if why is None else "transcription",
    }
    if why is not None:
        case["why"] = why
    elif held is not None:
        case["held_from"] = held
    return case


def record_families(script, families, seed, path):
    """Record every family of cases; each gets the seed for its draws."""
    warnings.simplefilter("ignore")
    cases = [make_case(name, spec)
             for family in families for name, spec in family(seed)]
    for source in ("torch", "transcription"):
        count = sum(case["source"] == source for case in cases)
        print(f"{count} from {source}", file=sys.stderr)
    write(script, "torch", torch.__version__, cases, path)
