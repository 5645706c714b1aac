/* mgh_systems.c -- systems of equations of any size, as sums of squares. */
#include <math.h>

#include "problem/mgh.h"

/* The point i of the grid between 0 and 1. */
static double
grid(double n, size_t i)
{
    return (double)(i + 1) / (n + 1);
}

static double
grid_start(const void *self, size_t i)
{
    double time = grid(dimension(self), i);

    return time * (time - 1);
}

TERMS(discrete_boundary, t)
{
    double n = (double)t->size, h = 1 / (n + 1);

    for (size_t i = 0; i < t->size; i++) {
        double rest = at(t, i) + grid(n, i) + 1;
        double left = i > 0 ? at(t, i - 1) : 0;
        double right = i + 1 < t->size ? at(t, i + 1) : 0;

        square(t, 2 * at(t, i) - left - right + h * h * rest * rest * rest / 2);
        by(t, i, 2 + 1.5 * h * h * rest * rest);
        if (i > 0)
            by(t, i - 1, -1);
        if (i + 1 < t->size)
            by(t, i + 1, -1);
    }
}

/* Sums up to i are carried on; sums beyond it are the rest of the whole, so
 * that no residual is summed again. */
TERMS(discrete_integral, t)
{
    double n = (double)t->size, h = 1 / (n + 1), up = 0, behind = 0;
    double slopes_up = 0, slopes_behind = 0;

    for (size_t i = t->size; i-- > 0;) {
        double rest = at(t, i) + grid(n, i) + 1;

        t->gradient[i * t->stride] = behind;
        behind += (1 - grid(n, i)) * rest * rest * rest;
    }
    for (size_t i = 0; i < t->size; i++) {
        double time = grid(n, i), rest = at(t, i) + time + 1;

        up += time * rest * rest * rest;
        behind = t->gradient[i * t->stride];
        square(t, at(t, i) + h * ((1 - time) * up + time * behind) / 2);
        t->gradient[i * t->stride] = t->slope;
        slopes_behind += (1 - time) * t->slope;
    }
    for (size_t i = 0; i < t->size; i++) {
        double time = grid(n, i), rest = at(t, i) + time + 1;
        double own = t->gradient[i * t->stride];
        double all = time * slopes_behind + (1 - time) * slopes_up;

        t->slope = 1;
        by(t, i, 1.5 * h * rest * rest * all);
        slopes_up += time * own;
        slopes_behind -= (1 - time) * own;
    }
}

TERMS(broyden_tridiagonal, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i), left = i > 0 ? at(t, i - 1) : 0;
        double right = i + 1 < t->size ? at(t, i + 1) : 0;

        square(t, (3 - 2 * x) * x - left - 2 * right + 1);
        by(t, i, 3 - 4 * x);
        if (i > 0)
            by(t, i - 1, -1);
        if (i + 1 < t->size)
            by(t, i + 1, -2);
    }
}

/* Five neighbours before, one after. */
TERMS(broyden_banded, t)
{
    for (size_t i = 0; i < t->size; i++) {
        size_t first = i > 5 ? i - 5 : 0,
               end = i + 2 < t->size ? i + 2 : t->size;
        double x = at(t, i), sum = 0;

        for (size_t j = first; j < end; j++)
            sum += j == i ? 0 : at(t, j) * (1 + at(t, j));
        square(t, x * (2 + 5 * x * x) + 1 - sum);
        for (size_t j = first; j < end; j++)
            by(t, j, j == i ? 2 + 15 * x * x : -1 - 2 * at(t, j));
    }
}

/* The residuals after the n-th are all the same. */
TERMS(linear_full_rank, t)
{
    double m = (double)residuals(t), more = m - (double)t->size;
    double sum = 0, slopes = 0, rest;

    for (size_t i = 0; i < t->size; i++)
        sum += at(t, i);
    for (size_t i = 0; i < t->size; i++) {
        square(t, at(t, i) - 2 * sum / m - 1);
        by(t, i, 1);
        slopes += t->slope;
    }
    rest = -2 * sum / m - 1;
    term(t, more * rest * rest);
    t->slope = slopes + 2 * more * rest;
    for (size_t i = 0; i < t->size; i++)
        by(t, i, -2 / m);
}

MGH_MINIMUM(linear_full_rank_minimum, m - n)

/* Residuals i s - 1 for i = 1, …, count, and the sum s of j x[j] over the
 * parameters first, …, end - 1, numbered from 1. */
static void
rank_1_terms(struct terms *t, size_t count, size_t first, size_t end)
{
    double sum = 0, slopes = 0;

    for (size_t j = first; j < end; j++)
        sum += (double)j * at(t, j - 1);
    for (size_t i = 1; i <= count; i++) {
        square(t, (double)i * sum - 1);
        slopes += t->slope * (double)i;
    }
    t->slope = slopes;
    for (size_t j = first; j < end; j++)
        by(t, j - 1, (double)j);
}

TERMS(linear_rank_1, t)
{
    rank_1_terms(t, residuals(t), 1, t->size + 1);
}

/* Only the sum counts: one of the places has equal parameters. */
MGH_RULE(linear_rank_1_place, 3 / (2 * m + 1) / (n * (n + 1) / 2))
MGH_MINIMUM(linear_rank_1_minimum, (m - 1) * m / (2 * (2 * m + 1)))

TERMS(linear_rank_1_zero, t)
{
    term(t, 2);
    rank_1_terms(t, residuals(t) - 2, 2, t->size);
}

MGH_RULE(linear_rank_1_zero_place, 3 / (2 * m - 3) / (n * (n - 1) / 2 - 1))
MGH_MINIMUM(linear_rank_1_zero_minimum, (m * m + 3 * m - 6) / (2 * (2 * m - 3)))

static const struct parameter linear_rows[] = {
    MGH_ROWS("null", "[1,inf) or null")};

const struct problem problem_discrete_boundary = {
    .kind = {.name = "discrete_boundary",
             .aliases = "discrete_boundary_value",
             .summary = "a boundary value problem on a grid",
             .formula = "f(x) = sum of (2 x[i] - x[i-1] - x[i+1]\n"
                        "               + h^2 (x[i] + i h + 1)^3 / 2)^2\n"
                        "h = 1 / (n + 1), x[0] = x[n+1] = 0",
             .source = MGH_SOURCE("28"),
             .example = "discrete_boundary(dim=10)",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(1, 10),
    .start = RULE(grid_start, "t (t - 1), t = i / (n + 1), i = 1, ..., n"),
    BETWEEN(-1, 1),
    .evaluate = discrete_boundary,
};

const struct problem problem_discrete_integral = {
    .kind = {.name = "discrete_integral",
             .aliases = "discrete_integral_equation",
             .summary = "an integral equation on a grid",
             .formula =
                 "f(x) = sum of (x[i] + h ((1 - t[i]) sum of t[j] c[j], j <= "
                 "i,\n"
                 "               + t[i] sum of (1 - t[j]) c[j], j > i) / 2)^2\n"
                 "h = 1 / (n + 1), t[j] = j h, c[j] = (x[j] + t[j] + 1)^3",
             .source = MGH_SOURCE("29"),
             .example = "discrete_integral(dim=10)",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(1, 10),
    .start = RULE(grid_start, "t (t - 1), t = i / (n + 1), i = 1, ..., n"),
    BETWEEN(-1, 1),
    .evaluate = discrete_integral,
};

const struct problem problem_broyden_tridiagonal = {
    .kind = {.name = "broyden_tridiagonal",
             .summary = "equations that know their neighbours",
             .formula = "f(x) = sum of ((3 - 2 x[i]) x[i] - x[i-1] - 2 x[i+1] "
                        "+ 1)^2\n"
                        "x[0] = x[n+1] = 0",
             .source = MGH_SOURCE("30"),
             .example = "broyden_tridiagonal(dim=10)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 10),
    .start = SPOT(-1),
    BETWEEN(-2, 2),
    .evaluate = broyden_tridiagonal,
};

const struct problem problem_broyden_banded = {
    .kind = {.name = "broyden_banded",
             .summary = "equations that know six neighbours",
             .formula = "f(x) = sum of (x[i] (2 + 5 x[i]^2) + 1\n"
                        "               - sum of x[j] (1 + x[j]))^2\n"
                        "max(1, i - 5) <= j <= min(n, i + 1), j != i",
             .source = MGH_SOURCE("31"),
             .example = "broyden_banded(dim=10)",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(1, 10),
    .start = SPOT(-1),
    BETWEEN(-2, 2),
    .evaluate = broyden_banded,
};

const struct problem problem_linear_full_rank = {
    .kind = {.name = "linear_full_rank",
             .summary = "linear equations of full rank",
             .formula = "f(x) = sum of (x[i] - 2 s / m - 1)^2, i <= n\n"
                        "     + (m - n) (2 s / m + 1)^2, s = sum of x[j]",
             .source = MGH_SOURCE("32"),
             .example = "linear_full_rank(dim=5, m=20)",
             MGH_KIND(linear_rows)},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FROM(1, 5),
    .start = SPOT(1),
    .minimum_words = "m - n",
    .known_minimum = linear_full_rank_minimum,
    .minima = {SPOT(-1)},
    BETWEEN(-3, 3),
    .evaluate = linear_full_rank,
};

const struct problem problem_linear_rank_1 = {
    .kind = {.name = "linear_rank_1",
             .summary = "linear equations of rank 1, with a plane of minima",
             .formula = "f(x) = sum of (i s - 1)^2, i = 1, ..., m\n"
                        "s = sum of j x[j], j = 1, ..., n",
             .source = MGH_SOURCE("33"),
             .example = "linear_rank_1(dim=5, m=20)",
             MGH_KIND(linear_rows)},
    .properties = CONVEX | SMOOTH,
    FROM(1, 5),
    .start = SPOT(1),
    .minimum_words = "m (m - 1) / (2 (2 m + 1))",
    .known_minimum = linear_rank_1_minimum,
    .minima = {RULE(linear_rank_1_place, "all points with s = 3 / (2 m + 1)")},
    BETWEEN(-1, 1),
    .evaluate = linear_rank_1,
};

const struct problem problem_linear_rank_1_zero = {
    .kind = {.name = "linear_rank_1_zero",
             .summary = "the same with columns and rows of zeros",
             .formula = "f(x) = 2 + sum of (i s - 1)^2, i = 1, ..., m - 2\n"
                        "s = sum of j x[j], j = 2, ..., n - 1",
             .source = MGH_SOURCE("34"),
             .example = "linear_rank_1_zero(dim=5, m=20)",
             MGH_KIND(linear_rows)},
    .properties = CONVEX | SMOOTH,
    FROM(3, 5),
    .start = SPOT(1),
    .minimum_words = "(m^2 + 3 m - 6) / (2 (2 m - 3))",
    .known_minimum = linear_rank_1_zero_minimum,
    .minima = {RULE(linear_rank_1_zero_place,
                    "all points with s = 3 / (2 m - 3)")},
    BETWEEN(-1, 1),
    .evaluate = linear_rank_1_zero,
};
