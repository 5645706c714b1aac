/* mgh_test.c -- all 35 functions of More, Garbow & Hillstrom (1981): from the
 * standard start to a published minimum, by Newton's method and by lbfgs; and
 * lbfgs on all other functions with one valley. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "problem/problem.h"
#include "simulate/simulation.h"

enum { WIDEST = 12, MOST = 3000 };

/* The number in the paper, the problem, the minima that it publishes for it
 * (-1: no other one), and why lbfgs does not come so near in 2000 iterations;
 * NULL: it does. */
static const struct {
    int number;
    const char *problem;
    double published, other;
    const char *far;
} rows[] = {
    {1, "rosenbrock", 0, -1, NULL},
    {2, "freudenstein_roth", 0, 48.9842, NULL},
    {3, "powell_badly_scaled", 0, -1, "its scales differ by 10^5"},
    {4, "brown_badly_scaled", 0, -1, NULL},
    {5, "beale", 0, -1, NULL},
    {6, "jennrich_sampson", 124.362, -1, NULL},
    {7, "helical_valley", 0, -1, NULL},
    {8, "bard", 8.21487e-3, 17.4286, NULL},
    {9, "gaussian", 1.12793e-8, -1, NULL},
    {10, "meyer", 87.9458, -1, NULL},
    {11, "gulf", 0, -1, NULL},
    {12, "box_3d", 0, -1, NULL},
    {13, "powell", 0, -1, "second derivatives vanish at the minimum"},
    {14, "wood", 0, -1, NULL},
    {15, "kowalik_osborne", 3.07505e-4, 1.02734e-3, NULL},
    {16, "brown_dennis", 85822.2, -1, NULL},
    {17, "osborne_1", 5.46489e-5, -1, NULL},
    {18, "biggs_exp6", 0, 5.65565e-3, NULL},
    {19, "osborne_2", 4.01377e-2, -1, NULL},
    {20, "watson(6)", 2.28767e-3, -1, NULL},
    {20, "watson(9)", 1.39976e-6, -1, "its condition number is over 10^10"},
    {20, "watson(12)", 4.72238e-10, -1, "its condition number is over 10^14"},
    {21, "extended_rosenbrock(10)", 0, -1, NULL},
    {22, "powell(12)", 0, -1, NULL},
    {23, "penalty_1(4)", 2.24997e-5, -1, NULL},
    {23, "penalty_1(10)", 7.08765e-5, -1, NULL},
    {24, "penalty_2(4)", 9.37629e-6, -1, "it is flat along a curve"},
    {24, "penalty_2(10)", 2.93660e-4, -1, "it is flat along a curve"},
    {25, "variably_dimensioned(10)", 0, -1, NULL},
    {26, "trigonometric(10)", 0, 2.79506e-5, NULL},
    {27, "brown_almost_linear(10)", 0, 1, NULL},
    {28, "discrete_boundary(10)", 0, -1, NULL},
    {29, "discrete_integral(10)", 0, -1, NULL},
    {30, "broyden_tridiagonal(10)", 0, -1, NULL},
    {31, "broyden_banded(10)", 0, -1, NULL},
    {32, "linear_full_rank(dim=5, m=20)", 15, -1, NULL},
    {33, "linear_rank_1(dim=5, m=20)", 4.63415, -1, NULL},
    {34, "linear_rank_1_zero(dim=5, m=20)", 6.13514, -1, NULL},
    {35, "chebyquad(7)", 0, -1, NULL},
    {35, "chebyquad(8)", 3.51687e-3, -1, NULL},
    {35, "chebyquad(9)", 0, -1, NULL},
    {35, "chebyquad(10)", 6.50395e-3, 4.77271e-3, NULL},
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
                  json, error_line(&error));
    ours = minimize(&spec.problem);
    if (!agrees(ours, published) && rows[_i].other >= 0)
        published = rows[_i].other;
    ck_assert_msg(agrees(ours, published), "%s: must be %g, is %.17g",
                  rows[_i].problem, published, ours);
    arena_free(&arena);
}
END_TEST

/* The rows of a run, of which the least finite loss is kept. */
struct descent {
    const struct simulation *simulation;
    long last;
    double best;
};

static long
keep_best(void *context, long t)
{
    struct descent *descent = context;

    if (isfinite(descent->simulation->loss))
        descent->best = fmin(descent->best, descent->simulation->loss);
    return t < descent->last ? t + 1 : NO_ROW;
}

/* The least loss of lbfgs from the standard start, and the known minimum. */
static double
descend_by_lbfgs(const char *problem, double *minimum)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    struct descent descent = {&simulation, 100, INFINITY};
    const struct follower follower = {&descent, 0, keep_best};
    char json[320];

    snprintf(json, sizeof json,
             "{\"problem\": \"%s\", \"optimizer\": {\"type\": \"lbfgs\", "
             "\"history_size\": 10, \"tolerance_change\": 0, "
             "\"tolerance_grad\": 0, \"line_search_fn\": "
             "\"strong_wolfe\"}}",
             problem);
    ck_assert_msg(load_text(json, &arena, &document, &spec, &error) &&
                      simulation_make(&simulation, &spec, true, &arena, &error),
                  "%s: %s", json, error_line(&error));
    simulate(&simulation, descent.last, &follower);
    *minimum = problem_minimum(&spec.problem);
    arena_free(&arena);
    return descent.best;
}

START_TEST(lbfgs_finds_published_minima)
{
    double minimum, best = descend_by_lbfgs(rows[_i].problem, &minimum);
    bool found = agrees(best, rows[_i].published) ||
                 (rows[_i].other >= 0 && agrees(best, rows[_i].other));

    ck_assert_msg(found || rows[_i].far, "%s: %.17g is no published minimum",
                  rows[_i].problem, best);
    ck_assert_msg(!found || !rows[_i].far, "%s: %.17g, although %s",
                  rows[_i].problem, best, rows[_i].far);
}
END_TEST

START_TEST(lbfgs_finds_the_minimum_of_a_single_valley)
{
    for (size_t k = 0; problem_family.kinds[k + 1]; k++) {
        const struct problem *problem = (const void *)problem_family.kinds[k];
        const char *name = problem->kind.name;
        double minimum, best;

        /* A kink stops it: the parabola's step leads past exp(-abs(x)).  So
         * does noise. */
        if (problem->properties & MULTIMODAL || strcmp(name, "sgd_test") == 0 ||
            problem->parabola)
            continue;
        best = descend_by_lbfgs(name, &minimum);
        ck_assert_msg(isnan(minimum) ||
                          fabs(best - minimum) <= 1e-9 * fmax(1, fabs(minimum)),
                      "%s: must be %.17g, is %.17g", name, minimum, best);
    }
}
END_TEST

Suite *
mgh_suite(void)
{
    Suite *suite = suite_create("mgh");
    TCase *tests = tcase_create("minima");

    tcase_add_loop_test(tests, starts_lead_to_published_minima, 0,
                        (int)(sizeof rows / sizeof *rows));
    tcase_add_loop_test(tests, lbfgs_finds_published_minima, 0,
                        (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, lbfgs_finds_the_minimum_of_a_single_valley);
    suite_add_tcase(suite, tests);
    return suite;
}
