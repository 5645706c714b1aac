#!/usr/bin/python3
"""Record compositions with what PyTorch's kinds do to one another.

Writes torch_compositions.jsonl beside itself. Making a cyclic or a one_cycle
changes what the other parts start from, and the momentum at once; keys in the
groups are shared by all that use them. `torch_compositions.py SEED [FILE]`
draws others.
"""

from itertools import accumulate

from recording import Draw, arguments
from schedule_cases import record_families
from schedule_draws import (LEAVES, draw, draw_metric, draw_optimizer,
                            draw_rates)

SETTERS = ["cyclic", "one_cycle"]
NEW = ["lambda", "multiplicative", "polynomial",
       "cosine_annealing_warm_restarts", "swa"]
PLATEAU = "reduce_on_plateau"
# What changes nothing outside itself, and begins a later part from the base.
NEUTRAL = [kind for kind in LEAVES
           if kind not in (*SETTERS, "multiplicative", "swa")]
SLOT = 12


def parts_of(rng, kinds, rates, slot=SLOT):
    """A part of each of these kinds, for these rates."""
    return [draw(rng, kind, slot, rates[0], len(rates)) for kind in kinds]


def chain(parts):
    """A chain of parts."""
    return {"type": "chained", "schedulers": parts}


def sequence(rng, parts, slot=SLOT):
    """A sequence of parts, each active for some steps."""
    lengths = [rng.randint(1, 2 * slot) for _ in parts[1:]]
    return {"type": "sequential", "milestones": list(accumulate(lengths)),
            "schedulers": parts}


def spec_of(rng, schedule, rates, steps=None, **others):
    """A spec that runs some rows past the last milestone."""
    steps = steps or max([0, *schedule.get("milestones", [])]) + 2 * SLOT
    return {"steps": steps, "optimizer": draw_optimizer(rng, rates),
            "schedule": schedule, **others}


def both(rng, kinds, title):
    """A sequence and a chain of these kinds."""
    for form in ("sequential", "chained"):
        rates = draw_rates(rng, -5, 2)
        parts = parts_of(rng, kinds, rates)
        schedule = (chain(parts) if form == "chained"
                    else sequence(rng, parts))
        mark = " -> " if form == "sequential" else " * "
        yield (f"{form}: {mark.join(kinds)}, {title}",
               spec_of(rng, schedule, rates))


# Families

def pair_cases(seed):
    """Every ordered pair in which one is new; a setter has two draws."""
    for first in LEAVES:
        for second in LEAVES:
            rng = Draw(f"pairs {first} {second}{seed}")
            pair = {first, second}
            draws = (2 if pair & {*SETTERS} else 1 if pair & {*NEW} else 0)
            for number in range(draws):
                yield from both(rng, [first, second], f"pair {number}")


def triple_cases(seed):
    """Cyclic and one_cycle at every place of three."""
    rng = Draw(f"triples{seed}")
    for setter in SETTERS:
        for place in range(3):
            for number in range(4):
                kinds = [rng.choice(LEAVES) for _ in range(2)]
                kinds.insert(place, setter)
                yield from both(rng, kinds, f"place {place} {number}")


def many_setters_cases(seed):
    """Several of them, which share the keys of the groups."""
    rng = Draw(f"setters{seed}")
    for number in range(16):
        kinds = [rng.choice(SETTERS) for _ in range(rng.randint(2, 4))]
        yield from both(rng, kinds, f"sharing {number}")


def random_cases(seed):
    """Two to five parts of any kind."""
    rng = Draw(f"random{seed}")
    for number in range(20):
        kinds = [rng.choice(LEAVES) for _ in range(rng.randint(2, 5))]
        yield from both(rng, kinds, f"random {number}")


def nested_chain_cases(seed):
    """Chains of sequences and of chains, which PyTorch runs."""
    rng = Draw(f"nested{seed}")
    for number in range(30):
        rates = draw_rates(rng, -5, 2)
        parts = parts_of(rng, [rng.choice(LEAVES), rng.choice(LEAVES)], rates)
        inner = [rng.choice(LEAVES) for _ in range(2)]
        if number % 2:
            inner[rng.randrange(2)] = rng.choice(SETTERS)
        made = parts_of(rng, inner, rates)
        parts.insert(rng.randrange(3), chain(made) if number % 3 == 0
                     else sequence(rng, made))
        yield (f"chained: nested {number}",
               spec_of(rng, chain(parts), rates, 39))


def edge_cases(_seed):
    """Side effects one by one, with numbers that tell."""
    two = {"type": "linear", "start_factor": 0.5, "total_iters": 4}
    decay = {"type": "exponential", "gamma": 0.9}
    cosine = {"type": "cosine_annealing", "T_max": 10, "eta_min": 0.001}
    cycle = {"type": "cyclic", "base_lr": 0.02, "max_lr": 0.2,
             "step_size_up": 3}
    once = {"type": "one_cycle", "max_lr": 0.5, "total_steps": 10}
    other = {"type": "one_cycle", "max_lr": 0.3, "total_steps": 8,
             "base_momentum": 0.6, "max_momentum": 0.7, "div_factor": 10}
    still = {"cycle_momentum": False}
    late = {"pct_start": 0.0}
    times = {"type": "multiplicative", "lr_lambda": "0.9"}
    swa = {"type": "swa", "swa_lr": 0.05, "anneal_epochs": 5}
    goal = {"type": "swa", "swa_lr": 0.01, "anneal_epochs": 3}
    restarts = {"type": "cosine_annealing_warm_restarts", "T_0": 4}
    edges = [
        ("cyclic first, then from its base_lr", [5], [cycle, decay]),
        ("cyclic second: the first starts from its own", [5], [decay, cycle]),
        ("cyclic between", [4, 9], [two, cycle, decay]),
        ("one_cycle: all start from its initial rate", [5], [two, once]),
        ("one_cycle first", [5], [once, decay]),
        ("one_cycle to its end", [10], [once, decay]),
        ("one_cycle past its end", [13], [once, decay]),
        ("one_cycle past its end, then multiplicative", [13],
         [once, times]),
        ("one_cycle between", [4, 9], [two, once, cosine]),
        ("two one_cycles share the later one's keys", [10], [once, other]),
        ("two one_cycles, a pause between", [6, 12], [once, decay, other]),
        ("two one_cycles, the first without momentum", [6],
         [{**once, **still}, other]),
        ("two one_cycles, the second without momentum", [6],
         [once, {**other, **still}]),
        ("one_cycle that starts on its way down", [6],
         [two, {**once, **late}]),
        ("cyclic, then one_cycle", [7], [cycle, once]),
        ("one_cycle, then cyclic", [7], [once, cycle]),
        ("one_cycle, then cyclic without momentum", [7],
         [once, {**cycle, **still}]),
        ("one_cycle without momentum, then cyclic", [7],
         [{**once, **still}, cycle]),
        ("two cyclics", [7], [cycle, {**cycle, "base_lr": 0.05,
                                      "max_momentum": 0.5}]),
        ("multiplicative goes on from a warm-up", [3], [two, times]),
        ("multiplicative goes on from one_cycle", [6], [once, times]),
        ("multiplicative, then from the base", [6], [times, decay]),
        ("multiplicative twice", [3, 6], [times, decay, times]),
        ("swa first", [8], [swa, decay]),
        ("swa goes on from a decay", [6], [decay, swa]),
        ("swa goes on from one_cycle", [10], [once, swa]),
        ("two swas share the later one's target", [6], [swa, goal]),
        ("swa at once", [6], [decay, {**swa, "anneal_epochs": 0}]),
        ("restarts after a warm-up", [4], [two, restarts]),
        ("a milestone 0", [0], [two, cosine]),
        ("milestones 0 and 5", [0, 5], [two, decay, restarts]),
        ("a milestone 0 after cyclic", [0, 6], [cycle, decay, two]),
        ("a milestone 0 before one_cycle", [0], [decay, once]),
        ("a milestone 0 before multiplicative", [0], [decay, times]),
        ("a milestone 0 before swa", [0], [decay, swa]),
        ("a milestone 0 between cyclic and swa", [0], [cycle, swa]),
        ("a milestone 0, swa, multiplicative", [0, 7], [decay, swa, times]),
        ("a milestone 0 after one_cycle", [0, 4], [once, cosine, cycle]),
    ]
    rng = Draw("edges")
    for title, milestones, parts in edges:
        schedule = {"type": "sequential", "milestones": milestones,
                    "schedulers": parts}
        for rates in ([0.1], [0.1, 0.02, 0.4]):
            yield (f"sequential: {title}, {len(rates)}",
                   spec_of(rng, schedule, rates, 30))
    for number, parts in enumerate([
            [decay, cycle], [cycle, decay], [two, once], [once, two],
            [cycle, once], [once, cycle], [once, other], [swa, decay],
            [decay, swa], [swa, goal], [times, swa], [times, decay],
            [times, cosine], [cosine, times], [restarts, decay],
            [decay, restarts], [{"type": "lambda", "lr_lambda": "0.9^t"},
                                times], [cycle, times, once]]):
        title = " * ".join(part["type"] for part in parts)
        yield (f"chained: {title}, edge {number}",
               spec_of(rng, chain(parts), [0.1, 0.02], 30))


def epoch_cases(seed):
    """Compositions that advance once an epoch."""
    rng = Draw(f"epoch{seed}")
    for number in range(10):
        period = rng.randint(2, 7)
        kinds = [rng.choice(SETTERS), rng.choice(LEAVES)]
        for name, spec in both(rng, rng.sample(kinds, 2),
                               f"epoch {number}"):
            spec["schedule"]["interval"] = "epoch"
            yield name, {**spec, "steps_per_epoch": period,
                         "steps": spec["steps"] * period + 1}


# What PyTorch refuses

def first_cases(seed):
    """A chain or a sequence that starts a sequence."""
    rng = Draw(f"first{seed}")
    for number in range(24):
        rates = draw_rates(rng, -5, 2)
        kinds = [rng.choice(LEAVES) for _ in range(rng.randint(2, 3))]
        parts = parts_of(rng, kinds, rates)
        first = chain(parts) if number % 2 else sequence(rng, parts)
        rest = parts_of(rng, [rng.choice([kind for kind in LEAVES
                                          if kind != "swa"])], rates)
        yield (f"sequential: a {first['type']} first {number}",
               spec_of(rng, sequence(rng, [first, *rest]), rates))


def bounded(part):
    """No total_iters of 0, which tells a first part from a later one."""
    if part["type"] == "constant":
        part["total_iters"] = max(1, part["total_iters"])
    return part


def later_composite(rng, rates, depth):
    """A composite for a later part: its first part starts from the base."""
    first = rng.choice(NEUTRAL + SETTERS)
    kinds = [first, rng.choice(NEUTRAL + ["multiplicative"])]
    parts = [bounded(part) for part in parts_of(rng, kinds, rates)]
    if depth > 0:
        parts.append(later_composite(rng, rates, depth - 1)
                     if rng.random() < 0.5 else
                     draw(rng, "step", SLOT, rates[0], len(rates)))
    if rng.random() < 0.5:
        return sequence(rng, parts)
    return chain([part for part in parts if part["type"] != "sequential"])


def later_cases(seed):
    """A chain or a sequence as a later part, to any depth."""
    rng = Draw(f"later{seed}")
    for number in range(36):
        rates = draw_rates(rng, -5, 2)
        first = draw(rng, rng.choice(LEAVES), SLOT, rates[0], len(rates))
        parts = [first, later_composite(rng, rates, number % 3)]
        if number % 4 == 0:
            parts.append(draw(rng, "linear", SLOT, rates[0], len(rates)))
        yield (f"sequential: a {parts[1]['type']} later {number}",
               spec_of(rng, sequence(rng, parts), rates))


def plateau_cases(seed):
    """A plateau as any part; nothing made after it sets the base."""
    rng = Draw(f"plateau{seed}")
    for number in range(36):
        rates = draw_rates(rng, -4, 1)
        plateau = {**draw(rng, PLATEAU, SLOT, rates[0], len(rates)),
                   "patience": rng.choice([0, 1, 2, 3]),
                   "factor": rng.number(0.2, 0.95)}
        before = [rng.choice(LEAVES) for _ in range(rng.randint(0, 2))]
        after = [rng.choice(NEUTRAL)
                 for _ in range(rng.randint(1 - bool(before), 2))]
        parts = [*parts_of(rng, before, rates), plateau,
                 *parts_of(rng, after, rates)]
        schedule = chain(parts) if number % 2 else sequence(rng, parts)
        spec = spec_of(rng, schedule, rates)
        spec["metric"] = draw_metric(rng, plateau["mode"], spec["steps"])
        yield (f"{schedule['type']}: a plateau as part {len(before)} "
               f"{number}", spec)
    yield from nested_plateau_cases(rng)


def nested_plateau_cases(rng):
    """A plateau in a chain that is a part of a sequence, and the reverse."""
    for number in range(16):
        rates = draw_rates(rng, -4, 1)
        plateau = {**draw(rng, PLATEAU, SLOT, rates[0], len(rates)),
                   "patience": rng.choice([0, 1, 2]),
                   "factor": rng.number(0.2, 0.95)}
        beside, outer = parts_of(rng, [rng.choice(NEUTRAL),
                                       rng.choice(NEUTRAL)], rates)
        bounded(beside)
        if number % 2:
            inner = chain(rng.sample([beside, plateau], 2))
            schedule = sequence(rng, rng.sample([outer, inner], 2))
        else:
            inner = sequence(rng, rng.sample([beside, plateau], 2))
            schedule = chain(rng.sample([outer, inner], 2))
        spec = spec_of(rng, schedule, rates, 45)
        spec["metric"] = draw_metric(rng, plateau["mode"], 45)
        yield f"{schedule['type']}: a plateau within {number}", spec


if __name__ == "__main__":
    record_families(__file__,
                    [edge_cases, pair_cases, triple_cases, many_setters_cases,
                     random_cases, nested_chain_cases, epoch_cases,
                     first_cases, later_cases, plateau_cases], *arguments(__file__))
