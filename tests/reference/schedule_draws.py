"""Random parameters of every kind of schedule.

`length` is about how long it runs, `rate` the size of the rates, `groups` how
many there are; `wild` allows what ruins a composition's precision: rates that
vanish, explode or change sign.
"""

from torch_schedules import DRAWERS, draw_metric, draw_plateau, draw_rates

LEAVES = ["lambda", "multiplicative", "step", "multistep", "constant",
          "linear", "exponential", "polynomial", "cosine_annealing",
          "cosine_annealing_warm_restarts", "cyclic", "one_cycle", "swa"]

# Formulas in t; A and B stand for random numbers in (0,1), N for a length.
FACTORS = ["A^t", "1/(1+A*t)", "exp(-A*t/10)", "(1+cos(pi*t/N))/2 + B/100",
           "t < N ? (t+1)/N : A^(t/N)", "max(B/10, 1-t/N)",
           "min((t+1)^-0.5, (t+1)*N^-1.5)", "1-A*sin(t/5)/2",
           "t % N < 3 ? 1 : A", "clamp(1-t/N, 0.05, 1)",
           "A + B*abs(cos(t))", "sqrt(1/(t+1))", "1/log(t+3)",
           "A^floor(t/N)", "A"]
WILD_FACTORS = FACTORS + ["-A^t", "sin(t)", "t*A - 1", "(-A)^t", "0", "1.1^t",
                          "t^2/10", "A - t % 3"]
RATIOS = ["0.9 + A/10", "1 - A/(t+2)", "t % N == 0 ? A : 1",
          "exp(-A/20)", "1 + (A - 0.5)*sin(t)/5", "t < N ? 1 + A/N : 0.97",
          "((t+1)/(t+2))^A"]
WILD_RATIOS = RATIOS + ["-0.9 - A/10", "1.05 + A/10", "t == N ? 0 : 1",
                        "A*2 - 1.1", "cos(t)"]
CYCLE_SCALES = ["A^(t-1)", "1/t", "1/2^(t-1)", "(1+sin(t*pi/2))/2", "A",
                "t % 2 == 0 ? A : 1"]
ITERATION_SCALES = ["A^t", "1/(1+A*t)", "(1+cos(t/N))/2", "0.99^t",
                    "t < N ? 1 : A"]


def fill(rng, text, length):
    """A formula with numbers in the place of its letters."""
    for letter, value in (("A", rng.number(0.05, 0.98)),
                          ("B", rng.number(0.05, 0.98)),
                          ("N", rng.randint(2, max(3, length)))):
        text = text.replace(letter, repr(value))
    return text


def formulas(rng, texts, length, groups):
    """One formula, or sometimes one for each group."""
    if rng.random() < 0.5:
        return fill(rng, rng.choice(texts), length)
    return [fill(rng, rng.choice(texts), length) for _ in range(groups)]


def maybe_list(rng, groups, draw_one):
    """A number, or sometimes a list of one for each group."""
    if rng.random() < 0.5:
        return draw_one()
    return [draw_one() for _ in range(groups)]


def near(rng, rate, low, high):
    """A rate between two multiples of another, four digits of it."""
    return float(f"{rate * rng.uniform(low, high):.4g}")


def draw_lambda(rng, length, _rate, wild, groups):
    """LambdaLR."""
    texts = WILD_FACTORS if wild else FACTORS
    return {"type": "lambda",
            "lr_lambda": formulas(rng, texts, length, groups)}


def draw_multiplicative(rng, length, _rate, wild, groups):
    """MultiplicativeLR."""
    texts = WILD_RATIOS if wild else RATIOS
    return {"type": "multiplicative",
            "lr_lambda": formulas(rng, texts, length, groups)}


def draw_polynomial(rng, length, _rate, wild, _groups):
    """PolynomialLR."""
    return {"type": "polynomial",
            "total_iters": rng.choice([1, 2, length, rng.randint(2, length),
                                       rng.randint(2, 2 * length)]
                                      + [0] * wild),
            "power": rng.choice([1, 2, 0.9, 0.5, rng.number(0.1, 4)]
                                + [0, 12] * wild)}


def draw_warm_restarts(rng, length, rate, wild, _groups):
    """CosineAnnealingWarmRestarts."""
    bottoms = [0, near(rng, rate, 0, 0.5)]
    if wild:
        bottoms += [near(rng, rate, 1, 5), near(rng, rate, -1, 0)]
    return {"type": "cosine_annealing_warm_restarts",
            "T_0": rng.choice([1, 2, rng.randint(1, 5),
                               rng.randint(2, length)]),
            "T_mult": rng.choice([1, 1, 2, 3, rng.randint(1, 5)]),
            "eta_min": rng.choice(bottoms)}


def draw_momentum(rng, schedule, groups):
    """Whether and where a kind drives the momentum; default is yes."""
    if rng.random() < 0.25:
        schedule["cycle_momentum"] = rng.random() < 0.3
    if rng.random() < 0.7:
        schedule["base_momentum"] = maybe_list(
            rng, groups, lambda: rng.number(0.1, 0.9))
        schedule["max_momentum"] = maybe_list(
            rng, groups, lambda: rng.number(0.5, 0.99))


def draw_cyclic(rng, length, rate, wild, groups):
    """CyclicLR: a mode, or a function of cycles or of steps."""
    half = max(2, length // 2)
    schedule = {
        "type": "cyclic",
        "base_lr": maybe_list(rng, groups, lambda: near(rng, rate, 0.01, 1)),
        "max_lr": maybe_list(rng, groups, lambda: near(rng, rate, 1, 8)),
        "step_size_up": rng.choice([1, rng.randint(1, half),
                                    rng.randint(2, half),
                                    rng.number(0.5, half)])}
    if rng.random() < 0.6:
        schedule["step_size_down"] = rng.choice(
            [0, 1, rng.randint(1, half), rng.number(0.2, half)])
    if rng.random() < 0.45:
        mode = rng.choice(["cycle", "iterations"])
        texts = CYCLE_SCALES if mode == "cycle" else ITERATION_SCALES
        schedule["scale_fn"] = fill(rng, rng.choice(texts), length)
        schedule["scale_mode"] = mode
    else:
        schedule["mode"] = rng.choice(["triangular", "triangular2",
                                       "exp_range", "exp_range"])
        schedule["gamma"] = rng.choice(
            [rng.number(0.8, 1), 1] + [0, 1.05, -0.9] * wild)
    draw_momentum(rng, schedule, groups)
    return schedule


def draw_one_cycle(rng, length, rate, wild, groups):
    """OneCycleLR; pct_start*total_steps is not 1, which divides by zero."""
    schedule = {
        "type": "one_cycle",
        "max_lr": maybe_list(rng, groups, lambda: near(rng, rate, 0.5, 8))}
    if rng.random() < 0.3:
        schedule["epochs"] = rng.randint(1, 6)
        schedule["steps_per_epoch"] = rng.randint(2, max(2, length // 3))
        total = schedule["epochs"] * schedule["steps_per_epoch"]
    else:
        total = rng.choice([length, rng.randint(2, 2 * length),
                            rng.randint(2, length)] + [1] * wild)
        schedule["total_steps"] = total
    start = rng.choice([None, rng.number(0.05, 0.6), rng.number(0, 1), 0.25]
                       + [0.0, 1.0, 0.5] * wild)
    if abs((0.3 if start is None else start) * total - 1) < 1e-6:
        start = 0.0
    if start is not None:
        schedule["pct_start"] = start
    if rng.random() < 0.5:
        schedule["anneal_strategy"] = rng.choice(["cos", "linear"])
    if rng.random() < 0.4:
        schedule["three_phase"] = rng.random() < 0.8
    if rng.random() < 0.5:
        schedule["div_factor"] = rng.choice(
            [1, 10, rng.number(1, 100)] + [1e6, 0.5] * wild)
        schedule["final_div_factor"] = rng.choice(
            [1, 100, rng.magnitude(0, 5)] + [1e12] * wild)
    draw_momentum(rng, schedule, groups)
    return schedule


def draw_swa(rng, length, rate, wild, groups):
    """SWALR."""
    goals = [(0.05, 1), (0.5, 5)] + [(0, 0), (-1, 1)] * wild
    bounds = rng.choice(goals)
    schedule = {"type": "swa",
                "swa_lr": maybe_list(rng, groups,
                                     lambda: near(rng, rate, *bounds))}
    if rng.random() < 0.8:
        schedule["anneal_epochs"] = rng.choice(
            [0, 1, 2, length, rng.randint(2, length)])
    if rng.random() < 0.6:
        schedule["anneal_strategy"] = rng.choice(["cos", "linear"])
    return schedule


NEW_DRAWERS = {
    "lambda": draw_lambda,
    "multiplicative": draw_multiplicative,
    "polynomial": draw_polynomial,
    "cosine_annealing_warm_restarts": draw_warm_restarts,
    "cyclic": draw_cyclic,
    "one_cycle": draw_one_cycle,
    "swa": draw_swa,
}


def draw(rng, kind, length, rate, groups, wild=False):
    """A schedule of a kind with random parameters."""
    if kind == "reduce_on_plateau":
        return {**draw_plateau(rng, groups, rate), "eps": 0}
    if kind in NEW_DRAWERS:
        return NEW_DRAWERS[kind](rng, length, rate, wild, groups)
    return DRAWERS[kind](rng, length, rate, wild)


def draw_optimizer(rng, rates):
    """An optimizer with these rates of its groups."""
    spec = {"type": "sgd", "lr": rates[0]}
    if rng.random() < 0.6:
        spec["momentum"] = rng.number(0.1, 0.95)
    if len(rates) > 1:
        spec["param_groups"] = [{"params": str(index), "lr": lr}
                                for index, lr in enumerate(rates)]
    return spec


__all__ = ["LEAVES", "draw", "draw_metric", "draw_optimizer", "draw_rates"]
