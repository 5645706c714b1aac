"""What the optimizers that are written down once more have in common."""

import math


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
