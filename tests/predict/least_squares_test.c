/* least_squares_test.c -- the least squares against certified values, and
 * those of MINPACK and SciPy. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "predict/least_squares.h"
#include "tests/predict/minpack_values.h"

enum { FITS = sizeof minpack_fits / sizeof *minpack_fits, PROBLEMS = 8 };

/* Problems of Moré, Garbow and Hillstrom (1981): residual i at x. */
static double
rosenbrock(const double *x, size_t i)
{
    return i == 0 ? 10 * (x[1] - x[0] * x[0]) : 1 - x[0];
}

static double
bard(const double *x, size_t i)
{
    static const double y[] = {.14, .18, .22, .25, .29,  .32,  .35, .39,
                               .37, .58, .73, .96, 1.34, 2.10, 4.39};
    double u = (double)i + 1, v = 16 - u;

    return y[i] - (x[0] + u / (v * x[1] + fmin(u, v) * x[2]));
}

static double
kowalik_osborne(const double *x, size_t i)
{
    static const double y[] = {.1957, .1947, .1735, .1600, .0844, .0627,
                               .0456, .0342, .0323, .0235, .0246};
    static const double u[] = {4,    2,  1,     .5,    .25,  .167,
                               .125, .1, .0833, .0714, .0625};

    return y[i] - x[0] * (u[i] * u[i] + u[i] * x[1]) /
                      (u[i] * u[i] + u[i] * x[2] + x[3]);
}

static double
box(const double *x, size_t i)
{
    double t = (double)(i + 1) / 10;

    return exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t));
}

static double
brown_dennis(const double *x, size_t i)
{
    double t = (double)(i + 1) / 5, first = x[0] + t * x[1] - exp(t);
    double second = x[2] + x[3] * sin(t) - cos(t);

    return first * first + second * second;
}

static double
osborne(const double *x, size_t i)
{
    static const double y[] = {
        .844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751,
        .718, .685, .658, .628, .603, .580, .558, .538, .522, .506, .490,
        .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406};
    double t = 10 * (double)i;

    return y[i] - (x[0] + x[1] * exp(-t * x[3]) + x[2] * exp(-t * x[4]));
}

/* An exponential, of which every fifth value is far off. */
static double
outliers(const double *x, size_t i)
{
    double t = (double)i, far = i % 5 == 0 ? 0.5 : 0;

    return x[0] + x[1] * exp(-x[2] * t) -
           (2 + 3 * exp(-t / 10) + 0.01 * sin(t * t) + far);
}

/* Misra1a of NIST's statistical reference datasets: y = a (1 - exp(-b x)). */
static double
misra(const double *x, size_t i)
{
    static const double y[] = {10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02,
                               44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78};
    static const double t[] = {77.6,  114.9, 141.1, 190.8, 239.9, 289.0, 332.8,
                               378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0};

    return x[0] * (1 - exp(-x[1] * t[i])) - y[i];
}

static const struct fit_problem {
    const char *name;
    size_t numbers, residuals;
    double start[LEAST_SQUARES_NUMBERS];
    double (*residual)(const double *x, size_t i);
} problems[PROBLEMS] = {
    {"rosenbrock", 2, 2, {-1.2, 1}, rosenbrock},
    {"bard", 3, 15, {1, 1, 1}, bard},
    {"kowalik_osborne", 4, 11, {.25, .39, .415, .39}, kowalik_osborne},
    {"box", 3, 10, {0, 10, 20}, box},
    {"brown_dennis", 4, 20, {25, 5, -5, -1}, brown_dennis},
    {"osborne", 5, 33, {.5, 1.5, -1, .01, .02}, osborne},
    {"outliers", 3, 40, {1, 1, 0.2}, outliers},
    {"misra", 2, 14, {500, 1e-4}, misra},
};

static bool
evaluate_problem(void *context, const double *numbers, double *residuals,
                 double *derivatives)
{
    const struct fit_problem *problem = context;
    double x[LEAST_SQUARES_NUMBERS];

    memcpy(x, numbers, sizeof x);
    for (size_t i = 0; i < problem->residuals; i++) {
        residuals[i] = problem->residual(x, i);
        for (size_t j = 0; j < problem->numbers; j++) {
            double step = 1e-5 * fmax(fabs(numbers[j]), 1e-4), ahead;

            x[j] = numbers[j] + step;
            ahead = problem->residual(x, i);
            x[j] = numbers[j] - step;
            derivatives[i * problem->numbers + j] =
                (ahead - problem->residual(x, i)) / (2 * step);
            x[j] = numbers[j];
        }
    }
    return true;
}

static void
solve(const char *name, double delta, double *numbers,
      struct least_squares_result *result)
{
    struct least_squares squares = {.delta = delta,
                                    .evaluate = evaluate_problem};
    struct arena arena = {0};
    struct error error = {0};
    size_t k = 0;

    while (strcmp(problems[k].name, name) != 0)
        ck_assert_uint_lt(++k, PROBLEMS);
    squares.count = problems[k].numbers;
    squares.residuals = problems[k].residuals;
    squares.context = (void *)&problems[k];
    memcpy(numbers, problems[k].start, sizeof problems[k].start);
    ck_assert(least_squares_solve(&squares, numbers, result, &arena, &error));
    arena_free(&arena);
}

START_TEST(solution_is_that_of_minpack)
{
    const struct minpack_fit *wanted = &minpack_fits[_i];
    double numbers[LEAST_SQUARES_NUMBERS];
    struct least_squares_result result;

    solve(wanted->problem, wanted->delta, numbers, &result);
    ck_assert_double_eq_tol(result.cost, wanted->cost,
                            1e-9 * fmax(wanted->cost, 1e-6));
    for (size_t i = 0; i < wanted->count; i++)
        ck_assert_msg(fabs(numbers[i] / wanted->numbers[i] - 1) < 1e-4,
                      "%s %zu: %.12g, not %.12g", wanted->problem, i,
                      numbers[i], wanted->numbers[i]);
}
END_TEST

START_TEST(certified_values_are_found)
{
    double numbers[LEAST_SQUARES_NUMBERS];
    struct least_squares_result result;

    solve("misra", INFINITY, numbers, &result);
    ck_assert_double_eq_tol(numbers[0], 2.3894212918e+02, 1e-5);
    ck_assert_double_eq_tol(numbers[1], 5.5015643181e-04, 1e-11);
    ck_assert_double_eq_tol(result.errors[0], 2.7070075241e+00, 1e-5);
    ck_assert_double_eq_tol(result.errors[1], 7.2668688436e-06, 1e-11);
    ck_assert_double_eq_tol(result.cost, 1.2455138894e-01 / 2, 1e-9);
}
END_TEST

Suite *
least_squares_suite(void)
{
    Suite *suite = suite_create("least_squares");
    TCase *tests = tcase_create("fits");

    tcase_add_loop_test(tests, solution_is_that_of_minpack, 0, FITS);
    tcase_add_test(tests, certified_values_are_found);
    suite_add_tcase(suite, tests);
    return suite;
}
