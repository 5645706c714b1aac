/* recognise_descent.c -- least squares over the numbers of a form: Levenberg
 * (1944), Marquardt (1963); whole numbers move by whole steps. */
#include <math.h>
#include <string.h>

#include "training/recognise_fit.h"

enum { ROUNDS_MOST = 60, STALLED = 4 };

/* What fits comes near in some rounds: the mean of the squares. */
enum { ROUNDS_FAR = 8 };
#define FAR 1e-4

/* Whether rate i differs from one beside it; those that do not say nothing. */
static bool
changes(const struct recogniser *recogniser, size_t i)
{
    const struct logged_rate *rate = &recogniser->rates[i];

    return (i > 0 && rate[-1].value != rate->value) ||
           (i + 1 < recogniser->count && rate[1].value != rate->value);
}

/* Adds probes among the rates of a stretch that change, evenly. */
static void
add_probes(struct form_fit *fit, size_t first, size_t end)
{
    size_t count = 0, most = PROBES_MOST / 2, taken = 0;

    for (size_t i = first; i < end; i++)
        count += changes(fit->recogniser, i);
    for (size_t i = first, k = 0; i < end; i++) {
        if (!changes(fit->recogniser, i))
            continue;
        if (count <= most || k * (most - 1) >= taken * (count - 1)) {
            fit->weights[fit->probe_count] = 1;
            fit->probes[fit->probe_count++] = i;
            taken++;
        }
        k++;
    }
}

void
fit_choose_probes(struct form_fit *fit)
{
    add_probes(fit, 0, fit->recogniser->rise);
    add_probes(fit, fit->recogniser->rise, fit->recogniser->count);
}

/* Half of the width that the printed digits allow, as a share of the highest
 * rate. */
static double
half_width(const struct form_fit *fit, size_t i)
{
    const struct logged_rate *rate = &fit->recogniser->rates[fit->probes[i]];

    return (rate->high - rate->low) / 2 / fit->recogniser->highest;
}

double
fit_find_misses(const struct form_fit *fit, double *misses)
{
    struct recogniser *recogniser = fit->recogniser;
    long rows[PROBES_MOST];
    double rates[PROBES_MOST], cost = 0;

    for (size_t i = 0; i < fit->probe_count; i++)
        rows[i] = attempt_row(recogniser, fit->attempt, fit->probes[i]);
    if (!attempt_rates(recogniser, fit->attempt, rows, fit->probe_count, rates))
        return INFINITY;
    for (size_t i = 0; i < fit->probe_count; i++) {
        misses[i] = fit->weights[i] *
                    (rates[i] - recogniser->rates[fit->probes[i]].value) /
                    recogniser->highest;
        cost += misses[i] * misses[i];
    }
    return isnan(cost) ? INFINITY : cost;
}

void
fit_weigh_probes(struct form_fit *fit)
{
    enum { RANGE = 1000 };
    double widest = 0;

    for (size_t i = 0; i < fit->probe_count; i++)
        widest = fmax(widest, half_width(fit, i));
    fit->noise = 0;
    for (size_t i = 0; i < fit->probe_count; i++) {
        double half = half_width(fit, i), miss;

        if (widest > 0)
            fit->weights[i] = widest / fmax(half, widest / RANGE);
        miss = fit->weights[i] * (half + 1e-9);
        fit->noise += miss * miss;
    }
    fit->cost = fit_find_misses(fit, fit->misses);
}

/* How the misses change with one number. */
static bool
find_slope(const struct form_fit *fit, const struct unknown_number *unknown,
           double *slopes)
{
    double value = *unknown->number;
    double step = unknown->whole ? fmax(1, floor(value / 1000))
                                 : 1e-6 * (fabs(value) + 1e-3);
    double misses[PROBES_MOST], cost;

    *unknown->number = value + step;
    cost =
        value + step > unknown->most ? INFINITY : fit_find_misses(fit, misses);
    if (isinf(cost)) {
        step = -step;
        *unknown->number = value + step;
        cost = fit_find_misses(fit, misses);
    }
    *unknown->number = value;
    for (size_t i = 0; i < fit->probe_count; i++)
        slopes[i] = (misses[i] - fit->misses[i]) / step;
    return !isinf(cost);
}

/* Solves so many equations by elimination; the matrix is positive. */
static void
solve_equations(double matrix[UNKNOWNS_MOST][UNKNOWNS_MOST + 1], size_t count)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < count; i++) {
            double factor = matrix[i][k] / matrix[k][k];

            for (size_t j = k; i != k && j <= count; j++)
                matrix[i][j] -= factor * matrix[k][j];
        }
    for (size_t k = 0; k < count; k++)
        matrix[k][count] /= matrix[k][k];
}

/* The step that the slopes ask for, damped. */
static void
find_step(const struct form_fit *fit, double slopes[UNKNOWNS_MOST][PROBES_MOST],
          double damping, double *step)
{
    double matrix[UNKNOWNS_MOST][UNKNOWNS_MOST + 1] = {{0}};

    for (size_t k = 0; k < fit->count; k++) {
        for (size_t j = 0; j < fit->count; j++)
            for (size_t i = 0; i < fit->probe_count; i++)
                matrix[k][j] += slopes[k][i] * slopes[j][i];
        for (size_t i = 0; i < fit->probe_count; i++)
            matrix[k][fit->count] -= slopes[k][i] * fit->misses[i];
        matrix[k][k] += damping * matrix[k][k] + 1e-300;
    }
    solve_equations(matrix, fit->count);
    for (size_t k = 0; k < fit->count; k++)
        step[k] = matrix[k][fit->count];
}

/* Takes the step where that is better. */
static bool
take_step(struct form_fit *fit, const double *step)
{
    double before[UNKNOWNS_MOST], misses[PROBES_MOST], cost;
    bool moved = false;

    for (size_t k = 0; k < fit->count; k++) {
        const struct unknown_number *unknown = &fit->unknowns[k];
        double value = *unknown->number + step[k];

        before[k] = *unknown->number;
        value = unknown->whole ? nearbyint(value) : value;
        *unknown->number = fmin(fmax(value, unknown->least), unknown->most);
        moved = moved || *unknown->number != before[k];
    }
    cost = moved ? fit_find_misses(fit, misses) : INFINITY;
    if (cost < fit->cost) {
        fit->cost = cost;
        memcpy(fit->misses, misses, sizeof misses);
        return true;
    }
    for (size_t k = 0; k < fit->count; k++)
        *fit->unknowns[k].number = before[k];
    return false;
}

bool
fit_is_near(const struct form_fit *fit)
{
    return fit->cost < 1e-7 * (double)fit->probe_count + fit->noise;
}

void
fit_descend(struct form_fit *fit)
{
    double slopes[UNKNOWNS_MOST][PROBES_MOST], step[UNKNOWNS_MOST];
    double damping = 1e-3;
    int stalled = 0;
    bool moved = true;

    fit->cost = fit_find_misses(fit, fit->misses);
    for (int n = 0; n < ROUNDS_MOST && damping < 1e6 && fit->cost > 1e-28;
         n++) {
        double cost = fit->cost;

        for (size_t k = 0; moved && k < fit->count; k++)
            if (!find_slope(fit, &fit->unknowns[k], slopes[k]))
                return;
        find_step(fit, slopes, damping, step);
        moved = take_step(fit, step);
        damping = moved ? fmax(damping / 10, 1e-15) : damping * 10;
        stalled = fit->cost > 0.7 * cost ? stalled + 1 : 0;
        if (!fit_is_near(fit) &&
            (stalled >= STALLED ||
             (n >= ROUNDS_FAR && fit->cost > FAR * (double)fit->probe_count)))
            return;
    }
}
