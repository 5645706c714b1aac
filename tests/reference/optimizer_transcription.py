"""Optimizers written down once more in plain Python, number by number.

Those of papers and of PyTorch, over chosen options. Each is written from its source's
equations, apart from lrsim's kernels. An optimizer steps one tensor, a list;
`momentum` is what a schedule drives, or None.
"""

import math

from adam_transcription import (AdEMAMix, AdaBelief, AdaBound, Adam, AdamW,
                                Adan, Adopt, AmsBound, JettifyLamb, Lamb,
                                NAdam, NovoGrad, OptaxAdan, QHAdam, RAdam,
                                RMSpropTF, Sophia, TimmAdopt, Yogi)
from optimizer_base import Optimizer, lerp, norm, sign

EPSILON = 2.0 ** -52


class Adafactor(Optimizer):
    """torch.optim.Adafactor of 2.x."""

    defaults = {"lr": 1e-2, "beta2_decay": -0.8, "eps": [None, 1e-3],
                "d": 1.0}

    def begin(self, x):
        rows, columns = self.shape or (0, 0)
        self.rows, self.columns = [0.0] * rows, [0.0] * columns
        self.v = [0.0] * len(x)

    def variance(self, g, weight, least):
        """The mean squares as the state tells them."""
        if not self.shape:
            self.v = [lerp(v, gi * gi, weight) for v, gi in zip(self.v, g)]
            return self.v
        rows, columns = self.shape
        matrix = [g[row * columns:(row + 1) * columns] for row in range(rows)]
        for i in range(rows):
            mean = sum(value ** 2 for value in matrix[i]) / columns
            self.rows[i] = lerp(self.rows[i], mean, weight)
        for j in range(columns):
            mean = sum(matrix[i][j] ** 2 for i in range(rows)) / rows
            self.columns[j] = lerp(self.columns[j], mean, weight)
        mean = max(sum(self.rows) / rows, least)
        return [row * column / mean for row in self.rows
                for column in self.columns]

    def step(self, x, g, lr, momentum, t):
        least = EPSILON if self.eps[0] is None else self.eps[0]
        g = [-value for value in g] if self.maximize else g
        root = math.sqrt(len(x))
        alpha = max(self.eps[1], norm(x) / root) * min(lr, 1 / math.sqrt(t))
        x = [value * (1 - lr * self.weight_decay) for value in x]
        u = [gi / math.sqrt(max(v, least * least)) for gi, v in
             zip(g, self.variance(g, float(t) ** self.beta2_decay, least))]
        alpha /= max(1.0, norm(u) / (root * self.d))
        return [xi - alpha * ui for xi, ui in zip(x, u)]


def product(a, b):
    """The product of two matrices."""
    return [[sum(p * q for p, q in zip(row, column))
             for column in zip(*b)] for row in a]


class Muon(Optimizer):
    """torch.optim.Muon of 2.x, in double."""

    defaults = {"lr": 1e-3, "weight_decay": 0.1, "momentum": 0.95,
                "nesterov": True, "ns_steps": 5, "eps": 1e-7,
                "ns_coefficients": [3.4445, -4.775, 2.0315],
                "adjust_lr_fn": None}

    def orthogonal(self, x):
        """Newton and Schulz's iteration."""
        a, b, c = self.ns_coefficients
        tall = len(x) > len(x[0])
        x = [list(row) for row in zip(*x)] if tall else x
        size = max(norm([value for row in x for value in row]), self.eps)
        x = [[value / size for value in row] for row in x]
        for _ in range(self.ns_steps):
            gram = product(x, list(zip(*x)))
            update = [[b * p + c * q for p, q in zip(*rows)]
                      for rows in zip(gram, product(gram, gram))]
            x = [[a * p + q for p, q in zip(*rows)]
                 for rows in zip(x, product(update, x))]
        return [list(row) for row in zip(*x)] if tall else x

    def step(self, x, g, lr, momentum, t):
        rows, columns = self.shape
        keep = self.momentum if momentum is None else momentum
        self.m = [lerp(m, gi, 1 - keep) for m, gi in zip(self.m, g)]
        u = [lerp(gi, m, keep) for gi, m in zip(g, self.m)] \
            if self.nesterov else self.m
        u = self.orthogonal([u[row * columns:(row + 1) * columns]
                             for row in range(rows)])
        if self.adjust_lr_fn == "match_rms_adamw":
            rate = lr * 0.2 * math.sqrt(max(rows, columns))
        else:
            rate = lr * math.sqrt(max(1, rows / columns))
        return [xi * (1 - lr * self.weight_decay) - rate * ui
                for xi, ui in zip(x, sum(u, []))]


# Papers, and the code of their authors.

class Nag(Optimizer):
    """Nesterov's method, kept at the point that looks ahead."""

    defaults = {"lr": 1e-3, "momentum": 0.9}

    def begin(self, x):
        self.y, self.v = x, [0.0] * len(x)

    def step(self, x, g, lr, momentum, t):
        mu = self.momentum if momentum is None else momentum
        g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        self.v = [mu * v - lr * gi for v, gi in zip(self.v, g)]
        self.y = [y + v for y, v in zip(self.y, self.v)]
        return [y + mu * v for y, v in zip(self.y, self.v)]


class QHM(Optimizer):
    """Ma & Yarats, algorithm 1."""

    defaults = {"lr": 1e-3, "momentum": 0.999, "nu": 0.7}

    def step(self, x, g, lr, momentum, t):
        g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        mu = self.momentum if momentum is None else momentum
        self.m = [mu * m + (1 - mu) * gi for m, gi in zip(self.m, g)]
        return [xi - lr * ((1 - self.nu) * gi + self.nu * m)
                for xi, gi, m in zip(x, g, self.m)]


class Lion(Optimizer):
    """Chen et al., algorithm 2."""

    defaults = {"lr": 1e-4, "betas": [0.9, 0.99],
                "decoupled_weight_decay": True}

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        u = sign(beta1 * self.m[i] + (1 - beta1) * g)
        self.m[i] = self.betas[1] * self.m[i] + (1 - self.betas[1]) * g
        return x - lr * u


class Tiger(Optimizer):
    """Su's Tiger."""

    defaults = {"lr": 1e-3, "beta": 0.965, "weight_decay": 0.01}

    def step(self, x, g, lr, momentum, t):
        self.m = [self.beta * m + (1 - self.beta) * gi
                  for m, gi in zip(self.m, g)]
        return [xi - lr * (sign(m) + self.weight_decay * xi)
                for xi, m in zip(x, self.m)]


class SignSGD(Optimizer):
    """Bernstein et al., algorithms 1 and 2."""

    defaults = {"lr": 1e-3, "momentum": 0.0}

    def step(self, x, g, lr, momentum, t):
        self.m = [self.momentum * m + (1 - self.momentum) * gi
                  for m, gi in zip(self.m, g)]
        return [xi - lr * (sign(m) + self.weight_decay * xi)
                for xi, m in zip(x, self.m)]


class Lars(Optimizer):
    """You et al. (2017), algorithm 1."""

    defaults = {"lr": 0.1, "momentum": 0.9, "weight_decay": 5e-4,
                "trust_coeff": 1e-3}

    def step(self, x, g, lr, momentum, t):
        ratio = self.trust_coeff * norm(x) / (norm(g)
                                              + self.weight_decay * norm(x))
        self.m = [self.momentum * m
                  + lr * ratio * (gi + self.weight_decay * xi)
                  for m, gi, xi in zip(self.m, g, x)]
        return [xi - m for xi, m in zip(x, self.m)]


class TimmLars(Optimizer):
    """timm.optim.Lars."""

    defaults = {"lr": 1.0, "momentum": 0.0, "dampening": 0.0,
                "nesterov": False, "trust_coeff": 1e-3, "eps": 1e-8,
                "trust_clip": False, "always_adapt": False}

    def step(self, x, g, lr, momentum, t):
        if self.weight_decay != 0 or self.always_adapt:
            ratio = self.trust_coeff * norm(x) / (
                norm(g) + norm(x) * self.weight_decay + self.eps)
            if self.trust_clip:
                ratio = min(ratio / lr, 1)
            g = [(gi + self.weight_decay * xi) * ratio
                 for gi, xi in zip(g, x)]
        if self.momentum:
            share = 1 if t == 1 else 1 - self.dampening
            self.m = [self.momentum * m + share * gi
                      for m, gi in zip(self.m, g)]
            g = [gi + self.momentum * m for gi, m in zip(g, self.m)] \
                if self.nesterov else self.m
        return [xi - lr * gi for xi, gi in zip(x, g)]


class Madgrad(Optimizer):
    """Defazio & Jelassi, algorithm 1, in the order of their code."""

    defaults = {"lr": 1e-2, "momentum": 0.9, "eps": 1e-6}

    def begin(self, x):
        self.first, self.s = x, [0.0] * len(x)
        self.v = [0.0] * len(x)

    def step(self, x, g, lr, momentum, t):
        weight = (lr + self.eps) * math.sqrt(t)
        g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        self.v = [v + weight * gi * gi for v, gi in zip(self.v, g)]
        self.s = [s + weight * gi for s, gi in zip(self.s, g)]
        z = [first - s / (v ** (1 / 3) + self.eps)
             for first, s, v in zip(self.first, self.s, self.v)]
        return [self.momentum * xi + (1 - self.momentum) * zi
                for xi, zi in zip(x, z)]


class Prodigy(Optimizer):
    """Mishchenko & Defazio, in the order of their code."""

    defaults = {"lr": 1.0, "betas": [0.9, 0.999], "beta3": None, "eps": 1e-8,
                "decouple": True, "use_bias_correction": False,
                "safeguard_warmup": False, "d0": 1e-6, "d_coef": 1.0,
                "growth_rate": None}

    def begin(self, x):
        super().begin(x)
        self.s, self.first = [0.0] * len(x), x
        self.d = self.most = self.d0
        self.numerator = 0.0

    def rate(self, lr, t):
        """The distance times lr, and perhaps Adam's correction."""
        beta1, beta2 = self.betas
        correction = math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
        return self.d * lr * (correction if self.use_bias_correction else 1)

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        beta3 = math.sqrt(beta2) if self.beta3 is None else self.beta3
        rate, d = self.rate(lr, t), self.d
        if not self.decouple:
            g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        self.numerator = beta3 * self.numerator + d / self.d0 * rate * sum(
            gi * (first - xi) for gi, first, xi in zip(g, self.first, x))
        self.m = [beta1 * m + d * (1 - beta1) * gi
                  for m, gi in zip(self.m, g)]
        self.v = [beta2 * v + d * d * (1 - beta2) * gi * gi
                  for v, gi in zip(self.v, g)]
        weight = d if self.safeguard_warmup else rate
        self.s = [beta3 * s + d / self.d0 * weight * gi
                  for s, gi in zip(self.s, g)]
        estimate = self.d_coef * self.numerator / sum(map(abs, self.s))
        if self.d == self.d0:
            self.d = max(self.d, estimate)
        self.most = max(self.most, estimate)
        growth = math.inf if self.growth_rate is None else self.growth_rate
        self.d = min(self.most, self.d * growth)
        if self.decouple:
            x = [xi - self.weight_decay * rate * xi for xi in x]
        return [xi - rate * m / (math.sqrt(v) + self.d * self.eps)
                for xi, m, v in zip(x, self.m, self.v)]


class DAdaptAdam(Prodigy):
    """Defazio & Mishchenko, in the order of their code."""

    defaults = {**Prodigy.defaults, "decouple": False}

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        root, rate = math.sqrt(beta2), self.rate(lr, t)
        if not self.decouple:
            g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        total = sum(rate * gi * s / (math.sqrt(v) + self.eps)
                    for gi, s, v in zip(g, self.s, self.v))
        self.m = [beta1 * m + rate * (1 - beta1) * gi
                  for m, gi in zip(self.m, g)]
        self.v = [beta2 * v + (1 - beta2) * gi * gi
                  for v, gi in zip(self.v, g)]
        self.s = [root * s + rate * (1 - root) * gi
                  for s, gi in zip(self.s, g)]
        self.numerator = root * self.numerator + (1 - root) * total
        estimate = self.numerator / ((1 - root) * sum(map(abs, self.s)))
        growth = math.inf if self.growth_rate is None else self.growth_rate
        self.d = max(self.d, min(estimate, self.d * growth))
        if self.decouple:
            x = [xi - self.weight_decay * rate * xi for xi in x]
        return [xi - m / (math.sqrt(v) + self.eps)
                for xi, m, v in zip(x, self.m, self.v)]


class ScheduleFreeSGD(Optimizer):
    """Defazio et al. (2024), algorithm 1, by its three sequences."""

    defaults = {"lr": 1.0, "momentum": 0.9, "warmup_steps": 0, "r": 0.0,
                "weight_lr_power": 2.0}
    normalized = False

    def begin(self, x):
        self.z, self.mean, self.v = x, x, [0.0] * len(x)
        self.total = self.most = 0.0

    def step(self, x, g, lr, momentum, t):
        if t < self.warmup_steps:
            lr = lr * t / self.warmup_steps
        beta = self.betas[0] if self.normalized else self.momentum
        self.most = max(self.most, lr)
        weight = t ** self.r * self.most ** self.weight_lr_power
        self.total += weight
        share = weight / self.total if self.total else 0
        if self.normalized:
            beta2 = self.betas[1]
            self.v = [beta2 * v + (1 - beta2) * gi * gi
                      for v, gi in zip(self.v, g)]
            g = [gi / (math.sqrt(v / (1 - beta2 ** t)) + self.eps)
                 for gi, v in zip(g, self.v)]
        g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        self.z = [z - lr * gi for z, gi in zip(self.z, g)]
        self.mean = [(1 - share) * mean + share * z
                     for mean, z in zip(self.mean, self.z)]
        return [(1 - beta) * z + beta * mean
                for z, mean in zip(self.z, self.mean)]


class ScheduleFreeAdamW(ScheduleFreeSGD):
    """The same over Adam's scaling."""

    defaults = {**ScheduleFreeSGD.defaults, "lr": 0.0025,
                "betas": [0.9, 0.999], "eps": 1e-8}
    normalized = True


class SGD(Optimizer):
    """torch.optim.SGD, for the wrappers."""

    defaults = {"lr": 1e-3, "momentum": 0.0}

    def step(self, x, g, lr, momentum, t):
        keep = self.momentum if momentum is None else momentum
        self.m = [keep * m + gi for m, gi in zip(self.m, g)]
        return [xi - lr * m for xi, m in zip(x, self.m)]


class Wrapper(Optimizer):
    """Holds another optimizer."""

    def __init__(self, options, x, shape=None):
        self.inside = make(options["optimizer"], x, shape)
        super().__init__({"lr": self.inside.lr, **options}, x, shape)

    def begin(self, x):
        pass


class Lookahead(Wrapper):
    """Zhang et al., algorithm 1."""

    defaults = {"k": 5, "alpha": 0.5}

    def begin(self, x):
        self.mean = x

    def step(self, x, g, lr, momentum, t):
        x = self.inside.step(x, g, lr, momentum, t)
        if t % self.k:
            return x
        self.mean = [(1 - self.alpha) * slow + self.alpha * fast
                     for slow, fast in zip(self.mean, x)]
        return self.mean


class Ranger(Lookahead):
    """Lookahead over RAdam."""

    defaults = {"k": 6, "alpha": 0.5}

    def __init__(self, options, x, shape=None):
        inside = {"type": "radam", "betas": [0.95, 0.999], "eps": 1e-5}
        super().__init__({"optimizer": inside, **options}, x, shape)


class Averaged(Wrapper):
    """torch.optim.swa_utils.AveragedModel beside an optimizer."""

    defaults = {"start": 1, "every": 1}

    def begin(self, x):
        self.mean, self.points = x, []

    def step(self, x, g, lr, momentum, t):
        x = self.inside.step(x, g, lr, momentum, t)
        if t >= self.start and (t - self.start) % self.every == 0:
            self.points.append(x)
        columns = zip(*self.points) if self.points else zip(x)
        self.mean = [sum(column) / len(column) for column in columns]
        return x


class Sam(Wrapper):
    """Foret et al., algorithm 1; Kwon et al. where it is adaptive."""

    defaults = {"rho": 0.05, "adaptive": False}

    def step(self, x, g, lr, momentum, t):
        weights = [abs(xi) if self.adaptive else 1.0 for xi in x]
        size = norm([w * gi for w, gi in zip(weights, g)]) + 1e-12
        there = [xi + self.rho * w * w * gi / size
                 for xi, w, gi in zip(x, weights, g)]
        return self.inside.step(x, self.gradient(there), lr, momentum, t)


class Switch(Optimizer):
    """One optimizer, then another."""

    defaults = {"carry": False}

    def __init__(self, options, x, shape=None):
        self.parts = [make(options[name], x, shape)
                      for name in ("first", "then")]
        super().__init__({"lr": self.parts[0].lr, **options}, x, shape)

    def begin(self, x):
        pass

    def factor(self, row):
        """What the rate of a row is multiplied by."""
        first, then = self.parts
        return 1 if row < self.milestone else then.lr / first.lr

    def step(self, x, g, lr, momentum, t):
        first, then = self.parts
        if t - 1 < self.milestone:
            return first.step(x, g, lr, momentum, t)
        if t - 1 == self.milestone and self.carry:
            then.m, then.v = first.m, first.v
        return then.step(x, g, lr * self.factor(t - 1), momentum,
                         t if self.carry else t - self.milestone)


KINDS = {
    "sgd": SGD, "adam": Adam, "adamw": AdamW, "nadam": NAdam, "radam": RAdam,
    "adafactor": Adafactor, "muon": Muon, "nag": Nag, "qhm": QHM,
    "lion": Lion, "tiger": Tiger, "signsgd": SignSGD, "lars": Lars,
    "timm.lars": TimmLars, "lamb": Lamb, "jettify.lamb": JettifyLamb,
    "novograd": NovoGrad, "timm.rmsprop_tf": RMSpropTF, "yogi": Yogi,
    "adabelief": AdaBelief, "adabound": AdaBound, "amsbound": AmsBound,
    "qhadam": QHAdam, "adan": Adan, "optax.adan": OptaxAdan, "adopt": Adopt,
    "timm.adopt": TimmAdopt, "ademamix": AdEMAMix, "madgrad": Madgrad,
    "sophia": Sophia, "prodigy": Prodigy, "dadapt_adam": DAdaptAdam,
    "schedule_free_sgd": ScheduleFreeSGD,
    "schedule_free_adamw": ScheduleFreeAdamW, "lookahead": Lookahead,
    "ranger": Ranger, "averaged": Averaged, "sam": Sam, "switch": Switch,
}


def make(options, x, shape=None):
    """The optimizer of a spec, for one tensor."""
    own = {name: value for name, value in options.items()
           if name not in {"type", "param_groups", "shape"}}
    return KINDS[options["type"]](own, x, shape)
