"""Optimizers written down once more in plain Python, number by number.

They stand for what cannot run here: PyTorch 2's own where 1.13 has other
mathematics or nothing, and those of papers. Each is written from its source's
equations, apart from lrsim's kernels. An optimizer steps one tensor, a list;
`momentum` is what a schedule drives, or None.
"""

import math

EPSILON = 2.0 ** -52


def norm(values):
    """The Euclidean norm."""
    return math.sqrt(sum(value * value for value in values))


def sign(value):
    """-1, 0 or 1."""
    return (value > 0) - (value < 0)


def lerp(start, end, weight):
    """From start towards end."""
    return start + weight * (end - start)


class Optimizer:
    """Options as attributes, and empty vectors."""

    defaults = {}

    def __init__(self, options, x, shape=None):
        for name, value in {"weight_decay": 0.0, "maximize": False,
                            **self.defaults, **options}.items():
            setattr(self, name, value)
        self.base = self.lr
        self.shape = shape
        self.begin(list(x))

    def begin(self, x):
        """The state before the first step."""
        self.m = [0.0] * len(x)
        self.v = [0.0] * len(x)

    def step(self, x, g, lr, momentum, t):
        """The parameters after step t = 1, 2, …"""
        beta1 = self.betas[0] if momentum is None else momentum
        g = [-value for value in g] if self.maximize else list(g)
        if getattr(self, "decoupled_weight_decay", False):
            x = [value * (1 - lr * self.weight_decay) for value in x]
        else:
            g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        return [self.element(i, xi, gi, lr, beta1, t)
                for i, (xi, gi) in enumerate(zip(x, g))]

    def factor(self, row):
        """What the rate of a row is multiplied by."""
        del row
        return 1

    def moments(self, i, g, beta1):
        """The mean and the mean square, each moved by one gradient."""
        beta2 = self.betas[1]
        self.m[i] = lerp(self.m[i], g, 1 - beta1)
        self.v[i] = beta2 * self.v[i] + (1 - beta2) * g * g
        return self.m[i], self.v[i]


class Adam(Optimizer):
    """torch.optim.Adam of 2.x, with decoupled_weight_decay."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8,
                "amsgrad": False, "decoupled_weight_decay": False}

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        m, v = self.moments(i, g, beta1)
        if self.amsgrad:
            self.most[i] = v = max(self.most[i], v)
        root = math.sqrt(v) / math.sqrt(1 - self.betas[1] ** t)
        return x - lr / (1 - beta1 ** t) * m / (root + self.eps)

    def begin(self, x):
        super().begin(x)
        self.most = [0.0] * len(x)


class AdamW(Adam):
    """torch.optim.AdamW."""

    defaults = {**Adam.defaults, "weight_decay": 1e-2,
                "decoupled_weight_decay": True}


class NAdam(Optimizer):
    """torch.optim.NAdam of 2.x, whose product has each factor once."""

    defaults = {"lr": 2e-3, "betas": [0.9, 0.999], "eps": 1e-8,
                "momentum_decay": 4e-3, "decoupled_weight_decay": False}

    def begin(self, x):
        super().begin(x)
        self.product = 1.0

    def step(self, x, g, lr, momentum, t):
        beta1 = self.betas[0] if momentum is None else momentum
        self.now, self.ahead = [
            beta1 * (1.0 - 0.5 * 0.96 ** (step * self.momentum_decay))
            for step in (t, t + 1)]
        self.product *= self.now
        return super().step(x, g, lr, momentum, t)

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        m, v = self.moments(i, g, beta1)
        root = math.sqrt(v / (1 - self.betas[1] ** t)) + self.eps
        x += -lr * (1 - self.now) / (1 - self.product) * g / root
        return x - lr * self.ahead / (1 - self.product * self.ahead) * m / root


class RAdam(Optimizer):
    """torch.optim.RAdam of 2.x."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8,
                "decoupled_weight_decay": False}

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        m, v = self.moments(i, g, beta1)
        beta2 = self.betas[1]
        correction = 1 - beta2 ** t
        most = 2 / (1 - beta2) - 1
        length = most - 2 * t * beta2 ** t / correction
        step = m / (1 - beta1 ** t) * lr
        if length > 5:
            step *= math.sqrt(correction) / (math.sqrt(v) + self.eps)
            step *= math.sqrt((length - 4) * (length - 2) * most
                              / ((most - 4) * (most - 2) * length))
        return x - step


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


class Lamb(Optimizer):
    """You et al. (2020), algorithm 2."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-6,
                "weight_decay": 0.01, "clamp_value": None, "debias": True}
    corrects_rate = False

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        self.m = [beta1 * m + (1 - beta1) * gi for m, gi in zip(self.m, g)]
        self.v = [beta2 * v + (1 - beta2) * gi ** 2
                  for v, gi in zip(self.v, g)]
        first, second = 1 - beta1 ** t, 1 - beta2 ** t
        if self.debias and self.corrects_rate:
            lr = lr * math.sqrt(second) / first
        if not self.debias or self.corrects_rate:
            first = second = 1
        u = [m / first / (math.sqrt(v / second) + self.eps)
             + self.weight_decay * xi
             for m, v, xi in zip(self.m, self.v, x)]
        size = norm(x)
        if self.clamp_value is not None:
            size = min(size, self.clamp_value)
        ratio = 1 if size == 0 or norm(u) == 0 else size / norm(u)
        return [xi - lr * ratio * ui for xi, ui in zip(x, u)]


class JettifyLamb(Lamb):
    """jettify/pytorch-optimizer's Lamb."""

    defaults = {**Lamb.defaults, "weight_decay": 0.0, "clamp_value": 10.0,
                "debias": False}
    corrects_rate = True


class NovoGrad(Optimizer):
    """Ginsburg et al., algorithm 1."""

    defaults = {"lr": 1e-2, "betas": [0.95, 0.98], "eps": 1e-8,
                "grad_averaging": False}

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        square = norm(g) ** 2
        self.kept = square if t == 1 else (beta2 * self.kept
                                           + (1 - beta2) * square)
        share = 1 - beta1 if self.grad_averaging else 1
        self.m = [beta1 * m + share * (gi / (math.sqrt(self.kept) + self.eps)
                                       + self.weight_decay * xi)
                  for m, gi, xi in zip(self.m, g, x)]
        return [xi - lr * m for xi, m in zip(x, self.m)]


class RMSpropTF(Optimizer):
    """timm.optim.RMSpropTF."""

    defaults = {"lr": 1e-2, "alpha": 0.9, "eps": 1e-10, "momentum": 0.0,
                "centered": False, "decoupled_decay": False,
                "lr_in_momentum": True}

    def begin(self, x):
        self.v = [1.0] * len(x)
        self.m = [0.0] * len(x)
        self.c = [0.0] * len(x)

    def step(self, x, g, lr, momentum, t):
        out = []
        for i, (xi, gi) in enumerate(zip(x, g)):
            if self.decoupled_decay:
                xi *= 1 - lr * self.weight_decay
            else:
                gi += self.weight_decay * xi
            self.v[i] += (1 - self.alpha) * (gi ** 2 - self.v[i])
            square = self.v[i]
            if self.centered:
                self.c[i] += (1 - self.alpha) * (gi - self.c[i])
                square -= self.c[i] ** 2
            root = math.sqrt(square + self.eps)
            if not self.momentum:
                xi -= lr * gi / root
            elif self.lr_in_momentum:
                self.m[i] = self.momentum * self.m[i] + lr * gi / root
                xi -= self.m[i]
            else:
                self.m[i] = self.momentum * self.m[i] + gi / root
                xi -= lr * self.m[i]
            out.append(xi)
        return out


class Yogi(Optimizer):
    """Zaheer et al., with Adam's corrections as in jettify's."""

    defaults = {"lr": 1e-2, "betas": [0.9, 0.999], "eps": 1e-3,
                "initial_accumulator": 1e-6}

    def begin(self, x):
        self.m = [self.initial_accumulator] * len(x)
        self.v = [self.initial_accumulator] * len(x)

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        beta2 = self.betas[1]
        self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
        self.v[i] -= (1 - beta2) * sign(self.v[i] - g * g) * g * g
        root = math.sqrt(self.v[i]) / math.sqrt(1 - beta2 ** t) + self.eps
        return x - lr / (1 - beta1 ** t) * self.m[i] / root


class AdaBelief(Optimizer):
    """Zhuang et al., algorithm 2."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8,
                "decoupled_weight_decay": False}

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        beta2 = self.betas[1]
        self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
        self.v[i] = (beta2 * self.v[i] + (1 - beta2) * (g - self.m[i]) ** 2
                     + self.eps)
        root = math.sqrt(self.v[i]) / math.sqrt(1 - beta2 ** t) + self.eps
        return x - lr / (1 - beta1 ** t) * self.m[i] / root


class AdaBound(Optimizer):
    """Luo et al., algorithm 2."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "final_lr": 0.1,
                "gamma": 1e-3, "eps": 1e-8, "amsbound": False}

    def begin(self, x):
        super().begin(x)
        self.most = [0.0] * len(x)

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        m, v = self.moments(i, g, beta1)
        if self.amsbound:
            self.most[i] = v = max(self.most[i], v)
        final = self.final_lr * lr / self.base
        low = final * (1 - 1 / (self.gamma * t + 1))
        high = final * (1 + 1 / (self.gamma * t))
        rate = (lr * math.sqrt(1 - self.betas[1] ** t) / (1 - beta1 ** t)
                / (math.sqrt(v) + self.eps))
        return x - min(max(rate, low), high) * m


class AmsBound(AdaBound):
    """Luo et al., algorithm 3."""

    defaults = {**AdaBound.defaults, "amsbound": True}


class QHAdam(Optimizer):
    """Ma & Yarats, algorithm 2, in the weights of their code."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "nus": [1, 1],
                "eps": 1e-8, "decoupled_weight_decay": False}

    def begin(self, x):
        super().begin(x)
        self.weights = [0.0, 0.0]

    def step(self, x, g, lr, momentum, t):
        self.weights = [1 + beta * weight
                        for beta, weight in zip(self.betas, self.weights)]
        return super().step(x, g, lr, momentum, t)

    def element(self, i, x, g, lr, beta1, t):
        """One parameter."""
        a, b = (1 - 1 / weight for weight in self.weights)
        self.m[i] = a * self.m[i] + (1 - a) * g
        self.v[i] = b * self.v[i] + (1 - b) * g * g
        nu1, nu2 = self.nus
        return x - lr * (nu1 * self.m[i] + (1 - nu1) * g) / (
            math.sqrt(nu2 * self.v[i] + (1 - nu2) * g * g) + self.eps)


class Adan(Optimizer):
    """Xie et al., in the order of their code."""

    defaults = {"lr": 1e-3, "betas": [0.98, 0.92, 0.99], "eps": 1e-8,
                "eps_root": 0.0, "no_prox": False}
    optax = False

    def begin(self, x):
        super().begin(x)
        self.c, self.before = [0.0] * len(x), None

    def step(self, x, g, lr, momentum, t):
        b1, b2, b3 = self.betas
        weight = 1 - b2 if self.optax else b2
        before = self.before or g
        self.before = list(g)
        out = []
        for i, (xi, gi, old) in enumerate(zip(x, g, before)):
            d = gi - old
            self.m[i] = b1 * self.m[i] + (1 - b1) * gi
            self.c[i] = b2 * self.c[i] + (1 - b2) * d
            self.v[i] = b3 * self.v[i] + (1 - b3) * (gi + weight * d) ** 2
            root = math.sqrt(self.v[i] / (1 - b3 ** t)
                             + self.eps_root) + self.eps
            u = (self.m[i] / (1 - b1 ** t)
                 + weight * self.c[i] / (1 - b2 ** t)) / root
            if self.no_prox:
                out.append(xi * (1 - lr * self.weight_decay) - lr * u)
            else:
                out.append((xi - lr * u) / (1 + lr * self.weight_decay))
        return out


class OptaxAdan(Adan):
    """optax.adan."""

    defaults = {**Adan.defaults, "eps_root": 1e-8}
    optax = True


class Adopt(Optimizer):
    """Taniguchi et al., algorithm 2."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.9999], "eps": 1e-6,
                "decoupled_weight_decay": False}
    power = 0.25

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        if not self.decoupled_weight_decay:
            g = [gi + self.weight_decay * xi for gi, xi in zip(g, x)]
        if t == 1:
            self.v = [gi * gi for gi in g]
            return x
        most = (t - 1) ** self.power
        u = [min(max(gi / max(math.sqrt(v), self.eps), -most), most)
             for gi, v in zip(g, self.v)]
        self.m = [lerp(m, ui, 1 - beta1) for m, ui in zip(self.m, u)]
        self.v = [beta2 * v + (1 - beta2) * gi * gi
                  for v, gi in zip(self.v, g)]
        if self.decoupled_weight_decay:
            x = [xi - lr * self.weight_decay * xi for xi in x]
        return [xi - lr * m for xi, m in zip(x, self.m)]


class TimmAdopt(Adopt):
    """timm.optim.Adopt."""

    power = 0.333


class AdEMAMix(Optimizer):
    """Pagliardini et al., algorithm 1."""

    defaults = {"lr": 1e-3, "betas": [0.9, 0.999, 0.9999], "alpha": 5.0,
                "beta3_warmup": None, "alpha_warmup": None, "eps": 1e-8}

    def begin(self, x):
        super().begin(x)
        self.slow = [0.0] * len(x)

    def step(self, x, g, lr, momentum, t):
        b1, b2, b3 = self.betas
        alpha = self.alpha
        if self.alpha_warmup and t < self.alpha_warmup:
            alpha *= t / self.alpha_warmup
        if self.beta3_warmup and t < self.beta3_warmup:
            share = t / self.beta3_warmup
            half = [math.log(0.5) / math.log(beta + 1e-8) - 1
                    for beta in (b1, b3)]
            b3 = 0.5 ** (1 / (lerp(half[0], half[1], share) + 1))
        out = []
        for i, (xi, gi) in enumerate(zip(x, g)):
            self.m[i] = b1 * self.m[i] + (1 - b1) * gi
            self.slow[i] = b3 * self.slow[i] + (1 - b3) * gi
            self.v[i] = b2 * self.v[i] + (1 - b2) * gi * gi
            root = math.sqrt(self.v[i] / (1 - b2 ** t)) + self.eps
            u = (self.m[i] / (1 - b1 ** t) + alpha * self.slow[i]) / root
            out.append(xi - lr * (u + self.weight_decay * xi))
        return out


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


class Sophia(Optimizer):
    """Liu et al., algorithm 3 with the exact diagonal."""

    defaults = {"lr": 1e-3, "betas": [0.96, 0.99], "gamma": 0.01,
                "update_period": 10, "eps": 1e-12}

    def step(self, x, g, lr, momentum, t):
        beta1, beta2 = self.betas
        if (t - 1) % self.update_period == 0:
            self.v = [beta2 * h + (1 - beta2) * new
                      for h, new in zip(self.v, self.curvature(x))]
        self.m = [beta1 * m + (1 - beta1) * gi for m, gi in zip(self.m, g)]
        u = [min(max(m / max(self.gamma * h, self.eps), -1), 1)
             for m, h in zip(self.m, self.v)]
        return [xi - lr * self.weight_decay * xi - lr * ui
                for xi, ui in zip(x, u)]


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
