"""What the scripts that record other systems' schedules share.

A kind is a name, its parameters as functions that draw them, and a function
from a spec to its rows. A parameter whose name ends in `!` is always given.
"""

from recording import Draw, json_number, pick_rows, write

RELATIVE, ABSOLUTE = 1e-12, 1e-15
CASES = 20


def base_rates(optimizer):
    """The rate of each group."""
    own = optimizer["lr"]
    groups = optimizer.get("param_groups")
    return [group.get("lr", own) for group in groups] if groups else [own]


def draw_optimizer(rng, name="sgd"):
    """An optimizer of one to three groups."""
    optimizer = {"type": name, "lr": rng.magnitude(-4, 0)}
    if rng.random() < 0.4:
        optimizer["param_groups"] = [
            {"params": f"{group}", "lr": rng.magnitude(-4, 0)}
            for group in range(rng.randint(2, 3))]
    return optimizer


def draw_parameters(rng, table):
    """A value for some of the parameters, and for all that must have one."""
    return {name.rstrip("!"): draw(rng) for name, draw in table.items()
            if name.endswith("!") or rng.random() < 0.5}


def columns(width, names=("lr",)):
    """The names of the columns for a number of groups."""
    if width == 1:
        return list(names)
    return [f"{name}{group}" for name in names for group in range(width)]


def make_case(name, spec, rows, names=("lr",), marks=(), **more):
    """The line that goes into the file."""
    steps = pick_rows(spec["steps"], marks, Draw(name))
    width = len(base_rates(spec["optimizer"]))
    largest = max(abs(value) for row in rows for value in row)
    return {"name": name, "command": "schedule", "spec": spec,
            "columns": columns(width, names), "steps": steps,
            "values": [[json_number(value) for value in rows[row]]
                       for row in steps],
            "rtol": RELATIVE, "atol": ABSOLUTE * largest, **more}


def draw_cases(kind, table, rows_of, allowed=lambda spec: True, seed="",
               names=("lr",), optimizer="sgd", **more):
    """Some cases of a kind; a draw that the system refuses is drawn anew.

    `rows_of` gives the rows 0 to steps of a spec, each a list of numbers.
    """
    rng = Draw(f"{kind}{seed}")
    made = 0
    while made < CASES:
        spec = {"steps": rng.choice([20, 39, rng.randint(40, 300)]),
                "optimizer": draw_optimizer(rng, optimizer),
                "schedule": {"type": kind, **draw_parameters(rng, table)}}
        if not allowed(spec):
            continue
        yield make_case(f"{kind}: {made}", spec, rows_of(spec), names,
                        **more)
        made += 1


def shares(function):
    """Rows from a factor on the base rate: f(parameters, spec) -> f(t)."""
    def rows_of(spec):
        factor = function(spec["schedule"], spec)
        return [[base * factor(t) for base in base_rates(spec["optimizer"])]
                for t in range(spec["steps"] + 1)]
    return rows_of


def values(function):
    """Rows from a rate for all groups: f(parameters, spec) -> f(t)."""
    def rows_of(spec):
        rate = function(spec["schedule"], spec)
        width = len(base_rates(spec["optimizer"]))
        return [[rate(t)] * width for t in range(spec["steps"] + 1)]
    return rows_of


def scheduler_rows(make, step, spec):
    """Rows 0 to steps of a scheduler object over PyTorch's groups."""
    import torch
    optimizer = torch.optim.SGD(
        [{"params": [torch.zeros(1)], "lr": rate}
         for rate in base_rates(spec["optimizer"])],
        lr=spec["optimizer"]["lr"])
    scheduler = make(optimizer)
    rows = []
    for row in range(spec["steps"] + 1):
        if row > 0:
            step(scheduler, row)
        rows.append([group["lr"] for group in optimizer.param_groups])
    return rows


__all__ = ["base_rates", "draw_cases", "make_case", "scheduler_rows",
           "shares", "values", "write"]
