#!/usr/bin/env python3
"""minpack_values.py -- record what MINPACK fits to problems that are known to
be hard, and what SciPy fits to curves with outliers by Huber's loss.

The problems are of Moré, Garbow and Hillstrom (1981), from their starts;
least_squares_test.c has the same residuals.  Writes minpack_values.h beside
this file; needs numpy and scipy.
"""
import os

import numpy as np
import scipy
from scipy.optimize import least_squares, leastsq

BARD = np.array([.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96,
                 1.34, 2.10, 4.39])
KOWALIK = np.array([.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342,
                    .0323, .0235, .0246])
KOWALIK_U = np.array([4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625])
OSBORNE = np.array([.844, .908, .932, .936, .925, .908, .881, .850, .818, .784,
                    .751, .718, .685, .658, .628, .603, .580, .558, .538, .522,
                    .506, .490, .478, .467, .457, .448, .438, .431, .424, .420,
                    .414, .411, .406])


def rosenbrock(x):
    return np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]])


def bard(x):
    u = np.arange(1, 16)
    return BARD - (x[0] + u / ((16 - u) * x[1] + np.minimum(u, 16 - u) * x[2]))


def kowalik_osborne(x):
    u = KOWALIK_U
    return KOWALIK - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])


def box(x):
    t = np.arange(1, 11) / 10
    return (np.exp(-t * x[0]) - np.exp(-t * x[1])
            - x[2] * (np.exp(-t) - np.exp(-10 * t)))


def brown_dennis(x):
    t = np.arange(1, 21) / 5
    return ((x[0] + t * x[1] - np.exp(t)) ** 2
            + (x[2] + x[3] * np.sin(t) - np.cos(t)) ** 2)


def osborne(x):
    t = 10 * np.arange(33)
    return OSBORNE - (x[0] + x[1] * np.exp(-t * x[3])
                      + x[2] * np.exp(-t * x[4]))


def outliers(x):
    """An exponential, of which every fifth value is far off."""
    i = np.arange(40)
    y = 2 + 3 * np.exp(-i / 10) + 0.01 * np.sin(i * i) + 0.5 * (i % 5 == 0)
    return x[0] + x[1] * np.exp(-x[2] * i) - y


PROBLEMS = [(rosenbrock, [-1.2, 1]), (bard, [1, 1, 1]),
            (kowalik_osborne, [.25, .39, .415, .39]), (box, [0, 10, 20]),
            (brown_dennis, [25, 5, -5, -1]),
            (osborne, [.5, 1.5, -1, .01, .02])]


def row(name, delta, x, cost):
    numbers = ", ".join(f"{v:.12g}" for v in x)
    return (f'    {{"{name}", {len(x)}, {delta}, {{{numbers}}}, '
            f'{cost:.12g}}},\n')


def main():
    rows = []
    for f, start in PROBLEMS:
        x, _, _, _, _ = leastsq(f, start, xtol=1e-15, ftol=1e-15, gtol=0,
                                maxfev=20000, full_output=True)
        rows.append(row(f.__name__, "INFINITY", x, (f(x) ** 2).sum() / 2))
    for delta in (0.1, 0.01):
        best = least_squares(outliers, [1, 1, 0.2], loss="huber",
                             f_scale=delta, xtol=1e-15, ftol=1e-15, gtol=1e-15,
                             max_nfev=20000)
        rows.append(row("outliers", delta, best.x, best.cost))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "minpack_values.h")
    with open(path, "w") as file:
        file.write(f"/* minpack_values.h -- made by minpack_values.py with "
                   f"SciPy {scipy.__version__}. */\n"
                   "#ifndef TESTS_PREDICT_MINPACK_VALUES_H\n"
                   "#define TESTS_PREDICT_MINPACK_VALUES_H\n\n"
                   "#include <math.h>\n#include <stddef.h>\n\n"
                   "/* Half the sum of the squares, or of Huber's loss, is the"
                   " cost. */\n"
                   "static const struct minpack_fit {\n"
                   "    const char *problem;\n    size_t count;\n"
                   "    double delta, numbers[5], cost;\n"
                   "} minpack_fits[] = {\n" + "".join(rows) +
                   "};\n\n#endif\n")


main()
