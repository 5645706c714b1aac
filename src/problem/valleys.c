/* valleys.c -- polynomials and their kin: bent valleys, a few minima. */
#include <math.h>

#include "problem/plane.h"
#include "problem/terms.h"

PLANE(himmelblau, p)
{
    double x = p->x, y = p->y, a = x * x + y - 11, b = x + y * y - 7;

    p->f = a * a + b * b;
    p->fx = 4 * x * a + 2 * b;
    p->fy = 2 * a + 4 * y * b;
}

/* (1 + a^2 A) (30 + b^2 B) */
PLANE(goldstein_price, p)
{
    double x = p->x, y = p->y, a = x + y + 1, b = 2 * x - 3 * y;
    double big_a = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y;
    double big_b = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y;
    double left = 1 + a * a * big_a, right = 30 + b * b * big_b;
    double slope = 2 * a * big_a + a * a * (-14 + 6 * x + 6 * y);

    p->f = left * right;
    p->fx = slope * right +
            left * (4 * b * big_b + b * b * (-32 + 24 * x - 36 * y));
    p->fy = slope * right +
            left * (-6 * b * big_b + b * b * (48 - 36 * x + 54 * y));
}

PLANE(three_hump_camel, p)
{
    double x = p->x, y = p->y, x2 = x * x, x4 = x2 * x2;

    p->f = 2 * x2 - 1.05 * x4 + x4 * x2 / 6 + x * y + y * y;
    p->fx = 4 * x - 4.2 * x2 * x + x4 * x + y;
    p->fy = x + 2 * y;
}

PLANE(six_hump_camel, p)
{
    double x = p->x, y = p->y, x2 = x * x, x4 = x2 * x2, y2 = y * y;

    p->f = (4 - 2.1 * x2 + x4 / 3) * x2 + x * y + (-4 + 4 * y2) * y2;
    p->fx = 8 * x - 8.4 * x2 * x + 2 * x4 * x + y;
    p->fy = x - 8 * y + 16 * y2 * y;
}

PLANE(mccormick, p)
{
    double x = p->x, y = p->y, slope = cos(x + y);

    p->f = sin(x + y) + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1;
    p->fx = slope + 2 * (x - y) - 1.5;
    p->fy = slope - 2 * (x - y) + 2.5;
}

PLANE(branin, p)
{
    double x = p->x, b = 5.1 / (4 * M_PI * M_PI), c = 5 / M_PI;
    double wave = 10 * (1 - 1 / (8 * M_PI)),
           rest = p->y - b * x * x + c * x - 6;

    p->f = rest * rest + wave * cos(x) + 10;
    p->fx = 2 * rest * (c - 2 * b * x) - wave * sin(x);
    p->fy = 2 * rest;
}

PLANE(bohachevsky, p)
{
    double x = p->x, y = p->y;

    p->f = x * x + 2 * y * y - 0.3 * cos(3 * M_PI * x) -
           0.4 * cos(4 * M_PI * y) + 0.7;
    p->fx = 2 * x + 0.9 * M_PI * sin(3 * M_PI * x);
    p->fy = 4 * y + 1.6 * M_PI * sin(4 * M_PI * y);
}

TERMS(dixon_price, t)
{
    square(t, at(t, 0) - 1);
    by(t, 0, 1);
    for (size_t i = 1; i < t->size; i++) {
        double x = at(t, i), weight = (double)(i + 1);
        double rest = 2 * x * x - at(t, i - 1);

        term(t, weight * rest * rest);
        by(t, i, 8 * weight * rest * x);
        by(t, i - 1, -2 * weight * rest);
    }
}

/* Each is the root of half the one before. */
static double
dixon_price_place(const void *self, size_t i)
{
    (void)self;
    return exp2(ldexp(1, -(int)(i < 64 ? i : 64)) - 1);
}

TERMS(colville, t)
{
    double x1 = at(t, 0), x2 = at(t, 1), x3 = at(t, 2), x4 = at(t, 3);
    double a = x1 * x1 - x2, b = x3 * x3 - x4;

    term(t, 100 * a * a + (x1 - 1) * (x1 - 1) + (x3 - 1) * (x3 - 1) +
                90 * b * b +
                10.1 * ((x2 - 1) * (x2 - 1) + (x4 - 1) * (x4 - 1)) +
                19.8 * (x2 - 1) * (x4 - 1));
    by(t, 0, 400 * x1 * a + 2 * (x1 - 1));
    by(t, 1, -200 * a + 20.2 * (x2 - 1) + 19.8 * (x4 - 1));
    by(t, 2, 360 * x3 * b + 2 * (x3 - 1));
    by(t, 3, -180 * b + 20.2 * (x4 - 1) + 19.8 * (x2 - 1));
}

const struct problem problem_himmelblau = {
    .kind = {.name = "himmelblau",
             .aliases = "HimmelblauFunction",
             .summary = "four minima of the same depth",
             .formula = "f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
             .source = "Himmelblau (1972)",
             .example = "himmelblau",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(5, -5),
    .minima = {SPOT(3, 2), SPOT(-2.805118086952745, 3.131312518250573),
               SPOT(-3.779310253377747, -3.2831859912861696),
               SPOT(3.5844283403304917, -1.8481265269644036)},
    BETWEEN(-5, 5),
    .evaluate = himmelblau,
};

const struct problem problem_goldstein_price = {
    .kind = {.name = "goldstein_price",
             .aliases = "GoldsteinPriceFunction",
             .summary = "heights of a million around four minima",
             .formula =
                 "f(x, y) = (1 + (x + y + 1)^2 A) (30 + (2 x - 3 y)^2 B)\n"
                 "A = 19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2\n"
                 "B = 18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2",
             .source = "Goldstein & Price (1971)",
             .example = "goldstein_price",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(0.2, -0.5),
    .minimum = 3,
    .minima = {SPOT(0, -1)},
    BETWEEN(-2, 2),
    .evaluate = goldstein_price,
};

const struct problem problem_three_hump_camel = {
    .kind = {.name = "three_hump_camel",
             .aliases = "ThreeHumpCamelFunction",
             .summary = "three minima, the middle one lowest",
             .formula = "f(x, y) = 2 x^2 - 1.05 x^4 + x^6 / 6 + x y + y^2",
             .source = "ensmallen",
             .example = "three_hump_camel",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(1, 1),
    .minima = {SPOT(0)},
    BETWEEN(-5, 5),
    .evaluate = three_hump_camel,
};

const struct problem problem_six_hump_camel = {
    .kind = {.name = "six_hump_camel",
             .summary = "six minima, two of them lowest",
             .formula = "f(x, y) = (4 - 2.1 x^2 + x^4 / 3) x^2 + x y\n"
                        "          + (4 y^2 - 4) y^2",
             .source = "Dixon & Szego (1978)",
             .example = "six_hump_camel",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(-2, 1),
    .minimum = -1.0316284534898774,
    .minima = {SPOT(0.08984201310031806, -0.7126564030207396),
               SPOT(-0.08984201310031806, 0.7126564030207396)},
    .low = SPOT(-3, -2),
    .high = SPOT(3, 2),
    .evaluate = six_hump_camel,
};

const struct problem problem_mccormick = {
    .kind = {.name = "mccormick",
             .aliases = "McCormickFunction",
             .summary = "a wave on a bowl that falls without end",
             .formula = "f(x, y) = sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1",
             .source = "McCormick",
             .example = "mccormick",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(-2, 4),
    .minimum = -1.9132229549810364,
    .minima = {SPOT(-0.5471975511965977, -1.5471975511965979)},
    .low = SPOT(-2, -3),
    .high = SPOT(4, 4),
    .bounded = true,
    .evaluate = mccormick,
};

const struct problem problem_branin = {
    .kind = {.name = "branin",
             .summary = "three minima of the same depth in a bent valley",
             .formula = "f(x, y) = (y - 5.1 x^2 / (4 pi^2) + 5 x / pi - 6)^2\n"
                        "          + 10 (1 - 1 / (8 pi)) cos(x) + 10",
             .source = "Branin (1972)",
             .example = "branin",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(5, 10),
    .minimum = 0.39788735772973816, /* 10 / (8 pi) */
    .minima = {SPOT(-3.141592653589793, 12.275), SPOT(3.141592653589793, 2.275),
               SPOT(9.42477796076938, 2.475)},
    .low = SPOT(-5, 0),
    .high = SPOT(10, 15),
    .evaluate = branin,
};

const struct problem problem_bohachevsky = {
    .kind = {.name = "bohachevsky",
             .summary = "a bowl with ripples",
             .formula = "f(x, y) = x^2 + 2 y^2 - 0.3 cos(3 pi x)\n"
                        "          - 0.4 cos(4 pi y) + 0.7",
             .source = "Bohachevsky, Johnson & Stein (1986), the first",
             .example = "bohachevsky",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FIXED(2),
    .start = SPOT(8, -6),
    .minima = {SPOT(0)},
    BETWEEN(-10, 10),
    .evaluate = bohachevsky,
};

const struct problem problem_dixon_price = {
    .kind = {.name = "dixon_price",
             .summary = "a valley that bends at each parameter",
             .formula = "f(x) = (x[1] - 1)^2\n"
                        "     + sum of i (2 x[i]^2 - x[i-1])^2, i = 2, ..., n",
             .source = "Dixon & Price (1989)",
             .example = "dixon_price(dim=4)",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(2, 2),
    .start = SPOT(-10, 10),
    .minima = {RULE(dixon_price_place, "2^(2^(1-i) - 1), i = 1, ..., n")},
    BETWEEN(-10, 10),
    .evaluate = dixon_price,
};

const struct problem problem_colville = {
    .kind = {.name = "colville",
             .aliases = "ColvilleFunction",
             .summary = "wood's function, as Colville wrote it",
             .formula =
                 "f(x) = 100 (x1^2 - x2)^2 + (x1 - 1)^2 + (x3 - 1)^2\n"
                 "     + 90 (x3^2 - x4)^2 + 10.1 ((x2 - 1)^2 + (x4 - 1)^2)\n"
                 "     + 19.8 (x2 - 1) (x4 - 1)",
             .source = "ensmallen",
             .example = "colville",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(4),
    .start = SPOT(-5, 3, 1, -9),
    .minima = {SPOT(1)},
    BETWEEN(-10, 10),
    .evaluate = colville,
};
