"""Optimizers with a mean and a mean square of the gradient, in plain Python.

What they stand for is in optimizer_transcription.py.
"""

import math

from optimizer_base import Optimizer, lerp, norm, sign


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
