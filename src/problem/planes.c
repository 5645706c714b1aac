/* planes.c -- hard functions of two parameters. */
#include <math.h>

#include "problem/plane.h"

/* -1, 0 or 1: what abs has as its derivative. */
static inline double
sign(double x)
{
    return (double)((x > 0) - (x < 0));
}

PLANE(drop_wave, p)
{
    double r = hypot(p->x, p->y), below = 0.5 * r * r + 2;
    double crest = 1 + cos(12 * r);
    /* sin(12 r) / r has the limit 12. */
    double wave = r > 0 ? 12 * sin(12 * r) / r : 144;
    double slope = (wave * below + crest) / (below * below);

    p->f = -crest / below;
    p->fx = slope * p->x;
    p->fy = slope * p->y;
}

PLANE(easom, p)
{
    double x = p->x, y = p->y;
    double bell = exp(-(x - M_PI) * (x - M_PI) - (y - M_PI) * (y - M_PI));

    p->f = -cos(x) * cos(y) * bell;
    p->fx = bell * cos(y) * (sin(x) + 2 * (x - M_PI) * cos(x));
    p->fy = bell * cos(x) * (sin(y) + 2 * (y - M_PI) * cos(y));
}

/* 0.5 + (top - 0.5) / d^2 with d = 1 + 0.001 (x^2 + y^2), and the derivative
 * of top by x^2 - y^2. */
static inline void
schaffer(struct plane *p, double top, double slope)
{
    double x = p->x, y = p->y, d = 1 + 0.001 * (x * x + y * y), d2 = d * d;
    double fall = 0.004 * (top - 0.5) / (d2 * d);

    p->f = 0.5 + (top - 0.5) / d2;
    p->fx = x * (2 * slope / d2 - fall);
    p->fy = y * (-2 * slope / d2 - fall);
}

PLANE(schaffer_n2, p)
{
    double u = p->x * p->x - p->y * p->y, wave = sin(u);

    schaffer(p, wave * wave, sin(2 * u));
}

PLANE(schaffer_n4, p)
{
    double u = p->x * p->x - p->y * p->y, wave = cos(sin(fabs(u)));

    schaffer(p, wave * wave, -sin(2 * sin(u)) * cos(u));
}

/* Where the gradient is infinite, on the ridge, it is taken as 0. */
PLANE(bukin, p)
{
    double across = p->y - 0.01 * p->x * p->x, root = sqrt(fabs(across));
    double slope = root > 0 ? 50 * sign(across) / root : 0;

    p->f = 100 * root + 0.01 * fabs(p->x + 10);
    p->fx = -0.02 * p->x * slope + 0.01 * sign(p->x + 10);
    p->fy = slope;
}

/* x sin(sqrt(abs(u))) by u, without the x; 0 where there is none. */
static inline double
root_wave_slope(double u)
{
    double root = sqrt(fabs(u));

    return root > 0 ? sign(u) * cos(root) / (2 * root) : 0;
}

PLANE(eggholder, p)
{
    double x = p->x, y = p->y, a = y + x / 2 + 47, b = x - (y + 47);
    double by_a = -(y + 47) * root_wave_slope(a),
           by_b = -x * root_wave_slope(b);
    double wave_a = sin(sqrt(fabs(a))), wave_b = sin(sqrt(fabs(b)));

    p->f = -(y + 47) * wave_a - x * wave_b;
    p->fx = by_a / 2 - wave_b + by_b;
    p->fy = -wave_a + by_a - by_b;
}

/* A product of waves times exp(abs(level - r / pi)): the derivative of the
 * exponent along x is this times x. */
static inline double
exponent_slope(double level, double r)
{
    return r > 0 ? -sign(level - r / M_PI) / (M_PI * r) : 0;
}

PLANE(cross_in_tray, p)
{
    double x = p->x, y = p->y, r = hypot(x, y), wave = sin(x) * sin(y);
    double rise = exp(fabs(100 - r / M_PI)), inner = fabs(wave) * rise;
    double slope = -1e-5 * pow(inner + 1, -0.9);
    double steep = exponent_slope(100, r), side = sign(wave) * rise;

    p->f = -1e-4 * pow(inner + 1, 0.1);
    p->fx = slope * (side * cos(x) * sin(y) + inner * steep * x);
    p->fy = slope * (side * sin(x) * cos(y) + inner * steep * y);
}

PLANE(holder_table, p)
{
    double x = p->x, y = p->y, r = hypot(x, y), wave = sin(x) * cos(y);
    double rise = exp(fabs(1 - r / M_PI)), inner = fabs(wave) * rise;
    double steep = exponent_slope(1, r), side = sign(wave) * rise;

    p->f = -inner;
    p->fx = -side * cos(x) * cos(y) - inner * steep * x;
    p->fy = side * sin(x) * sin(y) - inner * steep * y;
}

const struct problem problem_drop_wave = {
    .kind = {.name = "drop_wave",
             .aliases = "DropWaveFunction",
             .summary = "the rings around a drop in water",
             .formula = "f(x, y) = -(1 + cos(12 r)) / (r^2 / 2 + 2)\n"
                        "r = sqrt(x^2 + y^2)",
             .source = "ensmallen",
             .example = "drop_wave",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(0.5, 0.5),
    .minimum = -1,
    .minima = {SPOT(0)},
    BETWEEN(-5.12, 5.12),
    .evaluate = drop_wave,
};

const struct problem problem_easom = {
    .kind = {.name = "easom",
             .aliases = "EasomFunction",
             .summary = "a small pit in a plain",
             .formula =
                 "f(x, y) = -cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)",
             .source = "Easom (1990)",
             .example = "easom",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(2.9, 2.9),
    .minimum = -1,
    .minima = {SPOT(3.141592653589793)},
    BETWEEN(0, 6.5),
    .evaluate = easom,
};

const struct problem problem_schaffer_n2 = {
    .kind = {.name = "schaffer_n2",
             .aliases = "SchafferFunctionN2",
             .summary = "waves that become shorter outwards",
             .formula = "f(x, y) = 0.5 + (sin(x^2 - y^2)^2 - 0.5)\n"
                        "          / (1 + 0.001 (x^2 + y^2))^2",
             .source = "Schaffer (1989)",
             .example = "schaffer_n2",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(-100, 100),
    .minima = {SPOT(0)},
    BETWEEN(-100, 100),
    .evaluate = schaffer_n2,
};

const struct problem problem_schaffer_n4 = {
    .kind = {.name = "schaffer_n4",
             .aliases = "SchafferFunctionN4",
             .summary = "four minima among short waves",
             .formula = "f(x, y) = 0.5 + (cos(sin(abs(x^2 - y^2)))^2 - 0.5)\n"
                        "          / (1 + 0.001 (x^2 + y^2))^2",
             .source = "Schaffer (1989)",
             .example = "schaffer_n4",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(-5, 5),
    .minimum = 0.29257863203598056,
    .minima = {SPOT(0, 1.2531318314637332), SPOT(0, -1.2531318314637332),
               SPOT(1.2531318314637332, 0), SPOT(-1.2531318314637332, 0)},
    BETWEEN(-100, 100),
    .evaluate = schaffer_n4,
};

const struct problem problem_bukin = {
    .kind = {.name = "bukin",
             .aliases = "BukinFunction",
             .summary = "a bent ridge turned over, sharp as a knife",
             .formula = "f(x, y) = 100 sqrt(abs(y - 0.01 x^2)) + 0.01 "
                        "abs(x + 10)",
             .source = "Bukin N.6; ensmallen",
             .example = "bukin",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(2),
    .start = SPOT(-10, -2),
    .minima = {SPOT(-10, 1)},
    .low = SPOT(-15, -3),
    .high = SPOT(-5, 3),
    .evaluate = bukin,
};

const struct problem problem_eggholder = {
    .kind = {.name = "eggholder",
             .aliases = "EggholderFunction",
             .summary = "a wide box of waves, lowest at its edge",
             .formula = "f(x, y) = -(y + 47) sin(sqrt(abs(y + x/2 + 47)))\n"
                        "          - x sin(sqrt(abs(x - (y + 47))))",
             .source = "Whitley et al. (1996)",
             .example = "eggholder",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(2),
    .start = SPOT(-333, -333),
    .minimum = -959.6406627208509,
    .minima = {SPOT(512, 404.2318051137578)},
    BETWEEN(-512, 512),
    .bounded = true,
    .evaluate = eggholder,
};

const struct problem problem_cross_in_tray = {
    .kind = {.name = "cross_in_tray",
             .aliases = "CrossInTrayFunction",
             .summary = "pits between ridges that cross",
             .formula = "f(x, y) = -0.0001 (abs(sin(x) sin(y) E) + 1)^0.1\n"
                        "E = exp(abs(100 - sqrt(x^2 + y^2) / pi))",
             .source = "ensmallen",
             .example = "cross_in_tray",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(2),
    .start = SPOT(2, 0.7),
    .minimum = -2.062611870822737,
    .minima = {SPOT(1.3494066171539107, 1.3494066171539107),
               SPOT(1.3494066171539107, -1.3494066171539107),
               SPOT(-1.3494066171539107, 1.3494066171539107),
               SPOT(-1.3494066171539107, -1.3494066171539107)},
    BETWEEN(-10, 10),
    .bounded = true,
    .evaluate = cross_in_tray,
};

const struct problem problem_holder_table = {
    .kind = {.name = "holder_table",
             .aliases = "HolderTableFunction",
             .summary = "a table with four legs",
             .formula = "f(x, y) = -abs(sin(x) cos(y) exp(abs(1 - r / pi)))\n"
                        "r = sqrt(x^2 + y^2)",
             .source = "ensmallen",
             .example = "holder_table",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(2),
    .start = SPOT(7, 7),
    .minimum = -19.208502567886732,
    .minima = {SPOT(8.055023475736563, 9.664590019241272),
               SPOT(8.055023475736563, -9.664590019241272),
               SPOT(-8.055023475736563, 9.664590019241272),
               SPOT(-8.055023475736563, -9.664590019241272)},
    BETWEEN(-10, 10),
    .bounded = true,
    .evaluate = holder_table,
};
