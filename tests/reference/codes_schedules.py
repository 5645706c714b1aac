#!/usr/bin/python3
"""Write down the schedules of training codes that are no packages.

Writes codes_schedules.jsonl beside itself: transcriptions of nanoGPT,
nanochat, modded-nanogpt, MaxText, nanotron's newest style, T5X, big_vision and
NewBob, and lrsim's points and table by numpy.interp. MaxText, T5X and
big_vision compute in single precision, and are written down in double.
"""

import math
from itertools import accumulate

import numpy

from recording import arguments, write
from system_cases import base_rates, draw_cases, shares, values


def total(p, spec, name):
    return p.get(name, spec["steps"])


def by_base(rate):
    """Rows from rate(parameters, spec, base) -> f(t)."""
    def rows_of(spec):
        functions = [rate(spec["schedule"], spec, base)
                     for base in base_rates(spec["optimizer"])]
        return [[function(t) for function in functions]
                for t in range(spec["steps"] + 1)]
    return rows_of


def nanogpt(p, spec, learning_rate):
    warmup_iters = p.get("warmup_iters", 2000)
    decay_iters = total(p, spec, "lr_decay_iters")
    min_lr = p.get("min_lr", 6e-5)

    def get_lr(it):
        if it < warmup_iters:
            return learning_rate * (it + 1) / (warmup_iters + 1)
        if it > decay_iters:
            return min_lr
        ratio = (it - warmup_iters) / (decay_iters - warmup_iters)
        coefficient = 0.5 * (1.0 + math.cos(math.pi * ratio))
        return min_lr + coefficient * (learning_rate - min_lr)
    return get_lr


def long(rows_of):
    """Rows of a run that lasts beyond the first 400."""
    def rows(spec):
        spec["steps"] = 600
        return rows_of(spec)
    return rows


def nanochat(p, spec):
    iterations = total(p, spec, "num_iterations")
    warmup = p.get("warmup_steps", 40)
    warmdown = round(p.get("warmdown_ratio", 0.65) * iterations)
    final = p.get("final_lr_frac", 0.05)

    def multiplier(it):
        if it < warmup:
            return (it + 1) / warmup
        if it <= iterations - warmdown:
            return 1.0
        left = (iterations - it) / warmdown
        return left * 1.0 + (1 - left) * final
    return multiplier


def muon_momentum(p, spec):
    iterations = total(p, spec, "num_iterations")
    warmdown = round(p.get("warmdown_ratio", 0.65) * iterations)
    start = iterations - warmdown

    def momentum(it):
        if it < 400:
            share = it / 400
            return (1 - share) * 0.85 + share * 0.97
        if it >= start:
            share = (it - start) / warmdown
            return 0.97 * (1 - share) + 0.90 * share
        return 0.97
    return momentum


def muon_decay(p, spec):
    iterations = total(p, spec, "num_iterations")
    return lambda it: 0.5 * (1 + math.cos(math.pi * it / iterations))


def modded(p, spec):
    iterations = total(p, spec, "scheduled_iterations")
    durations = p.get("durations", [1 / 3] * 3)
    factors = p.get("lr_mul", [1.0, 1.52, 1.73]) + [1.0]
    ends = [round(c * iterations) for c in accumulate(durations)]
    start = int(iterations * (1 - p.get("cooldown_frac", 0.55)))
    floor = p.get("lr_floor", 0.15)

    def factor(step):
        stage = next((i for i, end in enumerate(ends) if step < end), -1)
        own = factors[stage]
        if step >= start:
            done = min(1.0, (step - start) / (iterations - start))
            own = own * (1 - done) + floor * done
        return own
    return factor


def maxtext(p, spec, lr):
    """The pieces, joined at their boundaries."""
    steps = total(p, spec, "learning_rate_schedule_steps")
    final = lr * p.get("learning_rate_final_fraction", 0.1)
    rise = int(steps * p.get("warmup_steps_fraction", 0.1))

    def cosine(length):
        def piece(step):
            share = step / (length - 1) if length > 1 else 1.0
            a = 0.5 * (math.cos(math.pi * share) + 1)
            return lr * a + final * (1 - a)
        return piece

    def linear(first, last, length):
        def piece(step):
            if length <= 0:
                return first
            return first + (last - first) * min(step, length) / length
        return piece

    pieces = [(0, linear(0.0, lr, rise))] if rise else []
    if p["type"].endswith("cosine"):
        pieces.append((rise, cosine(steps - rise)))
    else:
        fall = int(steps * p.get("wsd_decay_steps_fraction", 0.1))
        if steps - rise - fall > 0:
            pieces.append((rise, lambda step: lr))
        if fall > 0:
            style = p.get("wsd_decay_style", "linear")
            pieces.append((steps - fall, cosine(fall) if style == "cosine"
                           else linear(lr, final, fall - 1)))
    pieces.append((steps, lambda step: 0.0))

    def rate(step):
        start, piece = [piece for piece in pieces if piece[0] <= step][-1]
        return piece(step - start)
    return rate


def one_minus_sqrt(p, spec):
    """nanotron's "1-sqrt", whose package has the two other styles alone."""
    rise, start = p.get("lr_warmup_steps", 0), p.get("lr_decay_starting_step")
    fall = p.get("lr_decay_steps", total(p, spec, "train_steps") - rise -
                 (start or 0))
    begin = rise if start is None else start
    low = p.get("min_decay_lr", 0) / spec["optimizer"]["lr"]

    def factor(t):
        if rise == 0 and fall == 0:
            return spec["optimizer"]["lr"]
        if t <= rise:
            return t / max(rise, 1)
        if t < begin:
            return 1.0
        if t < begin + fall:
            return low + (1 - low) * (1 - math.sqrt((t - begin) / fall))
        return low
    return factor


def t5x(p, spec, base):
    rise = p.get("warmup_steps", 1000)
    factor = p.get("decay_factor", 0.5)
    least = p.get("min_learning_rate", 1e-8)

    def rate(t):
        step, product = max(0, t - p.get("step_offset", 0)), 1.0
        for name in p["factors"].split("*"):
            product *= {
                "constant": lambda: base,
                "linear_warmup": lambda: min(1.0, step / rise),
                "linear_decay": lambda: base * min(
                    step / rise, 1 + factor * (rise - step)),
                "rsqrt_decay": lambda: 1 / math.sqrt(max(step, rise)),
                "rsqrt_normalized_decay": lambda: math.sqrt(rise) / math.sqrt(
                    max(step, rise)),
                "decay_every": lambda: factor ** (
                    step // p.get("steps_per_decay", 20000)),
                "cosine_decay": lambda: max(0.0, 0.5 * (1 + math.cos(
                    math.pi * (max(0.0, (step - rise) / p.get(
                        "steps_per_cycle", 100000)) % 1.0)))),
            }[name.strip()]()
        return max(product, least)
    return rate


def big_vision(p, spec, base):
    steps, rise = total(p, spec, "total_steps"), p.get("warmup_steps", 0)
    cool, kind = p.get("cooldown_steps", 0), p["type"].split(".")[1]
    end = p.get("linear_end", 0)

    def rate(step):
        done = min(max((step - rise) / (steps - rise), 0.0), 1.0)
        lr = base
        if kind == "linear":
            lr = end + (lr - end) * (1.0 - done) ** p.get("power", 1)
        elif kind == "cosine":
            lr *= 0.5 * (1 + math.cos(math.pi * done))
        elif kind == "rsqrt":
            scale, shift = p.get("timescale", 10000), p.get("shift", 0)
            lr /= math.sqrt(1 + (step + shift - rise) / scale
                            if rise <= step else 1 + shift / scale)
        else:
            i = numpy.searchsorted(numpy.array(p.get("steps", [])), step + 1)
            lr *= ([1.0] + list(p.get("mults", [])))[i]
        lr *= min(1.0, step / rise) if rise else 1
        return lr * (min(1.0, (steps - step) / cool) if cool else 1)
    return rate


def new_bob(spec):
    """SpeechBrain's NewBob over the metric of the spec."""
    p, factor, rows = spec["schedule"], 1.0, []
    left = patient = p.get("patient", 0)
    before = None
    for t in range(spec["steps"] + 1):
        rows.append([base * factor for base in base_rates(spec["optimizer"])])
        metric = spec["metric"][min(t, len(spec["metric"]) - 1)]
        if before is not None:
            gain = 0 if before == 0 else (before - metric) / before
            if gain < p.get("improvement_threshold", 0.0025):
                if left == 0:
                    factor *= p.get("annealing_factor", 0.5)
                    left = patient
                else:
                    left -= 1
        before = metric
    return rows


def interpolated(name):
    def make(p, spec):
        rows, rates = zip(*p[name])
        return lambda t: float(numpy.interp(t, rows, rates))
    return make


def give_metric(spec):
    values_of = numpy.random.default_rng(spec["steps"])
    spec["metric"] = [round(float(x), 4) for x in
                      values_of.uniform(0, 1, 30).cumsum()[::-1]]
    spec["metric"][7] = spec["metric"][6]
    spec["metric"][20] = 0
    return True


def rises_less(spec):
    p = spec["schedule"]
    if p["type"] == "big_vision.stair":
        count = min(len(p.get("steps", [])), len(p.get("mults", [])))
        for key in ("steps", "mults"):
            p[key] = p.get(key, [])[:count]
    if p["type"] == "maxtext.wsd":
        rise = p.get("warmup_steps_fraction", 0.1)
        return rise + p.get("wsd_decay_steps_fraction", 0.1) <= 1
    return p.get("warmup_steps", 0) < total(p, spec, "total_steps")


def all_of(p, spec):
    return total(p, spec, "lr_decay_iters") != p.get("warmup_iters", 2000)


def allowed(spec):
    return rises_less(spec) and all_of(spec["schedule"], spec)


def points(first):
    def draw(r):
        rows = sorted(r.sample(range(300), r.randint(1, 6)))
        return [[row, first(r)] for row in rows]
    return draw


def steps_of(r):
    return r.randint(15, 320)


def rise_of(r):
    return r.choice([0, 1, r.randint(2, 60)])


def some_of(r):
    return r.randint(1, 60)


def share_of(r):
    return r.number(0, 0.5)


def low_of(r):
    return r.magnitude(-7, -4)


MAXTEXT = {"learning_rate_schedule_steps": steps_of,
           "warmup_steps_fraction": share_of,
           "learning_rate_final_fraction": share_of}
BIG_VISION = {"total_steps": steps_of, "warmup_steps": rise_of,
              "cooldown_steps": rise_of}
FACTORS = ["constant", "linear_warmup", "linear_decay", "rsqrt_decay",
           "rsqrt_normalized_decay", "decay_every", "cosine_decay"]
KINDS = {
    "nanogpt.cosine": ({"warmup_iters!": rise_of, "lr_decay_iters": steps_of,
                        "min_lr": low_of}, by_base(nanogpt)),
    "nanochat.warmdown": ({"num_iterations": steps_of,
                           "warmup_steps": rise_of,
                           "warmdown_ratio": lambda r: r.number(0, 1),
                           "final_lr_frac": share_of}, shares(nanochat)),
    "nanochat.muon_momentum": (
        {"num_iterations!": lambda r: r.randint(10, 700),
         "warmdown_ratio": lambda r: r.number(0.01, 1)},
        long(values(muon_momentum))),
    "nanochat.weight_decay": ({"num_iterations": steps_of},
                              shares(muon_decay)),
    "modded_nanogpt.stages": (
        {"scheduled_iterations": steps_of,
         "durations": lambda r: [0.5, 0.25, 0.25],
         "lr_mul": lambda r: [r.number(0.5, 2) for _ in range(3)],
         "cooldown_frac": lambda r: r.number(0.01, 1),
         "lr_floor": share_of}, shares(modded)),
    "maxtext.cosine": (MAXTEXT, by_base(maxtext)),
    "maxtext.wsd": ({**MAXTEXT,
                     "wsd_decay_steps_fraction": lambda r: r.number(0.01, 0.6),
                     "wsd_decay_style": lambda r: r.choice(
                         ["linear", "cosine"])}, by_base(maxtext)),
    "nanotron.1_sqrt": ({"lr_warmup_steps": rise_of,
                         "lr_decay_starting_step": some_of,
                         "lr_decay_steps": steps_of, "train_steps": steps_of,
                         "min_decay_lr": low_of}, shares(one_minus_sqrt)),
    "t5x.factors": (
        {"factors!": lambda r: " * ".join(
            r.sample(FACTORS, r.randint(1, 4))),
         "warmup_steps!": some_of, "decay_factor": share_of,
         "steps_per_decay": some_of, "steps_per_cycle": some_of,
         "step_offset": rise_of, "min_learning_rate": low_of}, by_base(t5x)),
    "big_vision.linear": ({**BIG_VISION,
                           "power": lambda r: r.choice([1, 2, 0.5]),
                           "linear_end": low_of}, by_base(big_vision)),
    "big_vision.cosine": (BIG_VISION, by_base(big_vision)),
    "big_vision.rsqrt": ({**BIG_VISION, "timescale": some_of,
                          "shift": rise_of}, by_base(big_vision)),
    "big_vision.stair": (
        {**BIG_VISION, "steps": lambda r: sorted(r.sample(range(90), 3)),
         "mults": lambda r: [r.number(0, 2) for _ in range(3)]},
        by_base(big_vision)),
    "points": ({"points!": points(lambda r: r.number(0, 2))},
               shares(interpolated("points"))),
    "table": ({"rows!": points(lambda r: r.magnitude(-4, 0))},
              values(interpolated("rows"))),
}
NEW_BOB = {"annealing_factor": lambda r: r.number(0.1, 1),
           "improvement_threshold": lambda r: r.number(0, 0.1),
           "patient": lambda r: r.randint(0, 3)}

if __name__ == "__main__":
    SEED, PATH = arguments(__file__)
    CASES = [case for kind, (table, rows_of) in KINDS.items()
             for case in draw_cases(kind, table, rows_of, allowed, SEED,
                                    source="transcription")]
    CASES += draw_cases("speechbrain.NewBobScheduler", NEW_BOB, new_bob,
                        give_metric, SEED, source="transcription")
    write(__file__, "training codes", "November 2026", CASES, PATH)
