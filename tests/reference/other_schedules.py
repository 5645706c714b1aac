#!/usr/bin/python3
"""Write down the schedules of systems in C, and of single formulas.

Writes other_schedules.jsonl beside itself: transcriptions of darknet and
llm.c, which count in single precision and are written down in double, of the
Transformer's rate, of the two REX, and of TensorFlow's YOLO trainings.
"""

import math

import numpy

from recording import Draw, arguments, write
from system_cases import base_rates, draw_cases, shares, values


def burnt_in(policy):
    """darknet's burn-in, before what a policy makes of a batch number."""
    def schedule(p, spec):
        burn, power = p.get("burn_in", 0), p.get("power", 4)

        def factor(t):
            batch = t + 1
            if batch < burn:
                return (batch / burn) ** power
            return policy(p, spec, batch)
        return factor
    return schedule


def steps_policy(p, spec, batch):
    factor = 1.0
    for step, scale in zip(p["steps"], p["scales"]):
        if step > batch:
            break
        factor *= scale
    return factor


def sigmoid_policy(p, spec, batch):
    """The difference of darknet's size_t wraps around."""
    power = p.get("gamma", 1) * float((batch - p.get("step", 1)) % 2 ** 64)
    return 1 / (1 + math.exp(power)) if power < 700 else 0.0


def poly_policy(p, spec, batch):
    total = p.get("max_batches", spec["steps"])
    return (1 - min(batch, total) / total) ** p.get("power", 4)


def llmc(decay):
    """llm.c's rise before a fall; its last rate is held."""
    def schedule(p, spec):
        rise = p.get("warmup_iterations", 0)
        total = p.get("train_num_batches", spec["steps"])
        least = p.get("final_learning_rate_frac", 1)

        def factor(t):
            if t < rise:
                return (t + 1) / rise
            return least + decay(min(t, total), rise, total) * (1 - least)
        return factor
    return schedule


def share(t, start, total):
    return (t - start) / (total - start) if t < total else 1.0


def wsd_decay(t, rise, total):
    fall = int(numpy.float32(0.8) * numpy.float32(total))
    return 1.0 if t < fall else 1 - math.sqrt(share(t, fall, total))


def noam(p, spec):
    def rate(t):
        step = max(t, 1)
        return p.get("factor", 1) * (p["d_model"] ** -0.5 * min(
            step ** -0.5, step * p.get("warmup_steps", 4000) ** -1.5))
    return rate


def kozistr_rex(p, spec):
    total = p.get("total_steps", spec["steps"])
    low, high = p.get("min_lr", 0.0), p.get("max_lr", 1.0)

    def rate(t):
        if t == 0 or t >= total:
            return low
        done = t / total
        return low + (high - low) * ((1 - done) / (1 - done / 2))
    return rate


def axolotl_rex(p, spec):
    """Rows of a spec; the least rate is no share of a group's. The class's
    constructor makes a step: row t has last_step t + 1."""
    rise = p.get("num_warmup_steps", 0)
    rest = p.get("total_steps", spec["steps"]) - rise
    least = p["min_lr"] / p["max_lr"]

    def row(t, base):
        last_step = t + 1
        if 1 <= last_step <= rise:
            return base * last_step / rise
        after = last_step - rise
        if after >= rest or after == -1 or rest <= 0:
            return p["min_lr"]
        left = (rest - after % rest) / rest
        return base * (least + (1 - least) * (left / (0.1 + 0.9 * left)))
    return row


def darknet_sgdr(p, spec):
    """AlexeyAB's case SGDR, behind its burn-in."""
    burn, least = p.get("burn_in", 0), p.get("learning_rate_min", 1e-5)

    def row(t, base):
        batch, start = t + 1, 0
        cycle = p.get("sgdr_cycle", spec["steps"])
        if batch < burn:
            return base * (batch / burn) ** p.get("power", 4)
        while start + cycle < batch:
            start += cycle
            cycle *= p.get("sgdr_mult", 2)
        return least + 0.5 * (base - least) * (
            1.0 + math.cos((batch - start) * 3.14159265 / cycle))
    return row


def tensorflow(p, spec):
    rise = p.get("warmup_steps", 0)
    total = p.get("total_steps", spec["steps"])
    end = p.get("lr_end", 1e-6)

    def row(t, base):
        if t < rise:
            return t / rise * base
        done = (t - rise) / (total - rise)
        return end + 0.5 * (base - end) * (1 + math.cos(done * math.pi))
    return row


def by_base(function):
    """Rows from a rate for each base: f(parameters, spec) -> f(t, base)."""
    def rows_of(spec):
        row = function(spec["schedule"], spec)
        return [[row(t, base) for base in base_rates(spec["optimizer"])]
                for t in range(spec["steps"] + 1)]
    return rows_of


def draw_scales(spec):
    """As many scales as there are steps."""
    rng = Draw(str(spec["schedule"].get("steps")))
    if "steps" in spec["schedule"]:
        spec["schedule"]["scales"] = [rng.number(0.1, 2) for _ in
                                      spec["schedule"]["steps"]]
    return True


BURN = {"burn_in": lambda r: r.randint(0, 30),
        "power": lambda r: r.choice([1, 2, 4, 0.5])}
GAMMA = {"gamma": lambda r: r.number(0.9, 1.01)}
LLMC = {"warmup_iterations": lambda r: r.randint(0, 15),
        "train_num_batches": lambda r: r.randint(15, 90),
        "final_learning_rate_frac": lambda r: r.number(0, 1)}
DARKNET = {
    "constant": (BURN, lambda p, spec, batch: 1.0),
    "step": ({**BURN, "step": lambda r: r.randint(1, 20),
              "scale": lambda r: r.number(0.1, 1.1)},
             lambda p, spec, batch:
             p.get("scale", 1) ** (batch // p.get("step", 1))),
    "steps": ({**BURN, "steps!": lambda r: sorted(
        r.sample(range(1, 60), r.randint(1, 4)))}, steps_policy),
    "exp": ({**BURN, **GAMMA},
            lambda p, spec, batch: p.get("gamma", 1) ** batch),
    "poly": ({**BURN, "max_batches": lambda r: r.randint(1, 90)},
             poly_policy),
    "sigmoid": ({**BURN, "gamma": lambda r: r.number(-0.5, 0.5),
                 "step": lambda r: r.randint(0, 30)}, sigmoid_policy),
}
OTHERS = {
    "darknet.sgdr": ({**BURN, "learning_rate_min": lambda r:
                      r.magnitude(-6, -4),
                      "sgdr_cycle": lambda r: r.randint(1, 60),
                      "sgdr_mult": lambda r: r.randint(1, 3)},
                     by_base(darknet_sgdr)),
    "llmc.constant": ({}, shares(lambda p, spec: lambda t: 1.0)),
    "llmc.cosine": (LLMC, shares(llmc(lambda t, rise, total: 0.5 * (
        1 + math.cos(math.pi * share(t, rise, total)))))),
    "llmc.linear": (LLMC, shares(llmc(lambda t, rise, total:
                                      1 - share(t, rise, total)))),
    "llmc.wsd": (LLMC, shares(llmc(wsd_decay))),
    "noam": ({"d_model!": lambda r: r.randint(1, 1024),
              "warmup_steps": lambda r: r.randint(1, 50),
              "factor": lambda r: r.number(0.1, 3)}, values(noam)),
    "kozistr.rex": ({"total_steps": lambda r: r.randint(1, 90),
                     "max_lr": lambda r: r.magnitude(-3, 0),
                     "min_lr": lambda r: r.magnitude(-6, -4)},
                    values(kozistr_rex)),
    "axolotl.rex": ({"max_lr!": lambda r: r.magnitude(-3, 0),
                     "min_lr!": lambda r: r.magnitude(-6, -4),
                     "total_steps": lambda r: r.randint(15, 90),
                     "num_warmup_steps": lambda r: r.randint(0, 15)},
                    by_base(axolotl_rex)),
    "tensorflow.warmup_cosine": (
        {"warmup_steps": lambda r: r.randint(0, 14),
         "total_steps": lambda r: r.randint(15, 90),
         "lr_end": lambda r: r.magnitude(-6, -4)}, by_base(tensorflow)),
}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for kind, (table, policy) in DARKNET.items()
             for case in draw_cases(f"darknet.{kind}", table,
                                    shares(burnt_in(policy)), draw_scales,
                                    SEED, source="transcription")]
    CASES += [case for kind, (table, rows_of) in OTHERS.items()
              for case in draw_cases(kind, table, rows_of, seed=SEED,
                                     source="transcription")]
    write(__file__, "darknet, llm.c and others", "August 2026", CASES, PATH)
