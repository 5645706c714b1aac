#!/usr/bin/python3
"""Record the schedules of training codes, each from its own scheduler module.

Writes trainers_schedules.jsonl beside itself. The packages are installed
without what they depend on; stubs.py loads the one file that counts.
"""

import inspect
import types
import warnings

import torch

from recording import arguments, write
from stubs import load, version
from system_cases import base_rates, draw_cases, scheduler_rows, shares


def total(p, spec, name):
    return p.get(name, spec["steps"])


def own(p, *left_out):
    """The parameters of a schedule, without its type."""
    return {key: value for key, value in p.items()
            if key != "type" and key not in left_out}


def kind_of(p):
    return p["type"].split(".")[1]


def by_base(rate):
    """Rows from rate(parameters, spec, base) -> f(t)."""
    def rows_of(spec):
        functions = [rate(spec["schedule"], spec, base)
                     for base in base_rates(spec["optimizer"])]
        return [[function(t) for function in functions]
                for t in range(spec["steps"] + 1)]
    return rows_of


# LitGPT: a function of the iteration.
def litgpt(p, spec, base):
    return lambda t: LITGPT.get_lr(base, t, p.get("warmup_iters", 2000),
                                   total(p, spec, "max_iters"),
                                   p.get("min_lr", 4e-5))


# OLMo-core: its trainer counts a step before it sets the rate for it.
def olmo(p, spec, base):
    all_steps = total(p, spec, "t_max")
    given = own(p, "t_max")
    if "decay" in given and "decay_fraction" not in given:
        given["decay_fraction"] = None
    scheduler = olmo_scheduler(p["type"], given)
    # Its trainer ends there; beyond, a line would go on below 0.
    last = all_steps if kind_of(p) in OLMO_LAST else spec["steps"] + 1
    assert given.get("warmup", 0) <= all_steps
    group = {"lr": base}
    trainer = types.SimpleNamespace(max_steps=all_steps)

    def rate(t):
        trainer.global_step = min(t + 1, last)
        return scheduler.set_lr(group, trainer)
    return rate


def olmo_scheduler(kind, given):
    """An object of a class, and of the classes of what it holds."""
    made = dict(given)
    if "stages" in made:
        made["stages"] = [OLMO.ComposableSchedulerStage(**stage)
                          for stage in made["stages"]]
    if "schedulers" in made:
        made["schedulers"] = [olmo_scheduler(part["type"], own(part))
                              for part in made["schedulers"]]
    if "override_decay" in made:
        made["override_decay"] = OLMO.OverrideDecay(**made["override_decay"])
    return getattr(OLMO, kind.split(".")[1])(**made)


# nanotron: a LambdaLR.
def nanotron(spec):
    p = spec["schedule"]
    args = types.SimpleNamespace(
        learning_rate=spec["optimizer"]["lr"], lr_warmup_style="linear",
        lr_warmup_steps=p.get("lr_warmup_steps", 0),
        lr_decay_starting_step=p.get("lr_decay_starting_step"),
        lr_decay_steps=p.get("lr_decay_steps"),
        lr_decay_style=kind_of(p), min_decay_lr=p.get("min_decay_lr", 0.0))
    return scheduler_rows(
        lambda optimizer: NANOTRON.lr_scheduler_builder(
            types.SimpleNamespace(get_base_optimizer=lambda: optimizer), args,
            total(p, spec, "train_steps")),
        lambda scheduler, row: scheduler.step(), spec)


# NeMo and ESPnet: subclasses of PyTorch's scheduler.
def nemo(spec):
    p = own(spec["schedule"])
    p.setdefault("max_steps", spec["steps"])
    if kind_of(spec["schedule"]) == "SquareRootAnnealing":
        p.setdefault("min_lr", 0.0)
    return scheduler_rows(
        lambda optimizer: getattr(NEMO, kind_of(spec["schedule"]))(
            optimizer, **p),
        lambda scheduler, row: scheduler.step(), spec)


def espnet(module, **names):
    def rows_of(spec):
        p = own(spec["schedule"])
        for name, there in names.items():
            p.setdefault(there, total(p, spec, name))
        return scheduler_rows(
            lambda optimizer: getattr(
                module, spec["schedule"]["type"].split(".")[-1])(
                    optimizer, **p),
            lambda scheduler, row: scheduler.step(), spec)
    return rows_of


def restarts(spec):
    return scheduler_rows(
        lambda optimizer: RESTARTS.CosineAnnealingWarmupRestarts(
            optimizer, **own(spec["schedule"])),
        lambda scheduler, row: scheduler.step(), spec)


# Of the schedulers behind it these are asked for value 0 as for any other;
# with others PyTorch 2.13 multiplies it once more.
def gradual(spec):
    p = spec["schedule"]
    after = p.get("after_scheduler")

    def make(optimizer):
        inner = None
        if after:
            inner = getattr(torch.optim.lr_scheduler, after["type"])(
                optimizer, **own(after))
        return GRADUAL.GradualWarmupScheduler(
            optimizer, p["multiplier"], p["total_epoch"], inner)
    return scheduler_rows(make, lambda scheduler, row: scheduler.step(), spec)


# fairseq: step_update() with the number of updates that are done.
FAIRSEQ_FILES = {
    "polynomial_decay": ("polynomial_decay_schedule",
                         "PolynomialDecayLRSchedule"),
    "inverse_sqrt": ("inverse_square_root_schedule",
                     "InverseSquareRootSchedule"),
    "tri_stage": ("tri_stage_lr_scheduler", "TriStageLRSchedule"),
    "cosine": ("cosine_lr_scheduler", "CosineLRSchedule"),
    "triangular": ("triangular_lr_scheduler", "TriangularLRSchedule"),
    "fixed": ("fixed_schedule", "FixedLRSchedule"),
    "manual": ("manual_lr_scheduler", "ManualSchedule"),
    "step": ("step_lr_scheduler", "StepLRSchedule"),
}
FAIRSEQ_DEFAULTS = {
    "warmup_updates": 0, "end_learning_rate": 0.0, "power": 1.0,
    "force_anneal": None, "warmup_init_lr": -1, "warmup_steps": 0,
    "hold_steps": 0, "decay_steps": 0, "phase_ratio": None,
    "init_lr_scale": 0.01, "final_lr_scale": 0.01, "min_lr": 0.0,
    "t_mult": 1, "lr_period_updates": -1, "lr_shrink": 0.1,
    "shrink_min": False, "lr_deacy_period": 25000, "lr_decay": 0.5}


class FairseqOptimizer:
    def set_lr(self, rate):
        self.rate = rate

    def get_lr(self):
        return self.rate


def fairseq(p, spec, base):
    kind = kind_of(p)
    file, name = FAIRSEQ_FILES[kind]
    cfg = types.SimpleNamespace(**{**FAIRSEQ_DEFAULTS, **own(p)}, lr=[base])
    if kind == "inverse_sqrt":
        cfg.warmup_updates = p.get("warmup_updates", 4000)
    if kind == "triangular":
        cfg.lr_period_updates = p.get("lr_period_updates", 5000)
    cfg.max_update = total(p, spec, "max_update")
    cfg.total_num_update = total(p, spec, "total_num_update")
    if "warmup_ratio" in p:
        cfg.phase_ratio = (p["warmup_ratio"], p["hold_ratio"],
                           p["decay_ratio"])
    if kind == "manual":
        cfg.epoch2lr = "{}"
        cfg.update2lr = str({str(step): rate for step, rate
                             in p["update2lr"]})
    module = load(f"fairseq/optim/lr_scheduler/{file}.py", "omegaconf")
    optimizer = FairseqOptimizer()
    optimizer.set_lr(base)
    scheduler = getattr(module, name)(cfg, optimizer)
    # It ends before the rise does, and no period follows.
    rises_only = (kind == "cosine" and cfg.lr_period_updates <= 0
                  and cfg.max_update <= cfg.warmup_updates)

    def rate(t):
        if rises_only and t >= cfg.warmup_updates:
            return base
        scheduler.step_update(t)
        return optimizer.get_lr()
    return rate


# OpenNMT-py: the optimizer counts its steps from 1.
def opennmt(p, spec):
    given = {"warmup_steps": p.get("warmup_steps", 4000),
             "model_size": p.get("hidden_size", 500),
             "rate": p.get("learning_rate_decay", 0.5),
             "decay_steps": p.get("decay_steps", 10000),
             "start_step": p.get("start_decay_steps", 50000)}
    function = getattr(OPENNMT, kind_of(p) + "_decay")
    names = inspect.signature(function).parameters
    given = {key: value for key, value in given.items() if key in names}
    return lambda t: function(t + 1, **given)


# SpeechBrain: called after each update, which the first one precedes.
def speechbrain(p, spec, base):
    kind = kind_of(p)
    given = own(p)
    for name in ("total_steps", "num_training_steps"):
        made = getattr(SPEECHBRAIN, kind)
        if name in inspect.signature(made).parameters:
            given.setdefault(name, 100000 if kind == "CyclicCosineScheduler"
                             else spec["steps"])
    if kind == "IntervalScheduler":
        given["intervals"] = [{"steps": step, "lr": lr}
                              for step, lr in given["intervals"]]
    first = {"NoamScheduler": "lr_initial", "LinearNoamScheduler":
             "lr_initial", "NoamIntervalScheduler": "lr_initial",
             "StepScheduler": "initial_value", "IntervalScheduler": None,
             "LinearScheduler": "initial_value", "CyclicLRScheduler": None, "CyclicCosineScheduler": "lr_initial",
             "LinearWarmupScheduler": "initial_value",
             "InverseSquareRootScheduler": None}.get(kind, "lr")
    if first:
        given[first] = base
    scheduler = getattr(SPEECHBRAIN, kind)(**given)
    optimizer = types.SimpleNamespace(param_groups=[{"lr": base}])
    counts = "num_updates" in inspect.signature(
        scheduler.__call__).parameters

    def rate(t):
        if t > 0 and kind == "CyclicLRScheduler":
            scheduler.on_batch_end(optimizer)
        elif t > 0 and kind in ("StepScheduler", "LinearScheduler"):
            # Beyond its end the line would fail.
            return scheduler(min(t, given.get("epoch_count", t)))[1]
        elif t > 0 and counts:
            scheduler(optimizer, t)
        elif t > 0:
            scheduler(optimizer)
        return optimizer.param_groups[0]["lr"]
    return rate


# OpenCLIP: a function that sets the rate of a step.
def openclip(p, spec, base):
    optimizer = types.SimpleNamespace(param_groups=[{}])
    length, kind = p.get("warmup_length", 10000), kind_of(p)
    steps = total(p, spec, "steps")
    if kind == "const_cooldown":
        adjust = OPENCLIP.const_lr_cooldown(
            optimizer, base, length, steps, p["cooldown_steps"],
            p.get("cooldown_power", 1.0), p.get("cooldown_end_lr", 0.0))
        return lambda t: adjust(min(t, steps))
    return getattr(OPENCLIP, kind + "_lr")(optimizer, base, length, steps)


def diffusers(spec):
    return scheduler_rows(
        lambda optimizer: DIFFUSERS.get_piecewise_constant_schedule(
            optimizer, spec["schedule"]["step_rules"]),
        lambda scheduler, row: scheduler.step(), spec)


# Composer: a factor of the state of the trainer, which asks for it before it
# counts the batch.
def composer(p, spec):
    given = {}
    for key, value in own(p).items():
        counts = key.startswith("t_") and key != "t_mult" or key in (
            "step_size", "decay_period")
        given[key] = (f"{value}ba" if counts else
                      [f"{step}ba" for step in value]
                      if key == "milestones" else value)
    scheduler = getattr(COMPOSER, kind_of(p))(**given)
    # The trainer demands a schedule as long as itself, lrsim does not.
    last = max(1, p.get("t_max", spec["steps"]))
    state = types.SimpleNamespace(
        dataloader_len=None, timestamp=None,
        max_duration=TIME.Time(last, TIME.TimeUnit.BATCH))

    def factor(t):
        state.timestamp = TIME.Timestamp(batch=max(0, t - 1))
        return scheduler(state)
    return factor


# PaddlePaddle: step() after each update.
def paddle(p, spec, base):
    kind = kind_of(p)
    given = own(p)
    if kind == "PiecewiseDecay":
        scheduler = PADDLE.PiecewiseDecay(**given)
    elif kind == "NoamDecay":
        scheduler = PADDLE.NoamDecay(learning_rate=base, **given)
    else:
        if kind == "PolynomialDecay":
            given.setdefault("decay_steps", spec["steps"])
        scheduler = getattr(PADDLE, kind)(learning_rate=base, **given)

    def rate(t):
        if t > 0:
            scheduler.step()
        return scheduler()
    return rate


def allowed(rows_of):
    """Whether a system makes the rates of a spec, and they are real."""
    def test(spec):
        try:
            rows = rows_of(spec)
        except (ArithmeticError, AssertionError, TypeError, ValueError):
            return False
        return not any(isinstance(rate, complex) for row in rows
                       for rate in row)
    return test


def STEPS(r):
    return r.randint(15, 320)


def RISE(r):
    return r.choice([0, 1, r.randint(2, 60)])


def SOME(r):
    return r.randint(1, 60)


def LOW(r):
    return r.magnitude(-7, -4)


def PART(r):
    return r.number(0, 0.5)


def EXPONENT(r):
    return r.choice([1, 2, 0.5, r.number(0, 4)])


def FLAG(r):
    return r.random() < 0.5


def GAMMA(r):
    return r.number(0.1, 1.1)


def rising(r):
    return sorted(r.sample(range(1, 200), r.randint(1, 4)))


OLMO_LAST = ("WSD", "PowerLR", "CosWithWarmupAndLinearDecay",
             "SequentialScheduler")
OLMO_RISE = {"warmup!": RISE,
             "warmup_min_lr": lambda r: r.magnitude(-8, -5)}
OLMO_FALL = {"decay": SOME, "decay_min_lr": lambda r: r.magnitude(-8, -5)}
OLMO_CURVE = {**OLMO_RISE, "alpha_f": PART, "t_max": STEPS}


def olmo_shape(r, *ends):
    """A stage, or an override, with one of each pair of rates."""
    shape = {"duration": r.randint(1, 90),
             "shape": r.choice(["linear", "cosine"])}
    for end in ends:
        shape.update(r.choice([{end: r.magnitude(-4, -1)},
                               {f"{end}_fraction": r.number(0, 1.5)}]))
    return shape


def olmo_stages(r):
    return [olmo_shape(r, "end_lr", *["start_lr"] * (r.random() < 0.5))
            for _ in range(r.randint(1, 4))]


def olmo_override(r):
    return {"start": r.randint(0, 150), **olmo_shape(r, "end_lr")}


def olmo_early(r):
    """An override that is over in row 20."""
    return {**olmo_override(r), "start": r.randint(1, 12),
            "duration": r.randint(1, 8)}


def olmo_series(r):
    """Parts that lower the rate to something, and rise from less than it."""
    return [{"type": f"olmo.{kind}", "warmup": r.randint(1, 2),
             "warmup_min_lr": r.choice([0, 1e-9]), "alpha_f": r.number(0.2, 1)}
            for kind in r.choices(["CosWithWarmup", "LinearWithWarmup",
                                   "HalfCosWithWarmup"], k=3)]


NEMO_RISE = {"warmup_steps": RISE, "max_steps": STEPS, "min_lr": LOW}
NEMO_HOLD = {**NEMO_RISE, "hold_steps": SOME}
NEMO_SHARES = {"warmup_ratio!": PART, "max_steps": STEPS, "min_lr": LOW}
NEMO_HELD = {**NEMO_SHARES, "hold_ratio!": PART}
NANOTRON_TABLE = {"lr_warmup_steps": RISE, "lr_decay_starting_step": SOME,
                  "lr_decay_steps": STEPS, "train_steps": STEPS,
                  "min_decay_lr": LOW}
WARMUP = {"warmup_updates": RISE}
T_MAX, T_WARMUP = {"t_max": STEPS}, {"t_warmup!": RISE}
ALPHA = {"alpha_f": PART}


def make_tables():
    """(kind, parameters, rows of a spec, package) of every kind; a kind that
    comes again has a word for its names."""
    yield ("litgpt.cosine", {"warmup_iters!": RISE, "max_iters": STEPS,
                             "min_lr": LOW}, by_base(litgpt), "litgpt")
    for kind, table in {
            "ConstantScheduler": {},
            "ConstantWithWarmup": {**OLMO_RISE, "t_max": STEPS},
            "WSDS": {**OLMO_RISE, "warmup!": lambda r: r.randint(0, 30),
                     "decay!": lambda r: r.randint(1, 30),
                     "decay_min_lr": lambda r: r.magnitude(-8, -5),
                     "period_lengths!": lambda r: [
                         r.randint(60, 99) for _ in range(3)],
                     "period_lr_multipliers": lambda r: [
                         r.number(0.1, 2) for _ in range(3)]},
            "WSD": {**OLMO_RISE, **OLMO_FALL, "t_max": STEPS},
            "PowerLR": {**OLMO_RISE, **OLMO_FALL, "t_max": STEPS,
                        "b": lambda r: r.number(-1, -0.1)},
            "CosWithWarmup": OLMO_CURVE, "LinearWithWarmup": OLMO_CURVE,
            "InvSqrtWithWarmup": OLMO_CURVE, "HalfCosWithWarmup": OLMO_CURVE,
            "CosWithWarmupAndLinearDecay": {**OLMO_CURVE, **OLMO_FALL},
            "ComposableScheduler": {"stages!": olmo_stages,
                                    "override_decay": olmo_override},
            "SequentialScheduler": {
                "schedulers!": olmo_series, "schedulers_max!": lambda r: [
                    r.randint(6, 9), r.randint(6, 9)],
                "override_decay": olmo_early},
            "ExponentialScheduler": {"lr_min": lambda r: r.magnitude(-9, -6),
                                     "t_max": STEPS}}.items():
        yield f"olmo.{kind}", table, by_base(olmo), "ai2-olmo-core"
    for kind in ("linear", "cosine"):
        yield f"nanotron.{kind}", NANOTRON_TABLE, nanotron, "nanotron"
    for kind, table in {
            "WarmupPolicy": NEMO_RISE, "SquareAnnealing": NEMO_RISE,
            "SquareRootAnnealing": NEMO_RISE,
            "InverseSquareRootAnnealing": NEMO_RISE,
            "WarmupAnnealing": NEMO_RISE,
            "PolynomialDecayAnnealing": {**NEMO_RISE, "power": EXPONENT,
                                         "cycle": FLAG},
            "CosineAnnealing": {**NEMO_RISE, "constant_steps": SOME},
            "WarmupHoldPolicy": NEMO_HOLD,
            "WarmupHoldAnnealOneMinusSquareRoot": NEMO_HOLD,
            "WarmupHoldAnnealLinear": NEMO_HOLD,
            "PolynomialHoldDecayAnnealing": {**NEMO_HOLD, "power": EXPONENT,
                                             "cycle": FLAG},
            "NoamHoldAnnealing": {**NEMO_HOLD, "warmup_steps!": SOME,
                                  "decay_rate": lambda r: r.number(0.1, 1)},
            "NoamAnnealing": {"d_model!": lambda r: r.randint(1, 1024),
                              **NEMO_RISE},
            "T5InverseSquareRootAnnealing": {"constant_steps!": SOME,
                                             "max_steps": STEPS,
                                             "min_lr": LOW}}.items():
        table = {key: draw for key, draw in table.items()
                 if key + "!" not in table}
        yield f"nemo.{kind}", table, nemo, "nemo_toolkit"
    for kind, table in {
            "CosineAnnealing": {**NEMO_SHARES, "constant_ratio": PART},
            "SquareAnnealing": NEMO_SHARES,
            "WarmupHoldAnnealLinear": NEMO_HELD,
            "NoamHoldAnnealing": NEMO_HELD}.items():
        yield f"nemo.{kind}", table, nemo, "nemo_toolkit", ", shares"
    yield ("fairseq.tri_stage",
           {"warmup_ratio!": lambda r: r.choice([0, 0.1, 0.25]),
            "hold_ratio!": lambda r: r.choice([0.25, 0.5]),
            "decay_ratio!": lambda r: r.choice([0.25, 0.4, 0.5]),
            "max_update!": STEPS, "init_lr_scale": PART},
           by_base(fairseq), "fairseq", ", shares")
    for kind, table in {
            "polynomial_decay": {**WARMUP, "end_learning_rate": LOW,
                                 "power": EXPONENT,
                                 "total_num_update": STEPS},
            "inverse_sqrt": {"warmup_updates!": SOME, "warmup_init_lr": LOW},
            "fixed": WARMUP,
            "step": {**WARMUP, "warmup_init_lr": LOW, "min_lr": LOW,
                     "lr_deacy_period!": SOME,
                     "lr_decay": lambda r: r.number(0.1, 1)},
            "tri_stage": {"warmup_steps!": SOME, "hold_steps": SOME,
                          "decay_steps!": SOME,
                          "init_lr_scale": lambda r: r.number(0, 1),
                          "final_lr_scale": lambda r: r.number(0.01, 1)},
            "cosine": {**WARMUP, "warmup_init_lr": LOW, "min_lr": LOW,
                       "t_mult": lambda r: r.choice([1, 2, 1.3]),
                       "lr_period_updates": SOME,
                       "lr_shrink": lambda r: r.number(0.1, 1),
                       "max_update": STEPS},
            "triangular": {"max_lr!": lambda r: r.number(1, 9),
                           "lr_period_updates": lambda r: r.randint(2, 90),
                           "lr_shrink": lambda r: r.number(0.1, 1),
                           "shrink_min": FLAG},
            "manual": {"update2lr!": lambda r: [
                [step, r.magnitude(-4, 0)] for step in
                sorted(r.sample(range(1, 60), r.randint(1, 4)))]},
    }.items():
        yield f"fairseq.{kind}", table, by_base(fairseq), "fairseq"
    for kind, table in {
            "warmup_lr": {"warmup_steps!": SOME},
            "warmup_step_lr": {"warmup_steps!": SOME, "gamma": GAMMA,
                               "steps_per_epoch!": SOME,
                               "step_size": lambda r: r.randint(1, 3)},
            "noam_lr": {"warmup_steps!": SOME, "model_size":
                        lambda r: r.randint(1, 900)}}.items():
        module = load(f"espnet2/schedulers/{kind}.py", "typeguard")
        name = {"warmup_lr": "WarmupLR", "noam_lr": "NoamLR",
                "warmup_step_lr": "WarmupStepLR"}[kind]
        yield f"espnet.{name}", table, espnet(module), "espnet"
    yield ("espnet.TristageLR",
           {"max_steps": STEPS, "init_lr_scale": lambda r: r.number(0.01, 1),
            "final_lr_scale": lambda r: r.number(0.01, 1)},
           espnet(load("espnet2/schedulers/tristage_lr.py", "typeguard"),
                  max_steps="max_steps"), "espnet")
    yield ("speechbrain.StepScheduler",
           {"half_life!": lambda r: r.number(0.5, 40)}, by_base(speechbrain),
           "speechbrain", ", half lives")
    yield ("espnet.PiecewiseLinearWarmupLR",
           {"warmup_steps_list!": lambda r: [
               r.randint(0, 3), 20, 30.5, r.randint(40, 100), 110],
            "warmup_lr_list!": lambda r: [r.number(0, 1) for _ in range(5)]},
           espnet(load("espnet2/schedulers/piecewise_linear_warmup_lr.py",
                       "typeguard")), "espnet")
    yield ("espnet.ExponentialDecayWarmup",
           {"max_lr!": lambda r: r.magnitude(-3, 0), "min_lr!": LOW,
            "total_steps": STEPS, "warmup_steps": RISE,
            "warm_from_zero": FLAG},
           espnet(load("espnet2/schedulers/exponential_decay_warmup.py",
                       "typeguard"), total_steps="total_steps"), "espnet")
    yield ("cosine_annealing_warmup_restarts",
           {"first_cycle_steps!": lambda r: r.randint(1, 90),
            "cycle_mult": lambda r: r.choice([1, 2, 1.3]),
            "max_lr": lambda r: r.magnitude(-3, 0), "min_lr": LOW,
            "warmup_steps": lambda r: r.randint(0, 20),
            "gamma": lambda r: r.number(0.1, 1.1)}, restarts, "espnet")
    yield ("gradual_warmup",
           {"multiplier!": lambda r: r.choice([1, 8, r.number(1, 20)]),
            "total_epoch!": SOME, "after_scheduler": lambda r: r.choice([
                {"type": "MultiStepLR", "milestones": [9, 30, 31]},
                {"type": "StepLR", "step_size": r.randint(1, 30)}])},
           gradual, "warmup-scheduler")
    rise = {"warmup_steps!": SOME}
    fall = {"learning_rate_decay": GAMMA, "decay_steps!": SOME,
            "start_decay_steps!": SOME}
    size = {"hidden_size": lambda r: r.randint(1, 900)}
    for kind, table in {"noam": {**rise, **size},
                        "noamwd": {**rise, **size, **fall},
                        "exponential": fall, "rsqrt": rise}.items():
        yield f"opennmt.{kind}", table, shares(opennmt), "OpenNMT-py"
    for kind, table in {
            "NoamScheduler": {"n_warmup_steps!": SOME, "model_size":
                              lambda r: r.randint(1, 900)},
            "LinearNoamScheduler": {"n_warmup_steps!": SOME,
                                    "n_keep_steps!": RISE},
            "LinearWarmupScheduler": {"num_warmup_steps!": RISE,
                                      "num_training_steps": STEPS},
            "WarmAndExpDecayLRSchedule": {"n_warmup_steps!": RISE,
                                          "total_steps": STEPS,
                                          "decay_factor": PART},
            "CyclicCosineScheduler": {"n_warmup_steps!": SOME,
                                      "total_steps!": STEPS},
            "TriStageLRSchedule": {"warmup_steps!": SOME, "hold_steps!": RISE,
                                   "decay_steps!": SOME,
                                   "init_lr_scale": PART,
                                   "final_lr_scale": lambda r:
                                   r.number(0.01, 1)},
            "WarmCoolDecayLRSchedule": {"warmup!": SOME, "cooldown!": SOME,
                                        "total_steps": STEPS,
                                        "decay_factor": lambda r:
                                        r.number(0.1, 1),
                                        "decay_every!": SOME},
            "InverseSquareRootScheduler": {"warmup_steps!": SOME},
            "NoamIntervalScheduler": {
                "n_warmup_steps!": SOME, "anneal_steps!": lambda r: [20, 50],
                "anneal_rates!": lambda r: [r.number(0.1, 1), r.number(0, 2)],
                "model_size": lambda r: r.randint(1, 900)},
            "StepScheduler": {"decay_factor": GAMMA,
                              "decay_drop": lambda r: r.choice(
                                  [1, 2, 1.5, r.number(0.5, 30)])},
            "LinearScheduler": {"final_value!": lambda r: r.magnitude(-5, 0),
                                "epoch_count!": STEPS},
            "IntervalScheduler": {"intervals!": lambda r: [
                [step, r.magnitude(-4, 0)] for step in rising(r)]},
            "CyclicLRScheduler": {
                "base_lr": lambda r: r.magnitude(-4, -2),
                "max_lr": lambda r: r.magnitude(-2, 0),
                "step_size!": lambda r: r.choice([1, 2.5, r.randint(2, 90)]),
                "mode": lambda r: r.choice(["triangular", "triangular2",
                                            "exp_range"]),
                "gamma": lambda r: r.number(0.9, 1)}}.items():
        yield (f"speechbrain.{kind}", table, by_base(speechbrain),
               "speechbrain")
    for kind, table in {
            "cosine": {"warmup_length!": RISE, "steps": STEPS},
            "const": {"warmup_length!": RISE},
            "const_cooldown": {"warmup_length!": RISE, "steps": STEPS,
                               "cooldown_steps!": SOME,
                               "cooldown_power": EXPONENT,
                               "cooldown_end_lr": LOW}}.items():
        yield f"openclip.{kind}", table, by_base(openclip), "open_clip_torch"
    yield ("diffusers.piecewise_constant",
           {"step_rules!": lambda r: ",".join(
               [f"{r.number(0, 2)}:{r.randint(1, 90)}"
                for _ in range(r.randint(0, 4))] + [str(r.number(0, 1))])},
           diffusers, "diffusers")
    for kind, table in {
            "Step": {"step_size!": SOME, "gamma": GAMMA},
            "MultiStep": {"milestones!": rising, "gamma": GAMMA},
            "Constant": {"alpha": PART, **T_MAX},
            "Linear": {"alpha_i": PART, **ALPHA, **T_MAX},
            "Exponential": {"gamma!": GAMMA, "decay_period!": SOME},
            "CosineAnnealing": {**T_MAX, **ALPHA},
            "CosineAnnealingWarmRestarts": {
                "t_0!": SOME, "t_mult": lambda r: r.choice([1, 2, 1.3]),
                **ALPHA},
            "Polynomial": {"power!": EXPONENT, **T_MAX, **ALPHA},
            "MultiStepWithWarmup": {**T_WARMUP, "milestones!": rising,
                                    "gamma": GAMMA},
            "ConstantWithWarmup": {**T_WARMUP, "alpha": PART},
            "LinearWithWarmup": {**T_WARMUP, "alpha_i": PART, **ALPHA,
                                 **T_MAX},
            "CosineAnnealingWithWarmup": {**T_WARMUP, **T_MAX, **ALPHA},
            "PolynomialWithWarmup": {**T_WARMUP, "power": EXPONENT, **T_MAX,
                                     **ALPHA}}.items():
        yield f"composer.{kind}Scheduler", table, shares(composer), "mosaicml"
    for kind, table in {
            "NaturalExpDecay": {"gamma!": lambda r: r.number(0.001, 0.5)},
            "InverseTimeDecay": {"gamma!": lambda r: r.number(0.001, 0.5)},
            "PolynomialDecay": {"decay_steps": STEPS, "end_lr": LOW,
                                "power": EXPONENT, "cycle": FLAG},
            "NoamDecay": {"d_model!": lambda r: r.randint(1, 900),
                          "warmup_steps!": SOME},
            "LinearWarmup": {"warmup_steps!": SOME, "start_lr!": LOW,
                             "end_lr!": lambda r: r.magnitude(-3, 0)},
    }.items():
        yield f"paddle.{kind}", table, by_base(paddle), "paddlepaddle"
    yield ("paddle.PiecewiseDecay",
           {"boundaries!": lambda r: [20, 40], "values!": lambda r: [
               r.magnitude(-4, 0) for _ in range(3)]},
           by_base(paddle), "paddlepaddle")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    LITGPT = load("litgpt/pretrain.py", "lightning", "torchmetrics",
                  "lightning_utilities")
    OLMO = load("olmo_core/optim/scheduler.py", LR_FIELD="lr",
                INITIAL_LR_FIELD="initial_lr")
    NANOTRON = load("nanotron/helpers.py", "datasets")
    NEMO = load("nemo/core/optim/lr_scheduler.py", "omegaconf")
    OPENNMT = load("onmt/utils/optimizers.py", "apex")
    SPEECHBRAIN = load("speechbrain/nnet/schedulers.py")
    OPENCLIP = load("open_clip_train/scheduler.py")
    DIFFUSERS = load("diffusers/optimization.py")
    ENUM = load("composer/utils/string_enum.py")
    TIME = load("composer/core/time.py", StringEnum=ENUM.StringEnum)
    COMPOSER = load("composer/optim/scheduler.py", Time=TIME.Time,
                    TimeUnit=TIME.TimeUnit)
    PADDLE = load("paddle/optimizer/lr.py")
    RESTARTS = load("espnet2/schedulers/cosine_anneal_warmup_restart.py",
                    "typeguard")
    GRADUAL = load("warmup_scheduler/scheduler.py")
    SEED, PATH = arguments(__file__)
    CASES = []
    for KIND, TABLE, ROWS_OF, PACKAGE, *WHICH in make_tables():
        WHICH = "".join(WHICH)
        # In single precision.
        LOOSE = {"rtol": 1e-6} if KIND.endswith(".LinearScheduler") and \
            PACKAGE == "speechbrain" else {}
        CASES += [{**case, "name": case["name"] + WHICH, **LOOSE} for case in
                  draw_cases(KIND, TABLE, ROWS_OF, allowed(ROWS_OF),
                             SEED + WHICH,
                             source=f"{PACKAGE} {version(PACKAGE)}")]
    write(__file__, "training codes", "", CASES, PATH)
