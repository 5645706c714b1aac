/* mgh_test.c -- all 35 functions of More, Garbow & Hillstrom (1981): from the
 * standard start to a published minimum. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "problem/problem.h"

enum { WIDEST = 12, MOST = 3000 };

/* The number in the paper, the problem, and the minima that it publishes for
 * it; -1: no other one. */
static const struct {
    int number;
    const char *problem;
    double published, other;
} rows[] = {
    {1, "rosenbrock", 0, -1},
    {2, "freudenstein_roth", 0, 48.9842},
    {3, "powell_badly_scaled", 0, -1},
    {4, "brown_badly_scaled", 0, -1},
    {5, "beale", 0, -1},
    {6, "jennrich_sampson", 124.362, -1},
    {7, "helical_valley", 0, -1},
    {8, "bard", 8.21487e-3, 17.4286},
    {9, "gaussian", 1.12793e-8, -1},
    {10, "meyer", 87.9458, -1},
    {11, "gulf", 0, -1},
    {12, "box_3d", 0, -1},
    {13, "powell", 0, -1},
    {14, "wood", 0, -1},
    {15, "kowalik_osborne", 3.07505e-4, 1.02734e-3},
    {16, "brown_dennis", 85822.2, -1},
    {17, "osborne_1", 5.46489e-5, -1},
    {18, "biggs_exp6", 0, 5.65565e-3},
    {19, "osborne_2", 4.01377e-2, -1},
    {20, "watson(6)", 2.28767e-3, -1},
    {20, "watson(9)", 1.39976e-6, -1},
    {20, "watson(12)", 4.72238e-10, -1},
    {21, "extended_rosenbrock(10)", 0, -1},
    {22, "powell(12)", 0, -1},
    {23, "penalty_1(4)", 2.24997e-5, -1},
    {23, "penalty_1(10)", 7.08765e-5, -1},
    {24, "penalty_2(4)", 9.37629e-6, -1},
    {24, "penalty_2(10)", 2.93660e-4, -1},
    {25, "variably_dimensioned(10)", 0, -1},
    {26, "trigonometric(10)", 0, 2.79506e-5},
    {27, "brown_almost_linear(10)", 0, 1},
    {28, "discrete_boundary(10)", 0, -1},
    {29, "discrete_integral(10)", 0, -1},
    {30, "broyden_tridiagonal(10)", 0, -1},
    {31, "broyden_banded(10)", 0, -1},
    {32, "linear_full_rank(dim=5, m=20)", 15, -1},
    {33, "linear_rank_1(dim=5, m=20)", 4.63415, -1},
    {34, "linear_rank_1_zero(dim=5, m=20)", 6.13514, -1},
    {35, "chebyquad(7)", 0, -1},
    {35, "chebyquad(8)", 3.51687e-3, -1},
    {35, "chebyquad(9)", 0, -1},
    {35, "chebyquad(10)", 6.50395e-3, 4.77271e-3},
};

static double
evaluate(const struct node *node, const double *x, double *gradient)
{
    const struct problem *problem = problem_of(node);
    struct arena arena = {0};
    double value;
    struct point point = {.size = problem_dim(node),
                          .lanes = 1,
                          .x = x,
                          .value = &value,
                          .gradient = gradient};

    if (problem->scratch)
        point.scratch = arena_alloc(&arena, problem->scratch(node->self, 1),
                                    sizeof(double));
    problem->evaluate(node->self, &point);
    arena_free(&arena);
    return value;
}

/* The second derivatives, by differences of gradients. */
static void
curvature(const struct node *node, double *x, double h[WIDEST][WIDEST])
{
    size_t size = problem_dim(node);
    double before[WIDEST], behind[WIDEST];

    for (size_t k = 0; k < size; k++) {
        double here = x[k], step = 1e-6 * fmax(1e-2, fabs(here));

        x[k] = here - step;
        evaluate(node, x, before);
        x[k] = here + step;
        evaluate(node, x, behind);
        x[k] = here;
        for (size_t i = 0; i < size; i++)
            h[i][k] = (behind[i] - before[i]) / (2 * step);
    }
}

/* Solves a s = -b by Cholesky's method with s in b's place; false where a is
 * not positive definite. */
static bool
solve(size_t size, double a[WIDEST][WIDEST], double *b)
{
    for (size_t i = 0; i < size; i++)
        for (size_t k = 0; k <= i; k++) {
            double sum = a[i][k] / 2 + a[k][i] / 2;

            for (size_t j = 0; j < k; j++)
                sum -= a[i][j] * a[k][j];
            if (i == k && !(sum > 0))
                return false;
            a[i][k] = i == k ? sqrt(sum) : sum / a[k][k];
        }
    for (size_t i = 0; i < size; i++) {
        for (size_t j = 0; j < i; j++)
            b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
    for (size_t i = size; i-- > 0;) {
        for (size_t j = i + 1; j < size; j++)
            b[i] -= a[j][i] * b[j];
        b[i] /= a[i][i];
    }
    for (size_t i = 0; i < size; i++)
        b[i] = -b[i];
    return true;
}

/* One damped step of Newton's method; false where none leads down. */
static bool
descend(const struct node *node, double *x, double *value, double *damping)
{
    size_t size = problem_dim(node);
    double h[WIDEST][WIDEST], gradient[WIDEST];

    evaluate(node, x, gradient);
    curvature(node, x, h);
    for (int tries = 0; tries < 60; tries++) {
        double a[WIDEST][WIDEST], next[WIDEST], ignored[WIDEST];

        memcpy(a, h, sizeof a);
        memcpy(next, gradient, sizeof next);
        for (size_t i = 0; i < size; i++)
            a[i][i] += *damping * (fabs(h[i][i]) + 1e-12);
        if (solve(size, a, next)) {
            double found;

            for (size_t i = 0; i < size; i++)
                next[i] += x[i];
            found = evaluate(node, next, ignored);
            if (found < *value) {
                memcpy(x, next, sizeof next);
                *value = found;
                *damping /= 5;
                return true;
            }
        }
        *damping = fmax(1e-12, *damping * 4);
    }
    return false;
}

static double
minimize(const struct node *node)
{
    double x[WIDEST] = {0}, gradient[WIDEST], damping = 1e-3, value;

    for (size_t i = 0; i < problem_dim(node); i++)
        x[i] = problem_start(node, i);
    value = evaluate(node, x, gradient);
    for (int i = 0; i < MOST && descend(node, x, &value, &damping); i++)
        ;
    return value;
}

/* The published figures have six digits. */
static bool
agrees(double ours, double published)
{
    return fabs(ours - published) <= fmax(1e-14, 6e-6 * published);
}

START_TEST(starts_lead_to_published_minima)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    char json[128];
    double ours, published = rows[_i].published;

    snprintf(json, sizeof json, "{\"problem\": \"%s\"}", rows[_i].problem);
    ck_assert_msg(load_text(json, &arena, &document, &spec, &error), "%s: %s",
                  json, error.text);
    ours = minimize(&spec.problem);
    if (!agrees(ours, published) && rows[_i].other >= 0)
        published = rows[_i].other;
    printf("%2d %-32s %-12g %-24.17g %.2g\n", rows[_i].number, rows[_i].problem,
           published, ours, ours - published);
    fflush(stdout);
    ck_assert_msg(agrees(ours, published), "%s: must be %g, is %.17g",
                  rows[_i].problem, published, ours);
    document_free(&document);
    arena_free(&arena);
}
END_TEST

Suite *
mgh_suite(void)
{
    Suite *suite = suite_create("mgh");
    TCase *tests = tcase_create("minima");

    tcase_add_loop_test(tests, starts_lead_to_published_minima, 0,
                        (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, tests);
    return suite;
}
