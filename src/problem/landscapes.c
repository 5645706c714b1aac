/* landscapes.c -- what optimizers have to cope with, one thing at a time. */
#include <math.h>

#include "problem/plane.h"

PLANE(saddle, p)
{
    p->f = p->x * p->x - p->y * p->y;
    p->fx = 2 * p->x;
    p->fy = -2 * p->y;
}

PLANE(monkey_saddle, p)
{
    double x = p->x, y = p->y;

    p->f = x * x * x - 3 * x * y * y;
    p->fx = 3 * x * x - 3 * y * y;
    p->fy = -6 * x * y;
}

PLANE(deep_linear, p)
{
    double rest = p->x * p->y - 1;

    p->f = rest * rest / 2;
    p->fx = rest * p->y;
    p->fy = rest * p->x;
}

PLANE(cliff, p)
{
    double x = p->x, y = p->y, wall = tanh(10 * (x - 1));

    p->f = wall + 1 + (x * x + y * y) / 100;
    p->fx = 10 * (1 - wall * wall) + x / 50;
    p->fy = y / 50;
}

/* A bell of this height around (x, z), and its derivatives by x and z. */
static inline void
add_bell(struct plane *p, double height, double x, double z)
{
    double bell = height * exp(-(x * x + z * z) / 0.2);

    p->f += bell;
    p->fx -= 10 * x * bell;
    p->fy -= 10 * z * bell;
}

/* Bells in (x, z) with z = 1.4 y, on a bowl. */
static inline void
begin_bells(struct plane *p, double *z)
{
    *z = 1.4 * p->y;
    p->f = p->x * p->x + *z * *z;
    p->fx = 2 * p->x;
    p->fy = 2 * *z;
}

PLANE(local_minimum, p)
{
    double z;

    begin_bells(p, &z);
    add_bell(p, -2, p->x - 1, z);
    add_bell(p, -6, p->x + 1, z);
    p->fy *= 1.4;
}

PLANE(hills, p)
{
    double z;

    begin_bells(p, &z);
    add_bell(p, 2, p->x - 1, z);
    add_bell(p, 6, p->x + 1, z);
    add_bell(p, -2, p->x - 1, z + 1);
    p->fy *= 1.4;
}

/* At the middle the root has no derivative, and 0 is taken. */
PLANE(plateau, p)
{
    double x = 10 * p->x, y = 10 * p->y, length = hypot(x, y);
    double r = length + 0.01, wave = sin(r) / r;
    double slope = (wave - cos(r)) / r + 0.02 * r;
    double unit = length > 0 ? 10 * slope / length : 0;

    p->f = -wave + 0.01 * r * r;
    p->fx = unit * x;
    p->fy = unit * y;
}

PLANE(ecliptic_bowl, p)
{
    double x = p->x / 2, y = p->y / 2, pit = exp(-(x * x + 5 * y * y));

    p->f = -pit + x * x + 0.5 * y * y;
    p->fx = x * pit + x;
    p->fy = 5 * y * pit + 0.5 * y;
}

PLANE(sine_saddle, p)
{
    p->f = sin(p->x) + p->y * p->y;
    p->fx = cos(p->x);
    p->fy = 2 * p->y;
}

const struct problem problem_saddle = {
    .kind = {.name = "saddle",
             .summary = "a saddle, from which it falls without end",
             .formula = "f(x, y) = x^2 - y^2",
             .source = "calculus",
             .example = "saddle",
             PLAIN_KIND},
    .properties = SEPARABLE | SMOOTH,
    FIXED(2),
    .start = SPOT(1, 0.001),
    .minimum = NAN,
    BETWEEN(-2, 2),
    .evaluate = saddle,
};

const struct problem problem_monkey_saddle = {
    .kind = {.name = "monkey_saddle",
             .summary = "a saddle with room for a tail, flat in the middle",
             .formula = "f(x, y) = x^3 - 3 x y^2",
             .source = "calculus",
             .example = "monkey_saddle",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(1, 0.001),
    .minimum = NAN,
    BETWEEN(-2, 2),
    .evaluate = monkey_saddle,
};

const struct problem problem_deep_linear = {
    .kind = {.name = "deep_linear",
             .summary = "two linear layers of one weight each",
             .formula = "f(w1, w2) = (w1 w2 - 1)^2 / 2",
             .source = "Saxe, McClelland & Ganguli (2014), with scalars; the "
                       "minima are a hyperbola",
             .example = "deep_linear",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(2, 0.1),
    .minima = {SPOT(1), SPOT(-1)},
    BETWEEN(-3, 3),
    .evaluate = deep_linear,
};

const struct problem problem_cliff = {
    .kind = {.name = "cliff",
             .summary = "a high plain, a cliff, a low plain",
             .formula = "f(x, y) = tanh(10 (x - 1)) + 1 + (x^2 + y^2) / 100",
             .source = "lrsim, after Pascanu, Mikolov & Bengio (2013)",
             .example = "cliff",
             PLAIN_KIND},
    .properties = SEPARABLE | SMOOTH,
    FIXED(2),
    .start = SPOT(2.5, 2),
    .minimum = 4.122137316220474e-9,
    .minima = {SPOT(-4.12196740157257e-6, 0)},
    BETWEEN(-3, 3),
    .evaluate = cliff,
};

const struct problem problem_local_minimum = {
    .kind = {.name = "local_minimum",
             .aliases = "gradient_descent_viz.local_minimum",
             .summary = "a deep pit beside a shallow one",
             .formula =
                 "f(x, y) = -2 exp(-((x - 1)^2 + z^2) / 0.2)\n"
                 "          - 6 exp(-((x + 1)^2 + z^2) / 0.2) + x^2 + z^2\n"
                 "z = 1.4 y",
             .source = "gradient_descent_viz",
             .example = "local_minimum",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(1.5, 0.5),
    .minimum = -5.032339968658435,
    .minima = {SPOT(-0.9675774464554597, 0)},
    BETWEEN(-2, 2),
    .evaluate = local_minimum,
};

const struct problem problem_hills = {
    .kind = {.name = "hills",
             .aliases = "gradient_descent_viz.hills",
             .summary = "a bowl with two hills and a pit",
             .formula = "f(x, y) = 2 exp(-((x - 1)^2 + z^2) / 0.2)\n"
                        "          + 6 exp(-((x + 1)^2 + z^2) / 0.2)\n"
                        "          - 2 exp(-((x - 1)^2 + (z + 1)^2) / 0.2)\n"
                        "          + x^2 + z^2\n"
                        "z = 1.4 y",
             .source = "gradient_descent_viz",
             .example = "hills",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(-1.5, 0.5),
    .minimum = -0.1588086100344146,
    .minima = {SPOT(0.9003065222993073, -0.6534011583039486)},
    BETWEEN(-2, 2),
    .evaluate = hills,
};

const struct problem problem_plateau = {
    .kind = {.name = "plateau",
             .aliases = "gradient_descent_viz.plateau",
             .summary = "rings with flat land between them",
             .formula = "f(x, y) = -sin(r) / r + 0.01 r^2\n"
                        "r = 10 sqrt(x^2 + y^2) + 0.01",
             .source = "gradient_descent_viz",
             .example = "plateau",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(2),
    .start = SPOT(1, 1),
    .minimum = -0.9999823334166664,
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .evaluate = plateau,
};

const struct problem problem_ecliptic_bowl = {
    .kind = {.name = "ecliptic_bowl",
             .aliases = "gradient_descent_viz.ecliptic_bowl",
             .summary = "a long bowl with a pit in it",
             .formula = "f(x, y) = -exp(-(u^2 + 5 v^2)) + u^2 + v^2 / 2\n"
                        "u = x / 2, v = y / 2",
             .source = "gradient_descent_viz",
             .example = "ecliptic_bowl",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(-1.5, 1.5),
    .minimum = -1,
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .evaluate = ecliptic_bowl,
};

const struct problem problem_sine_saddle = {
    .kind = {.name = "sine_saddle",
             .aliases = "gradient_descent_viz.saddle",
             .summary = "saddles and minima that alternate",
             .formula = "f(x, y) = sin(x) + y^2",
             .source = "gradient_descent_viz",
             .example = "sine_saddle",
             PLAIN_KIND},
    .properties = SEPARABLE | SMOOTH,
    FIXED(2),
    .start = SPOT(1.5, 1),
    .minimum = -1,
    .minima = {SPOT(-1.5707963267948966, 0), SPOT(4.71238898038469, 0)},
    BETWEEN(-5, 5),
    .evaluate = sine_saddle,
};
