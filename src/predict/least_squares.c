/* least_squares.c -- Levenberg and Marquardt's method, for a handful of
 * numbers: the same input gives the same bytes. */
#include "predict/least_squares.h"

#include <math.h>
#include <string.h>

enum { MOST = LEAST_SQUARES_NUMBERS, STEPS = 200 };

/* A step that improves the cost by less than this share is the last. */
static const double ENOUGH = 1e-10;

struct normal_equations {
    double matrix[MOST][MOST]; /* of the weighted derivatives */
    double gradient[MOST];
};

/* How far a step may go: each diagonal element grows by a share of the greatest
 * that it has had (Moré 1978), so that a number keeps its scale where the
 * derivatives are small. */
struct damping {
    double share;
    double scales[MOST];
};

/* What is evaluated at some numbers. */
struct evaluation {
    double *residuals, *derivatives;
    double cost;
};

/* What a residual counts, and the weight that its square has. */
static double
huber_cost(double residual, double delta)
{
    double size = fabs(residual);

    return size <= delta ? size * size / 2 : delta * (size - delta / 2);
}

static double
huber_weight(double residual, double delta)
{
    double size = fabs(residual);

    return size <= delta ? 1 : delta / size;
}

static void
evaluate(const struct least_squares *problem, const double *numbers,
         struct evaluation *evaluation)
{
    evaluation->cost = INFINITY;
    if (!problem->evaluate(problem->context, numbers, evaluation->residuals,
                           evaluation->derivatives))
        return;
    evaluation->cost = 0;
    for (size_t i = 0; i < problem->residuals; i++)
        evaluation->cost +=
            huber_cost(evaluation->residuals[i], problem->delta);
    if (!isfinite(evaluation->cost))
        evaluation->cost = INFINITY;
}

static void
make_equations(const struct least_squares *problem, const struct evaluation *at,
               struct normal_equations *equations)
{
    size_t n = problem->count;

    memset(equations, 0, sizeof *equations);
    for (size_t i = 0; i < problem->residuals; i++) {
        const double *row = at->derivatives + i * n;
        double weight = huber_weight(at->residuals[i], problem->delta);

        for (size_t j = 0; j < n; j++) {
            equations->gradient[j] += weight * row[j] * at->residuals[i];
            for (size_t k = 0; k <= j; k++)
                equations->matrix[j][k] += weight * row[j] * row[k];
        }
    }
}

/* The lower triangle of a positive matrix becomes its Cholesky factor; false
 * where it is not positive. */
static bool
factorise(double matrix[MOST][MOST], size_t n)
{
    for (size_t j = 0; j < n; j++)
        for (size_t i = j; i < n; i++) {
            double sum = matrix[i][j];

            for (size_t k = 0; k < j; k++)
                sum -= matrix[i][k] * matrix[j][k];
            if (i == j && !(sum > 0))
                return false;
            matrix[i][j] = i == j ? sqrt(sum) : sum / matrix[j][j];
        }
    return true;
}

/* Solves the factor times its transpose times x = b in place. */
static void
substitute(double factor[MOST][MOST], size_t n, double *b)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            b[i] -= factor[i][k] * b[k];
        b[i] /= factor[i][i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            b[i] -= factor[k][i] * b[k];
        b[i] /= factor[i][i];
    }
}

static bool
damped_step(const struct normal_equations *equations, size_t n,
            const struct damping *damping, double *step)
{
    double matrix[MOST][MOST];

    memcpy(matrix, equations->matrix, sizeof matrix);
    for (size_t i = 0; i < n; i++) {
        matrix[i][i] += damping->share * fmax(damping->scales[i], 1e-300);
        step[i] = -equations->gradient[i];
    }
    if (!factorise(matrix, n))
        return false;
    substitute(matrix, n, step);
    return true;
}

/* Raises the damping until a step is better; false where none is.  `better`
 * has that step's evaluation, and `trial` its numbers. */
static bool
improve(const struct least_squares *problem, const double *numbers,
        const struct evaluation *at, struct damping *damping, double *trial,
        struct evaluation *better)
{
    struct normal_equations equations;
    double step[MOST];

    make_equations(problem, at, &equations);
    for (size_t i = 0; i < problem->count; i++)
        damping->scales[i] = fmax(damping->scales[i], equations.matrix[i][i]);
    for (; damping->share < 1e12; damping->share *= 4) {
        if (!damped_step(&equations, problem->count, damping, step))
            continue;
        for (size_t i = 0; i < problem->count; i++)
            trial[i] = numbers[i] + step[i];
        evaluate(problem, trial, better);
        if (better->cost < at->cost)
            return true;
    }
    return false;
}

/* The errors are the diagonal of the inverse times the variance. */
static void
describe(const struct least_squares *problem, const struct evaluation *at,
         struct least_squares_result *result)
{
    size_t n = problem->count, m = problem->residuals;
    struct normal_equations equations;
    double sum = 0, variance;

    for (size_t i = 0; i < m; i++)
        sum += at->residuals[i] * at->residuals[i];
    result->cost = at->cost;
    result->spread = sqrt(sum / (double)m);
    variance = m > n ? sum / (double)(m - n) : INFINITY;
    make_equations(problem, at, &equations);
    for (size_t i = 0; i < n; i++)
        result->errors[i] = INFINITY;
    if (!factorise(equations.matrix, n))
        return;
    for (size_t i = 0; i < n; i++) {
        double column[MOST] = {0};

        column[i] = 1;
        substitute(equations.matrix, n, column);
        result->errors[i] = sqrt(variance * column[i]);
    }
}

bool
least_squares_solve(const struct least_squares *problem, double *numbers,
                    struct least_squares_result *result, struct arena *arena,
                    struct error *error)
{
    size_t n = problem->count, m = problem->residuals;
    double *room = arena_alloc(arena, 2 * m * (n + 1), sizeof *room);
    struct evaluation at, better;
    struct damping damping = {.share = 1e-3};
    double trial[MOST];

    if (!room)
        return error_memory(error);
    at = (struct evaluation){room, room + m, INFINITY};
    better = (struct evaluation){room + m * (n + 1), room + m * (n + 2), 0};
    evaluate(problem, numbers, &at);
    for (int i = 0; i < STEPS && isfinite(at.cost); i++) {
        struct evaluation before = at;

        if (!improve(problem, numbers, &at, &damping, trial, &better))
            break;
        memcpy(numbers, trial, n * sizeof *numbers);
        at = better;
        better = before;
        damping.share /= 10;
        if (before.cost - at.cost <= ENOUGH * before.cost)
            break;
    }
    *result = (struct least_squares_result){.cost = INFINITY};
    if (isfinite(at.cost))
        describe(problem, &at, result);
    return true;
}
