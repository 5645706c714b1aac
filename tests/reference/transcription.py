"""PyTorch's schedulers written down once more, in plain Python.

It must agree with PyTorch 2.13, and stands in where lrsim has its own rules:

- every nesting runs, also a composite or a plateau as any part;
- a later part begins at its own t = 0 from the base rate, but multiplicative
  and swa from the present one, which multiplicative multiplies by its f(0);
- a plateau receives the metric while it is active, and not on the advance that
  activates it;
- a sequence whose first milestone is 0 begins with its second part;
- one_cycle holds the value of its last step;
- cyclic keeps its momenta in the groups, where a one_cycle finds them, and
  drives beta1 where an optimizer has no momentum.

A group is a dictionary. Making a part changes it, so parts are made in order.
"""

import math
from bisect import bisect_right

NAMES = {name: getattr(math, name)
         for name in ("pi", "e", "sin", "cos", "tan", "exp", "log", "sqrt",
                      "floor", "ceil", "tanh", "atan")}
NAMES.update({"abs": abs, "min": min, "max": max, "__builtins__": {},
              "clamp": lambda x, low, high: min(max(x, low), high)})


def function_of(text, constants):
    """A formula in t as a Python function.

    The formulas that the scripts draw have at most one `? :`, outermost.
    """
    python = text.replace("^", "**")
    condition, question, rest = python.partition("?")
    if question:
        yes, _, no = rest.partition(":")
        python = f"({yes}) if ({condition}) else ({no})"
    code = compile(python.strip(), text, "eval")
    return lambda t: eval(code, {**NAMES, **constants, "t": float(t)})


def each(value, count):
    """A value for each group: those of a list, or one for all."""
    return value if isinstance(value, list) else [value] * count


# Kinds. `begin` gives row 0 on the present rate, `restart` row 0 as a later
# part, `advance` the next row.

class Leaf:
    """A schedule without parts."""

    defaults = {}
    from_present = False
    later = False

    def __init__(self, spec, groups):
        self.groups = groups
        self.now = 0
        self.held = False
        parameters = {**self.defaults, **spec}
        for name, value in parameters.items():
            setattr(self, name, value)
        self.claim()
        self.base = [group.setdefault("initial", group["lr"])
                     for group in groups]
        self.begin()
        self.made()

    def claim(self):
        """What making it does to the groups before the first row."""

    def made(self):
        """What making it does last."""

    def begin(self):
        """Row 0 on the present rate."""
        self.now = 0
        self.apply()

    def restart(self):
        """Row 0 as a later part of a sequence."""
        if not self.from_present:
            for group, base in zip(self.groups, self.base):
                group["lr"] = base
        self.begin()

    def advance(self, metric):
        """The next row."""
        del metric
        self.now += 1
        self.apply()

    def apply(self):
        """Rate by rate; all from the state before the row."""
        for index, group in enumerate(self.groups):
            group["lr"] = self.rate(self.now, group["lr"], index)

    def functions(self, name):
        """The functions of a parameter, one for each group."""
        constants = getattr(self, "constants", {})
        return [function_of(text, constants)
                for text in each(getattr(self, name), len(self.groups))]


class Lambda(Leaf):
    """LambdaLR."""

    def claim(self):
        self.factors = self.functions("lr_lambda")

    def rate(self, t, _lr, index):
        return self.base[index] * self.factors[index](t)


class Multiplicative(Leaf):
    """MultiplicativeLR; only as a later part it has a factor on row 0."""

    from_present = True

    def claim(self):
        self.factors = self.functions("lr_lambda")

    def rate(self, t, lr, index):
        if t == 0 and not self.later:
            return lr
        return lr * self.factors[index](t)


class Step(Leaf):
    """StepLR."""

    defaults = {"gamma": 0.1}

    def rate(self, t, lr, _index):
        return lr * self.gamma if t > 0 and t % self.step_size == 0 else lr


class MultiStep(Leaf):
    """MultiStepLR."""

    defaults = {"gamma": 0.1}

    def rate(self, t, lr, _index):
        return lr * self.gamma ** self.milestones.count(t)


class Constant(Leaf):
    """ConstantLR: the factor is taken back on one row only."""

    defaults = {"factor": 1 / 3, "total_iters": 5}

    def restart(self):
        super().restart()
        if self.total_iters == 0:
            for group, base in zip(self.groups, self.base):
                group["lr"] = base

    def rate(self, t, lr, _index):
        if t == 0:
            return lr * self.factor
        return lr * (1 / self.factor) if t == self.total_iters else lr


class Linear(Leaf):
    """LinearLR."""

    defaults = {"start_factor": 1 / 3, "end_factor": 1, "total_iters": 5}

    def rate(self, t, lr, _index):
        if t == 0:
            return lr * self.start_factor
        if t > self.total_iters:
            return lr
        rise = self.end_factor - self.start_factor
        before = self.total_iters * self.start_factor + (t - 1) * rise
        return lr * (1 + rise / before)


class Exponential(Leaf):
    """ExponentialLR."""

    def rate(self, t, lr, _index):
        return lr * self.gamma if t > 0 else lr


class Polynomial(Leaf):
    """PolynomialLR."""

    defaults = {"total_iters": 5, "power": 1}

    def rate(self, t, lr, _index):
        if t == 0 or t > self.total_iters:
            return lr
        left = 1 - t / self.total_iters
        before = 1 - (t - 1) / self.total_iters
        return lr * (left / before) ** self.power


class CosineAnnealing(Leaf):
    """CosineAnnealingLR."""

    defaults = {"eta_min": 0}

    def rate(self, t, lr, index):
        if t == 0:
            return lr
        top, low = self.T_max, self.eta_min
        if (t - 1 - top) % (2 * top) == 0:
            height = self.base[index] - low
            return lr + height * (1 - math.cos(math.pi / top)) / 2
        here = 1 + math.cos(math.pi * t / top)
        before = 1 + math.cos(math.pi * (t - 1) / top)
        return here / before * (lr - low) + low


class WarmRestarts(Leaf):
    """CosineAnnealingWarmRestarts."""

    defaults = {"T_mult": 1, "eta_min": 0}

    def rate(self, t, _lr, index):
        period = self.T_0
        while t >= period:
            t -= period
            period *= self.T_mult
        height = self.base[index] - self.eta_min
        return (self.eta_min
                + height * (1 + math.cos(math.pi * t / period)) / 2)


class Swa(Leaf):
    """SWALR; its target is in the groups, and a later one's is for all."""

    defaults = {"anneal_epochs": 10, "anneal_strategy": "cos"}
    from_present = True

    def claim(self):
        for group, rate in zip(self.groups,
                               each(self.swa_lr, len(self.groups))):
            group["swa_lr"] = rate

    def share(self, t):
        """How much of the way is done at a step."""
        done = max(0, min(1, t / max(1, self.anneal_epochs)))
        if self.anneal_strategy == "linear":
            return done
        return (1 - math.cos(math.pi * done)) / 2

    def rate(self, t, lr, index):
        goal = self.groups[index]["swa_lr"]
        if self.anneal_epochs == 0:
            t = max(1, t)
        before, here = self.share(t - 1), self.share(t)
        start = goal if before == 1 else (lr - before * goal) / (1 - before)
        return goal * here + start * (1 - here)


class Cyclic(Leaf):
    """CyclicLR; made later than another, its row 0 is the initial rate."""

    defaults = {"step_size_up": 2000, "step_size_down": None,
                "mode": "triangular", "gamma": 1, "scale_fn": None,
                "scale_mode": "cycle", "cycle_momentum": True,
                "base_momentum": 0.8, "max_momentum": 0.9}

    def claim(self):
        count = len(self.groups)
        down = (self.step_size_up if self.step_size_down is None
                else self.step_size_down)
        self.total = float(self.step_size_up) + float(down)
        self.top = self.step_size_up / self.total
        self.tops = each(self.max_lr, count)
        self.own = each(self.base_lr, count)
        self.momenta = list(zip(each(self.base_momentum, count),
                                each(self.max_momentum, count)))
        for group, rate, (low, high) in zip(self.groups, self.own,
                                            self.momenta):
            group["lr"] = rate
            if self.cycle_momentum:
                group.update(momentum=high, max_momentum=high,
                             base_momentum=low)

    def made(self):
        self.base = self.own

    def scale(self, t, cycle):
        """What the height of a cycle is multiplied by."""
        if self.scale_fn is not None:
            function = self.functions("scale_fn")[0]
            return function(cycle if self.scale_mode == "cycle" else t)
        if self.mode == "exp_range":
            return self.gamma ** t
        return 1 / 2 ** (cycle - 1) if self.mode == "triangular2" else 1

    def apply(self):
        turns = self.now / self.total
        cycle = math.floor(1 + turns)
        x = 1 + turns - cycle
        height = (x / self.top if x <= self.top
                  else (x - 1) / (self.top - 1))
        scale = self.scale(self.now, cycle)
        for group, low, top, (least, most) in zip(
                self.groups, self.base, self.tops, self.momenta):
            group["lr"] = low + (top - low) * height * scale
            if self.cycle_momentum:
                group["momentum"] = most - (most - least) * height * scale


class OneCycle(Leaf):
    """OneCycleLR; its rates and momenta are in the groups."""

    defaults = {"total_steps": None, "pct_start": 0.3,
                "anneal_strategy": "cos", "cycle_momentum": True,
                "base_momentum": 0.85, "max_momentum": 0.95,
                "div_factor": 25, "final_div_factor": 1e4,
                "three_phase": False}

    def claim(self):
        count = len(self.groups)
        if self.total_steps is None:
            self.total_steps = self.epochs * self.steps_per_epoch
        for group, rate, low, high in zip(
                self.groups, each(self.max_lr, count),
                each(self.base_momentum, count),
                each(self.max_momentum, count)):
            group["initial"] = rate / self.div_factor
            group["max_lr"] = rate
            group["min_lr"] = group["initial"] / self.final_div_factor
            if self.cycle_momentum:
                group.update(momentum=high, max_momentum=high,
                             base_momentum=low)

    def phases(self):
        """Last step, rate and momentum at both ends of each phase."""
        up = self.pct_start * self.total_steps - 1
        rise = (up, "initial", "max_lr", "max_momentum", "base_momentum")
        last = self.total_steps - 1
        if not self.three_phase:
            return [rise, (last, "max_lr", "min_lr",
                           "base_momentum", "max_momentum")]
        return [rise,
                (2 * self.pct_start * self.total_steps - 2, "max_lr",
                 "initial", "base_momentum", "max_momentum"),
                (last, "initial", "min_lr", "max_momentum", "max_momentum")]

    def between(self, start, end, share):
        """The value at a share of the way."""
        if self.anneal_strategy == "linear":
            return (end - start) * share + start
        return end + (start - end) / 2 * (math.cos(math.pi * share) + 1)

    def apply(self):
        # Row total_steps extrapolates; after it PyTorch raises, and there too
        # where the last phase has no length.
        phases = self.phases()
        self.held = self.now > self.total_steps - (
            phases[-1][0] == phases[-2][0])
        t = self.now if not self.held else self.total_steps - 1
        start = 0
        while len(phases) > 1 and t > phases[0][0]:
            start = phases.pop(0)[0]
        end, low, high, least, most = phases[0]
        share = (t - start) / (end - start)
        for group in self.groups:
            group["lr"] = self.between(group[low], group[high], share)
            if self.cycle_momentum:
                group["momentum"] = self.between(group[least], group[most],
                                                 share)


class Plateau(Leaf):
    """ReduceLROnPlateau."""

    defaults = {"mode": "min", "factor": 0.1, "patience": 10,
                "threshold": 1e-4, "threshold_mode": "rel", "cooldown": 0,
                "min_lr": 0, "eps": 1e-8}

    def claim(self):
        self.wait = self.bad = 0
        self.best = math.inf if self.mode == "min" else -math.inf

    def apply(self):
        pass

    def better(self, metric):
        """Whether a metric beats the best one by the threshold."""
        sign = -1 if self.mode == "min" else 1
        if self.threshold_mode == "rel":
            bound = self.best * (1 + sign * self.threshold)
        else:
            bound = self.best + sign * self.threshold
        return metric < bound if sign < 0 else metric > bound

    def advance(self, metric):
        better = self.better(metric)
        if better:
            self.best = metric
        self.bad = 0 if better else self.bad + 1
        if self.wait > 0:
            self.wait -= 1
            self.bad = 0
        if self.bad <= self.patience:
            return
        self.bad, self.wait = 0, self.cooldown
        for group, least in zip(self.groups,
                                each(self.min_lr, len(self.groups))):
            rate = max(group["lr"] * self.factor, least)
            if group["lr"] - rate > self.eps:
                group["lr"] = rate


class Chained:
    """ChainedScheduler."""

    def __init__(self, spec, groups):
        self.parts = [make(part, groups) for part in spec["schedulers"]]

    @property
    def held(self):
        """Whether a part is past its end."""
        return any(part.held for part in self.parts)

    def begin(self):
        """Row 0 on the present rate."""
        for part in self.parts:
            part.begin()

    def restart(self):
        """Row 0 as a later part: the first one finds the base rate."""
        self.parts[0].restart()
        for part in self.parts[1:]:
            part.begin()

    def advance(self, metric):
        """The next row."""
        for part in self.parts:
            part.advance(metric)


class Sequential:
    """SequentialLR."""

    def __init__(self, spec, groups):
        self.groups = groups
        self.parts = [make(part, groups) for part in spec["schedulers"]]
        self.milestones = spec["milestones"]
        for part, milestone in zip(self.parts[1:], self.milestones):
            if milestone > 0:
                mark_later(part)
        self.begin()

    def active(self):
        """Which part the present row belongs to."""
        return bisect_right(self.milestones, self.now)

    @property
    def held(self):
        """Whether the active part is past its end."""
        return self.parts[self.active()].held

    def begin(self):
        """Row 0, from the initial rate whatever came before."""
        self.now = 0
        for group in self.groups:
            group["lr"] = group["initial"]
        self.parts[self.active()].begin()

    def restart(self):
        """Row 0 as a later part."""
        self.now = 0
        self.parts[self.active()].restart()

    def advance(self, metric):
        """The next row."""
        self.now += 1
        part = self.parts[self.active()]
        if self.now in self.milestones:
            part.restart()
        else:
            part.advance(metric)


KINDS = {
    "lambda": Lambda, "multiplicative": Multiplicative, "step": Step,
    "multistep": MultiStep, "constant": Constant, "linear": Linear,
    "exponential": Exponential, "polynomial": Polynomial,
    "cosine_annealing": CosineAnnealing,
    "cosine_annealing_warm_restarts": WarmRestarts, "cyclic": Cyclic,
    "one_cycle": OneCycle, "reduce_on_plateau": Plateau, "swa": Swa,
    "chained": Chained, "sequential": Sequential,
}


def mark_later(part):
    """Notes that what is in a part does not begin the run."""
    part.later = True
    for inner in getattr(part, "parts", []):
        mark_later(inner)


def make(spec, groups):
    """The part that a spec describes."""
    return KINDS[spec["type"]](spec, groups)
