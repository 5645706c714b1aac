/* bowls.c -- functions with a single valley and no bend in it. */
#include <math.h>

#include "problem/plane.h"
#include "problem/terms.h"

PLANE(booth, p)
{
    double a = p->x + 2 * p->y - 7, b = 2 * p->x + p->y - 5;

    p->f = a * a + b * b;
    p->fx = 2 * a + 4 * b;
    p->fy = 4 * a + 2 * b;
}

PLANE(matyas, p)
{
    double x = p->x, y = p->y;

    p->f = 0.26 * (x * x + y * y) - 0.48 * x * y;
    p->fx = 0.52 * x - 0.48 * y;
    p->fy = 0.52 * y - 0.48 * x;
}

PLANE(ravine, p)
{
    double along = p->x + p->y, across = p->x - p->y;

    p->f = along * along / 200 + 10 * across * across;
    p->fx = along / 100 + 20 * across;
    p->fy = along / 100 - 20 * across;
}

TERMS(quartic, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i);

        term(t, x * x * x * x);
        by(t, i, 4 * x * x * x);
    }
}

TERMS(zakharov, t)
{
    double sum = 0, both;

    for (size_t i = 0; i < t->size; i++) {
        square(t, at(t, i));
        by(t, i, 1);
        sum += 0.5 * (double)(i + 1) * at(t, i);
    }
    both = 2 * sum + 4 * sum * sum * sum;
    term(t, sum * sum + sum * sum * sum * sum);
    for (size_t i = 0; i < t->size; i++)
        by(t, i, both * 0.5 * (double)(i + 1));
}

TERMS(trid, t)
{
    for (size_t i = 0; i < t->size; i++) {
        square(t, at(t, i) - 1);
        by(t, i, 1);
    }
    for (size_t i = 1; i < t->size; i++) {
        term(t, -at(t, i) * at(t, i - 1));
        by(t, i, -at(t, i - 1));
        by(t, i - 1, -at(t, i));
    }
}

RULE_FUNCTION(trid_place, (n + 1 - i) * i)
MINIMUM_FUNCTION(trid_minimum, (n + 4) * -n * (n - 1) / 6)
RULE_FUNCTION(trid_high, (n * n))
RULE_FUNCTION(trid_low, (n * -n))

TERMS(sparse_test, t)
{
    static const double b[] = {-4, -2, -3, -8}, c[] = {20, 12, 15, 100};

    for (size_t i = 0; i < 4; i++) {
        double x = at(t, i);

        term(t, x * x + b[i] * x + c[i]);
        by(t, i, 2 * x + b[i]);
    }
}

TERMS(sgd_test, t)
{
    double x = at(t, 0), y = at(t, 1), z = at(t, 2), bump = exp(-fabs(x));

    term(t, -bump);
    by(t, 0, x == 0 ? 0 : copysign(bump, x));
    term(t, y * y);
    by(t, 1, 2 * y);
    term(t, z * z * z * z + 3 * z * z);
    by(t, 2, 4 * z * z * z + 6 * z);
}

const struct problem problem_booth = {
    .kind = {.name = "booth",
             .aliases = "BoothFunction",
             .summary = "a bowl that leans",
             .formula = "f(x, y) = (x + 2 y - 7)^2 + (2 x + y - 5)^2",
             .source = "ensmallen",
             .example = "booth",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FIXED(2),
    .start = SPOT(-9, -9),
    .minima = {SPOT(1, 3)},
    BETWEEN(-10, 10),
    .evaluate = booth,
};

const struct problem problem_matyas = {
    .kind = {.name = "matyas",
             .aliases = "MatyasFunction",
             .summary = "a long bowl across the axes",
             .formula = "f(x, y) = 0.26 (x^2 + y^2) - 0.48 x y",
             .source = "ensmallen",
             .example = "matyas",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FIXED(2),
    .start = SPOT(-3, 3),
    .minima = {SPOT(0)},
    BETWEEN(-10, 10),
    .evaluate = matyas,
};

const struct problem problem_quartic = {
    .kind = {.name = "quartic",
             .summary = "a bowl that is flat at its bottom",
             .formula = "f(x) = sum of x[i]^4",
             .source = "after De Jong (1975), whose F4 weights the terms by "
                       "their number and adds noise",
             .example = "quartic(dim=1)",
             PLAIN_KIND},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FROM(1, 1),
    .start = SPOT(1),
    .minima = {SPOT(0)},
    BETWEEN(-1.5, 1.5),
    .evaluate = quartic,
};

const struct problem problem_zakharov = {
    .kind = {.name = "zakharov",
             .summary = "a plate with one steep direction",
             .formula = "f(x) = sum of x[i]^2 + s^2 + s^4\n"
                        "s = sum of i x[i] / 2, i = 1, ..., n",
             .source = "Surjanovic & Bingham, Virtual Library of Simulation "
                       "Experiments",
             .example = "zakharov(dim=4)",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FROM(1, 2),
    .start = SPOT(4),
    .minima = {SPOT(0)},
    BETWEEN(-5, 10),
    .evaluate = zakharov,
};

const struct problem problem_trid = {
    .kind = {.name = "trid",
             .summary = "a quadratic with a tridiagonal matrix",
             .formula = "f(x) = sum of (x[i] - 1)^2 - sum of x[i] x[i-1]",
             .source = "Neumaier; Surjanovic & Bingham, Virtual Library of "
                       "Simulation Experiments",
             .example = "trid(dim=6)",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FROM(2, 2),
    .start = SPOT(0),
    .minimum_words = "-n (n + 4) (n - 1) / 6",
    .known_minimum = trid_minimum,
    .minima = {RULE(trid_place, "i (n + 1 - i), i = 1, ..., n")},
    .low = RULE(trid_low, "-n^2"),
    .high = RULE(trid_high, "n^2"),
    .evaluate = trid,
};

const struct problem problem_sparse_test = {
    .kind = {.name = "sparse_test",
             .aliases = "SparseTestFunction",
             .summary = "four parabolas",
             .formula = "f(x) = sum of x[i]^2 + b[i] x[i] + c[i]\n"
                        "b = -4, -2, -3, -8; c = 20, 12, 15, 100",
             .source = "ensmallen",
             .example = "sparse_test",
             PLAIN_KIND},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FIXED(4),
    .start = SPOT(0),
    .minimum = 123.75,
    .minima = {SPOT(2, 1, 1.5, 4)},
    BETWEEN(-10, 10),
    .evaluate = sparse_test,
};

const struct problem problem_sgd_test = {
    .kind = {.name = "sgd_test",
             .aliases = "SGDTestFunction",
             .summary = "a narrow pit, a parabola and a quartic",
             .formula = "f(x, y, z) = -exp(-abs(x)) + y^2 + z^4 + 3 z^2",
             .source = "ensmallen",
             .example = "sgd_test",
             PLAIN_KIND},
    .properties = SEPARABLE,
    FIXED(3),
    .start = SPOT(6, -45.6, 6.2),
    .minimum = -1,
    .minima = {SPOT(0)},
    .low = SPOT(-10, -50, -10),
    .high = SPOT(10, 50, 10),
    .evaluate = sgd_test,
};

const struct problem problem_ravine = {
    .kind = {.name = "ravine",
             .summary = "a straight narrow ravine across the axes",
             .formula = "f(x, y) = (x + y)^2 / 200 + 10 (x - y)^2",
             .source = "lrsim: condition number 2000",
             .example = "ravine",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FIXED(2),
    .start = SPOT(4, 3),
    .minima = {SPOT(0)},
    BETWEEN(-5, 5),
    .evaluate = ravine,
};
