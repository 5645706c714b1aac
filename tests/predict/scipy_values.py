#!/usr/bin/env python3
"""scipy_values.py -- record what SciPy fits to the runs of predict_test.c.

The laws are added up update by update here.  Writes scipy_values.h beside
this file; needs numpy and scipy.
"""
import os

import numpy as np
import scipy
from scipy.optimize import least_squares

LAWS = {"kernel": (2.5, 0.6, 0.45, 15, 0.87),
        "momentum": (2.9, 0.5, 0.5, 0.1, 0.999)}
UPDATES, WARMUP = 4000, 100
PLACES = np.arange(200, UPDATES + 1, 40)


def rates(shape):
    update = np.arange(UPDATES)
    share = (update - WARMUP) / (UPDATES - WARMUP)
    if shape == "wsd":
        factor = np.where(share < 0.8, 1, (1 - share) / 0.2)
    else:
        factor = 0.55 + 0.45 * np.cos(np.pi * share)
    return 1e-3 * np.where(update < WARMUP, update / WARMUP, factor)


def change(law, rate):
    sums = np.concatenate([[0], np.cumsum(rate)])
    if law == "momentum":
        rate = np.where(np.arange(UPDATES) < WARMUP, rate.max(), rate)
        mean, falls = 0.0, [0.0]
        for i in range(UPDATES):
            mean = 0.999 * mean + (rate[i - 1] - rate[i] if i else 0)
            falls.append(falls[-1] + mean)
        return np.array(falls)[PLACES]
    u = 1 - 0.87
    return np.array([np.sum(rate[:t] * ((sums[t] - sums[:t]) ** u
                                        - (sums[t] - sums[1:t + 1]) ** u)) / u
                     for t in PLACES])


def loss(law, numbers, sums, changes):
    sign = 1 if law == "kernel" else -1
    return (numbers[0] + numbers[1] * sums ** -numbers[2]
            + sign * numbers[3] * changes)


def fit(law, count):
    sums, changes, losses = [], [], []
    for r, shape in enumerate(["wsd", "cosine"][:count]):
        rate = rates(shape)
        s = np.cumsum(rate)[PLACES - 1]
        c = change(law, rate)
        i = np.arange(len(PLACES))
        sums.append(s)
        changes.append(c)
        losses.append(loss(law, LAWS[law], s, c)
                      * (1 + 2e-3 * np.sin(i * i + r)))
    sums, changes, losses = map(np.concatenate, (sums, changes, losses))

    def residuals(logarithms):
        return np.log(loss(law, np.exp(logarithms), sums, changes) / losses)

    start = np.log(LAWS[law][:4]) + 0.05
    best = least_squares(residuals, start, loss="huber", f_scale=1e-3,
                         xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=10000)
    return np.exp(best.x)


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "scipy_values.h")
    with open(path, "w") as file:
        file.write(f"/* scipy_values.h -- made by scipy_values.py with SciPy "
                   f"{scipy.__version__}. */\n"
                   "#ifndef TESTS_PREDICT_SCIPY_VALUES_H\n"
                   "#define TESTS_PREDICT_SCIPY_VALUES_H\n\n"
                   "enum { SCIPY_FITS = 4 };\n\n"
                   "static const struct scipy_fit {\n"
                   "    const char *law;\n    size_t runs;\n"
                   "    double numbers[4];\n"
                   "} scipy_fits[SCIPY_FITS] = {\n")
        for law in LAWS:
            for count in (1, 2):
                numbers = [f"{x:.9g}" for x in fit(law, count)]
                file.write(f'    {{"{law}",\n     {count},\n     '
                           f'{{{", ".join(numbers)}}}}},\n')
        file.write("};\n\n#endif\n")


main()
