/* mgh_small.c -- sums of squares of a few residuals. */
#include <math.h>

#include "problem/mgh.h"

TERMS(freudenstein_roth, t)
{
    double x = at(t, 0), y = at(t, 1);

    square(t, -13 + x + ((5 - y) * y - 2) * y);
    by(t, 0, 1);
    by(t, 1, (10 - 3 * y) * y - 2);
    square(t, -29 + x + ((y + 1) * y - 14) * y);
    by(t, 0, 1);
    by(t, 1, (3 * y + 2) * y - 14);
}

TERMS(powell_badly_scaled, t)
{
    double x = at(t, 0), y = at(t, 1), a = exp(-x), b = exp(-y);

    square(t, 1e4 * x * y - 1);
    by(t, 0, 1e4 * y);
    by(t, 1, 1e4 * x);
    square(t, a + b - 1.0001);
    by(t, 0, -a);
    by(t, 1, -b);
}

TERMS(brown_badly_scaled, t)
{
    double x = at(t, 0), y = at(t, 1);

    square(t, x - 1e6);
    by(t, 0, 1);
    square(t, y - 2e-6);
    by(t, 1, 1);
    square(t, x * y - 2);
    by(t, 0, y);
    by(t, 1, x);
}

TERMS(jennrich_sampson, t)
{
    for (size_t k = 1; k <= residuals(t); k++) {
        double i = (double)k, a = exp(i * at(t, 0)), b = exp(i * at(t, 1));

        square(t, 2 + 2 * i - (a + b));
        by(t, 0, -i * a);
        by(t, 1, -i * b);
    }
}

MGH_MINIMUM(jennrich_sampson_minimum, m == 10 ? 124.36218235561485 : NAN)

/* The angle in turns, from -1/4 to 3/4; the axis belongs to the side where y
 * is. */
TERMS(helical_valley, t)
{
    double x = at(t, 0), y = at(t, 1), z = at(t, 2), r = hypot(x, y);
    double turns = x == 0 ? copysign(0.25, y)
                          : atan(y / x) / (2 * M_PI) + (x < 0 ? 0.5 : 0);
    double around = r > 0 ? 1 / (2 * M_PI * r * r) : 0;

    square(t, 10 * (z - 10 * turns));
    by(t, 0, 100 * y * around);
    by(t, 1, -100 * x * around);
    by(t, 2, 10);
    square(t, 10 * (r - 1));
    by(t, 0, r > 0 ? 10 * x / r : 0);
    by(t, 1, r > 0 ? 10 * y / r : 0);
    square(t, z);
    by(t, 2, 1);
}

TERMS(powell, t)
{
    for (size_t i = 0; i < t->size; i += 4) {
        double a = at(t, i), b = at(t, i + 1), c = at(t, i + 2);
        double d = at(t, i + 3), root5 = sqrt(5), root10 = sqrt(10);

        square(t, a + 10 * b);
        by(t, i, 1);
        by(t, i + 1, 10);
        square(t, root5 * (c - d));
        by(t, i + 2, root5);
        by(t, i + 3, -root5);
        square(t, (b - 2 * c) * (b - 2 * c));
        by(t, i + 1, 2 * (b - 2 * c));
        by(t, i + 2, -4 * (b - 2 * c));
        square(t, root10 * (a - d) * (a - d));
        by(t, i, 2 * root10 * (a - d));
        by(t, i + 3, -2 * root10 * (a - d));
    }
}

TERMS(wood, t)
{
    double a = at(t, 0), b = at(t, 1), c = at(t, 2), d = at(t, 3);
    double root90 = sqrt(90), root10 = sqrt(10);

    square(t, 10 * (b - a * a));
    by(t, 0, -20 * a);
    by(t, 1, 10);
    square(t, 1 - a);
    by(t, 0, -1);
    square(t, root90 * (d - c * c));
    by(t, 2, -2 * root90 * c);
    by(t, 3, root90);
    square(t, 1 - c);
    by(t, 2, -1);
    square(t, root10 * (b + d - 2));
    by(t, 1, root10);
    by(t, 3, root10);
    square(t, (b - d) / root10);
    by(t, 1, 1 / root10);
    by(t, 3, -1 / root10);
}

static const struct parameter jennrich_sampson_rows[] = {
    MGH_ROWS("10", "[2,inf)")};

const struct problem problem_freudenstein_roth = {
    .kind = {.name = "freudenstein_roth",
             .summary = "a bent valley that ends in a local minimum",
             .formula = "f(x, y) = (x - 13 + ((5 - y) y - 2) y)^2\n"
                        "          + (x - 29 + ((y + 1) y - 14) y)^2",
             .source = MGH_SOURCE("2"),
             .example = "freudenstein_roth",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(0.5, -2),
    .minima = {SPOT(5, 4)},
    .low = SPOT(-5, -4),
    .high = SPOT(15, 6),
    .evaluate = freudenstein_roth,
};

const struct problem problem_powell_badly_scaled = {
    .kind = {.name = "powell_badly_scaled",
             .summary = "two parameters of very different size",
             .formula = "f(x, y) = (10^4 x y - 1)^2 + (exp(-x) + exp(-y) - "
                        "1.0001)^2",
             .source = MGH_SOURCE("3"),
             .example = "powell_badly_scaled",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(0, 1),
    .minima = {SPOT(1.0981593296998175e-05, 9.106146739866524)},
    .low = SPOT(-1, -1),
    .high = SPOT(1, 10),
    .evaluate = powell_badly_scaled,
};

const struct problem problem_brown_badly_scaled = {
    .kind = {.name = "brown_badly_scaled",
             .summary = "one parameter of a million, one of a millionth",
             .formula =
                 "f(x, y) = (x - 10^6)^2 + (y - 2*10^-6)^2 + (x y - 2)^2",
             .source = MGH_SOURCE("4"),
             .example = "brown_badly_scaled",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(1, 1),
    .minima = {SPOT(1e6, 2e-6)},
    .low = SPOT(0, -1),
    .high = SPOT(2e6, 1),
    .evaluate = brown_badly_scaled,
};

const struct problem problem_jennrich_sampson = {
    .kind = {.name = "jennrich_sampson",
             .summary = "two exponentials that fit a straight line",
             .formula = "f(x, y) = sum of (2 + 2 i - exp(i x) - exp(i y))^2, "
                        "i = 1, ..., m",
             .source = MGH_SOURCE("6"),
             .example = "jennrich_sampson(m=10)",
             MGH_KIND(jennrich_sampson_rows)},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(0.3, 0.4),
    .minimum_words = "124.36218235561485 for m = 10",
    .known_minimum = jennrich_sampson_minimum,
    .minima = {SPOT(0.2578252136703641, 0.2578252136703641)},
    BETWEEN(-0.5, 0.5),
    .evaluate = jennrich_sampson,
};

const struct problem problem_helical_valley = {
    .kind = {.name = "helical_valley",
             .summary = "a valley that winds like a stair",
             .formula = "f(x, y, z) = 100 (z - 10 a)^2 + 100 (r - 1)^2 + z^2\n"
                        "a = angle of (x, y) in turns, -1/4 to 3/4\n"
                        "r = sqrt(x^2 + y^2)",
             .source = MGH_SOURCE("7"),
             .example = "helical_valley",
             PLAIN_KIND},
    .properties = 0,
    FIXED(3),
    .start = SPOT(-1, 0, 0),
    .minima = {SPOT(1, 0, 0)},
    BETWEEN(-2, 2),
    .evaluate = helical_valley,
};

const struct problem problem_powell = {
    .kind = {.name = "powell",
             .aliases = "powell_singular extended_powell",
             .summary = "a bowl whose second derivatives vanish at its bottom",
             .formula = "f(x) = sum of (a + 10 b)^2 + 5 (c - d)^2\n"
                        "            + (b - 2 c)^4 + 10 (a - d)^4\n"
                        "over each four parameters a, b, c, d",
             .source = MGH_SOURCE("13 and 22"),
             .example = "powell(dim=4)",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FROM(4, 4),
    .dim_multiple = 4,
    .start = SPOT(3, -1, 0, 1),
    .minima = {SPOT(0)},
    BETWEEN(-4, 5),
    .evaluate = powell,
};

const struct problem problem_wood = {
    .kind = {.name = "wood",
             .aliases = "WoodFunction",
             .summary = "two bent valleys that are coupled",
             .formula =
                 "f(x) = 100 (x2 - x1^2)^2 + (1 - x1)^2 + 90 (x4 - x3^2)^2\n"
                 "     + (1 - x3)^2 + 10 (x2 + x4 - 2)^2 + 0.1 (x2 - x4)^2",
             .source = MGH_SOURCE("14"),
             .example = "wood",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(4),
    .start = SPOT(-3, -1, -3, -1),
    .minima = {SPOT(1)},
    BETWEEN(-4, 4),
    .evaluate = wood,
};
