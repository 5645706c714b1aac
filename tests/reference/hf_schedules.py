#!/usr/bin/python3
"""Write down what the schedules of Hugging Face transformers (v5) give.

Writes hf_schedules.jsonl beside itself. transformers is not packaged for
Debian, so this is a transcription of its lambdas and of GreedyLR.
"""

import math

from recording import Draw, arguments, write
from system_cases import base_rates, draw_cases, make_case, shares

def steps(p, spec):
    """The steps of the rise, and in all."""
    total = p.get("num_training_steps")
    total = spec["steps"] if total is None else total
    rise = p.get("num_warmup_steps", 0)
    return rise or math.ceil(total * p.get("warmup_ratio", 0)), total


def lifted(factor, least):
    """A factor from `least` to 1, and not below 0."""
    return max(0.0, factor * (1 - least) + least)


def minimum(p, spec):
    """The share that min_lr or min_lr_rate is."""
    if p.get("min_lr") is not None:
        return p["min_lr"] / spec["optimizer"]["lr"]
    return p["min_lr_rate"]


def after_rise(decay):
    """A linear rise from 0 before what comes then."""
    def schedule(p, spec):
        rise, total = steps(p, spec)
        then = decay(p, spec, rise, total)
        return lambda t: t / max(1, rise) if t < rise else then(t)
    return schedule


def wave(p, rise, total, cycles=0.5, ahead=0):
    """The cosine's own factor."""
    count = p.get("num_cycles", cycles)
    return lambda t: 0.5 * (1 + math.cos(
        math.pi * count * 2 * ((t - rise + ahead) / max(1, total - rise))))


def linear(p, spec, rise, total):
    return lambda t: max(0.0, (total - t) / max(1, total - rise))


def cosine(p, spec, rise, total):
    return lambda t: max(0.0, wave(p, rise, total)(t))


def restarts(p, spec, rise, total):
    def factor(t):
        progress = (t - rise) / max(1, total - rise)
        if progress >= 1:
            return 0.0
        part = (p.get("num_cycles", 1) * progress) % 1
        return max(0.0, 0.5 * (1 + math.cos(math.pi * part)))
    return factor


def polynomial(p, spec, rise, total):
    lr, end = spec["optimizer"]["lr"], p.get("lr_end", 1e-7)

    def factor(t):
        if t > total:
            return end / lr
        left = 1 - (t - rise) / (total - rise)
        return ((lr - end) * left ** p.get("power", 1.0) + end) / lr
    return factor


def inverse_sqrt(p, spec, rise, total):
    scale = p.get("timescale") or rise or 10000
    return lambda t: 1 / math.sqrt((t + scale - rise) / scale)


def with_min_lr(p, spec, rise, total):
    least = minimum(p, spec)
    return lambda t: lifted(wave(p, rise, total)(t), least)


def warmup_with_min_lr(p, spec):
    rise, total = steps(p, spec)
    least, start = minimum(p, spec), p.get("warmup_lr_rate")

    def factor(t):
        if t >= rise:
            return lifted(wave(p, rise, total, ahead=1)(t), least)
        if start is None:
            return (t + 1) / max(1, rise)
        return start + (1 - start) * t / max(1, rise - 1)
    return factor


def warmup_stable_decay(p, spec):
    rise, total = steps(p, spec)
    decay, least = p["num_decay_steps"], p.get("min_lr_ratio", 0)
    stable = p.get("num_stable_steps")
    stable = total - rise - decay if stable is None else stable
    up = {"linear": lambda x: x,
          "cosine": lambda x: 0.5 * (1 - math.cos(math.pi * x)),
          "1-sqrt": lambda x: 1 - math.sqrt(1 - x)}
    down = {"linear": lambda x: 1 - x,
            "cosine": lambda x: 0.5 * (1 + math.cos(
                math.pi * p.get("num_cycles", 0.5) * 2 * x)),
            "1-sqrt": lambda x: 1 - math.sqrt(x)}

    def factor(t):
        if t < rise:
            share = up[p.get("warmup_type", "linear")](t / max(1, rise))
            return lifted(share, least)
        if t < rise + stable:
            return 1.0
        if t < rise + stable + decay:
            share = (t - rise - stable) / max(1, decay)
            return lifted(down[p.get("decay_type", "cosine")](share), least)
        return least
    return factor


def better(p, value, best):
    """Whether a metric is better than the best so far."""
    margin = p.get("threshold", 1e-6)
    sign = -1 if p.get("mode", "min") == "min" else 1
    if p.get("threshold_mode", "abs") == "rel":
        margin = best * (1 + sign * margin)
    else:
        margin = best + sign * margin
    return value < margin if sign < 0 else value > margin


class Greedy:
    """GreedyLR's state, and its step."""

    def __init__(self, p, rates):
        self.p, self.first, self.rates = p, list(rates), list(rates)
        self.begin()

    def begin(self):
        self.best = math.inf if self.p.get("mode", "min") == "min" \
            else -math.inf
        self.good = self.bad = self.cooldown = self.warmup = 0
        self.left = self.p.get("reset_start", 500)
        self.window, self.sum = [], 0.0

    def heard(self, value):
        if not self.p.get("smooth"):
            return value
        self.window.append(value)
        self.sum += value
        if len(self.window) > self.p.get("window_size", 50):
            self.sum -= self.window.pop(0)
        return self.sum / len(self.window)

    def step(self, value):
        p, value = self.p, self.heard(value)
        patience = p.get("patience", 10)
        if self.cooldown > 0 or self.warmup > 0:
            if self.cooldown > 0:
                self.cooldown -= 1
            else:
                self.warmup -= 1
            self.good = self.bad = 0
            return
        if better(p, value, self.best):
            self.best, self.bad, self.good = value, 0, self.good + 1
        else:
            self.bad, self.good = self.bad + 1, 0
        if self.good > patience:
            self.move(lambda old: min(old / p.get("factor", 0.95),
                                      p.get("max_lr", 1.0)), 1)
            self.left = p.get("reset_start", 500)
            self.warmup, self.good = p.get("warmup", 0), 0
        elif self.bad > patience:
            least = p.get("min_lr", 1e-3)
            self.move(lambda old: max(old * p.get("factor", 0.95), least), -1)
            if all(rate <= least for rate in self.rates):
                self.left -= 1
                if self.left <= 0:
                    self.rates = list(self.first)
                    self.begin()
            self.cooldown, self.bad = p.get("cooldown", 0), 0

    def move(self, change, sign):
        for group, old in enumerate(self.rates):
            if sign * (change(old) - old) > self.p.get("eps", 1e-8):
                self.rates[group] = change(old)


def greedy_rows(spec):
    """Rows of GreedyLR under the spec's metric."""
    greedy = Greedy(spec["schedule"], base_rates(spec["optimizer"]))
    rows = [list(greedy.rates)]
    for row in range(spec["steps"]):
        greedy.step(spec["metric"][row])
        rows.append(list(greedy.rates))
    return rows


def greedy_cases(seed):
    """Logs that fall, stay and rise."""
    rng = Draw(f"greedy{seed}")
    for number in range(12):
        table = {"patience": rng.randint(0, 4), "factor": rng.number(0.2, 1)}
        for name, value in {"mode": rng.choice(["min", "max"]),
                            "threshold": rng.magnitude(-6, -1),
                            "threshold_mode": rng.choice(["rel", "abs"]),
                            "cooldown": rng.randint(0, 3),
                            "warmup": rng.randint(0, 3),
                            "min_lr": rng.magnitude(-4, -1),
                            "max_lr": rng.magnitude(-1, 1),
                            "smooth": rng.random() < 0.5,
                            "window_size": rng.randint(1, 8),
                            "reset_start": rng.randint(0, 5)}.items():
            if rng.random() < 0.5:
                table[name] = value
        steps_ = rng.choice([39, 120])
        drift = rng.choice([-0.02, 0, 0.02])
        spec = {"steps": steps_,
                "optimizer": {"type": "sgd", "lr": rng.magnitude(-3, 0)},
                "schedule": {"type": "hf.greedy", **table},
                "metric": [round(2 + drift * row + rng.number(-0.1, 0.1), 4)
                           for row in range(steps_)]}
        yield make_case(f"hf.greedy: {number}", spec, greedy_rows(spec),
                        source="transcription")


COUNT = {"num_warmup_steps": lambda r: r.choice([0, 1, r.randint(2, 15)])}
TOTAL = {"num_training_steps": lambda r: r.choice([20, r.randint(16, 90)]),
         "warmup_ratio": lambda r: r.choice([0, 0.1, r.number(0, 0.5)])}
STEPS = {**COUNT, **TOTAL}
CYCLES = {"num_cycles": lambda r: r.choice([0.5, 1, 2, r.number(0.1, 3)])}
END = {"min_lr": lambda r: r.magnitude(-6, -3),
       "min_lr_rate": lambda r: r.number(0, 0.5)}
KINDS = {
    "constant": ({}, lambda p, spec: lambda t: 1.0),
    "constant_with_warmup": (COUNT, after_rise(
        lambda p, spec, rise, total: lambda t: 1.0)),
    "linear": (STEPS, after_rise(linear)),
    "cosine": ({**STEPS, **CYCLES}, after_rise(cosine)),
    "cosine_with_restarts": (
        {**STEPS, "num_cycles": lambda r: r.choice([1, 2, 3, 5])},
        after_rise(restarts)),
    "polynomial": ({**STEPS, "lr_end": lambda r: r.magnitude(-8, -5),
                    "power": lambda r: r.choice([1, 2, 0.5])},
                   after_rise(polynomial)),
    "inverse_sqrt": ({**COUNT, "timescale": lambda r: r.randint(1, 200)},
                     after_rise(inverse_sqrt)),
    "cosine_with_min_lr": ({**STEPS, **CYCLES, **END},
                           after_rise(with_min_lr)),
    "cosine_warmup_with_min_lr": (
        {**STEPS, **CYCLES, **END, "warmup_lr_rate": lambda r: r.number(0, 1)},
        warmup_with_min_lr),
    "warmup_stable_decay": (
        {**STEPS, **CYCLES, "num_decay_steps!": lambda r: r.randint(0, 20),
         "num_stable_steps": lambda r: r.randint(0, 30),
         "warmup_type": lambda r: r.choice(["linear", "cosine", "1-sqrt"]),
         "decay_type": lambda r: r.choice(["linear", "cosine", "1-sqrt"]),
         "min_lr_ratio": lambda r: r.number(0, 0.5)}, warmup_stable_decay),
}


def allowed(spec):
    """Exactly one of the minima, where there are."""
    schedule = spec["schedule"]
    return "min_lr" not in schedule["type"] or \
        ("min_lr" in schedule) != ("min_lr_rate" in schedule)


if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for name, (table, function) in KINDS.items()
             for case in draw_cases(f"hf.{name}", table, shares(function),
                                    allowed, SEED, source="transcription")]
    write(__file__, "transformers", "5", CASES + list(greedy_cases(SEED)),
          PATH)
