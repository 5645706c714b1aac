/* recognise_fit.c -- numbers that only all rates together determine, such as a
 * total that the log does not say beside a floor: least squares, then the
 * roundest numbers nearby.
 *
 * Levenberg (1944), Marquardt (1963); whole numbers move by whole steps. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "training/explain_try.h"
#include "training/recognise_try.h"

enum { UNKNOWNS_MOST = 5, PROBES_MOST = 24, ROUNDS_MOST = 60, STALLED = 4 };

struct unknown_number {
    double *number;
    bool whole;
    double least, most;
};

struct form_fit {
    struct recogniser *recogniser;
    struct attempt *attempt;
    size_t count;
    struct unknown_number unknowns[UNKNOWNS_MOST];
    size_t probe_count;
    size_t probes[PROBES_MOST]; /* rates, rising */
    double misses[PROBES_MOST]; /* of the attempt, as shares of the highest */
    double cost;                /* the sum of their squares, weighted */
    double weights[PROBES_MOST];
    double noise; /* the cost that printed digits alone may have */
};

/* Some of the rates: as many of a rise as of what follows. */
static void
choose_probes(struct form_fit *fit)
{
    const struct recogniser *recogniser = fit->recogniser;
    size_t rise = recogniser->rise, count = recogniser->count;
    size_t ends[] = {rise, count}, first = 0;

    for (int part = 0; part < 2; part++) {
        size_t length = ends[part] - first, most = PROBES_MOST / 2;
        size_t wanted = length < most ? length : most;

        for (size_t i = 0; i < wanted; i++) {
            fit->weights[fit->probe_count] = 1;
            fit->probes[fit->probe_count++] =
                wanted > 1 ? first + i * (length - 1) / (wanted - 1) : first;
        }
        first = ends[part];
    }
}

/* Half of the width that the printed digits allow, as a share of the highest
 * rate. */
static double
half_width(const struct form_fit *fit, size_t i)
{
    const struct logged_rate *rate = &fit->recogniser->rates[fit->probes[i]];

    return (rate->high - rate->low) / 2 / fit->recogniser->highest;
}

/* What the attempt misses; infinite where the spec is wrong. */
static double
find_misses(const struct form_fit *fit, double *misses)
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

/* Small rates that are printed with as many digits as large ones say more. */
static void
weigh_probes(struct form_fit *fit)
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
    fit->cost = find_misses(fit, fit->misses);
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
    cost = value + step > unknown->most ? INFINITY : find_misses(fit, misses);
    if (isinf(cost)) {
        step = -step;
        *unknown->number = value + step;
        cost = find_misses(fit, misses);
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
    cost = moved ? find_misses(fit, misses) : INFINITY;
    if (cost < fit->cost) {
        fit->cost = cost;
        memcpy(fit->misses, misses, sizeof misses);
        return true;
    }
    for (size_t k = 0; k < fit->count; k++)
        *fit->unknowns[k].number = before[k];
    return false;
}

/* Whether the rates are those of the attempt but for its last digits. */
static bool
is_near(const struct form_fit *fit)
{
    return fit->cost < 1e-7 * (double)fit->probe_count + fit->noise;
}

/* Goes down until nothing improves, or where no good fit is in sight. */
static void
descend(struct form_fit *fit)
{
    double slopes[UNKNOWNS_MOST][PROBES_MOST], step[UNKNOWNS_MOST];
    double damping = 1e-3;
    int stalled = 0;
    bool moved = true;

    fit->cost = find_misses(fit, fit->misses);
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
        if (stalled >= STALLED && !is_near(fit))
            return;
    }
}

static bool
all_agree(const struct form_fit *fit)
{
    return attempt_agrees(fit->recogniser, fit->attempt) ==
           fit->recogniser->count;
}

/* Whether the rates that are looked at agree. */
static bool
probes_agree(const struct form_fit *fit)
{
    const struct recogniser *recogniser = fit->recogniser;

    for (size_t i = 0; i < fit->probe_count; i++) {
        const struct logged_rate *rate = &recogniser->rates[fit->probes[i]];
        double value = rate->value +
                       fit->misses[i] / fit->weights[i] * recogniser->highest;

        if (!attempt_allows(recogniser, fit->probes[i], value))
            return false;
    }
    return true;
}

/* Rounds one number to few digits, if the others can then be found; what is
 * left to find is one less. */
static void
round_number(struct form_fit *fit, size_t k)
{
    enum { DIGITS_MOST = 4 };
    const struct attempt best = *fit->attempt;
    const struct unknown_number unknown = fit->unknowns[k];
    double value = *unknown.number, rounded = NAN;

    fit->unknowns[k] = fit->unknowns[--fit->count];
    for (int digits = 1; digits <= DIGITS_MOST; digits++) {
        char text[NUMBER_SIZE];

        snprintf(text, sizeof text, "%.*e", digits - 1, value);
        if (strtod(text, NULL) == rounded)
            continue;
        rounded = strtod(text, NULL);
        if (fabs(rounded - value) > 0.02 * fabs(value))
            continue;
        *fit->attempt = best;
        *unknown.number = rounded;
        descend(fit);
        if (fit->cost <= fit->noise)
            return;
    }
    *fit->attempt = best;
    fit->cost = find_misses(fit, fit->misses);
}

/* Tries the neighbours of two whole numbers. */
static bool
search_nearby(struct form_fit *fit)
{
    enum { AWAY = 3 };
    const struct attempt start = *fit->attempt;
    double *a = fit->count > 0 ? fit->unknowns[0].number : NULL;
    double *b = fit->count > 1 ? fit->unknowns[1].number : NULL;

    for (int i = -AWAY; a && i <= AWAY; i++)
        for (int j = b ? -AWAY : 0; j <= (b ? AWAY : 0); j++) {
            *fit->attempt = start;
            *a += i;
            if (b)
                *b += j;
            fit->cost = find_misses(fit, fit->misses);
            if (!isinf(fit->cost) && probes_agree(fit) && all_agree(fit))
                return true;
        }
    *fit->attempt = start;
    return false;
}

/* The numbers that are no whole ones first: people write them with few
 * digits. */
static bool
round_all(struct form_fit *fit)
{
    weigh_probes(fit);
    for (size_t k = fit->count; k-- > 0;)
        if (!fit->unknowns[k].whole)
            round_number(fit, k);
    return (probes_agree(fit) && all_agree(fit)) || search_nearby(fit);
}

static void
add_unknown(struct form_fit *fit, enum form_number number, double least,
            double most, double start, bool whole)
{
    double *at = &fit->attempt->numbers[number];

    *at = fmin(fmax(whole ? floor(start) : start, least), most);
    fit->unknowns[fit->count++] =
        (struct unknown_number){at, whole, least, most};
}

/* The row of the last rate that is as high as the peak. */
static double
plateau_end(const struct form_fit *fit)
{
    const struct recogniser *recogniser = fit->recogniser;
    size_t i = recogniser->peak;

    while (i + 1 < recogniser->count &&
           recogniser->rates[i + 1].high >=
               recogniser->rates[recogniser->peak].low)
        i++;
    return (double)attempt_row(recogniser, fit->attempt, i);
}

/* The lengths of the rise, on one side of the peak: within each they change the
 * rates smoothly. */
static struct explain_range
warmup_range(const struct form_fit *fit, bool beyond)
{
    const struct recogniser *recogniser = fit->recogniser;
    size_t at = recogniser->peak - (recogniser->rise > 0 && !beyond);
    double low = (double)attempt_row(recogniser, fit->attempt, at);
    double high;

    if (recogniser->rise == 0)
        return (struct explain_range){0, low};
    high = at + 1 == recogniser->count
               ? 20 * low
               : (double)attempt_row(recogniser, fit->attempt, at + 1);
    return (struct explain_range){fmax(low - 1, 1), high + 1};
}

/* What the form leaves open, and a start for each. */
static void
list_unknowns(struct form_fit *fit, struct explain_range warmup)
{
    const struct recogniser *recogniser = fit->recogniser;
    const struct schedule_form *form = fit->attempt->form;
    double total = recogniser->totals[0];
    double last = (double)recogniser->x[recogniser->count - 1];
    double low = recogniser->rates[recogniser->count - 1].value;
    double scale = form_has(form, 'F') ? 1 : recogniser->highest;
    double most = form->most_is_base ? recogniser->highest : form->most;

    fit->attempt->base = recogniser->highest;
    fit->attempt->numbers[FORM_TOTAL] = total;
    if ((form_has(form, 'N') || form_has(form, 'R')) &&
        recogniser->logged->log->total == 0)
        add_unknown(fit, FORM_TOTAL, last, 1000 * (last + 1), total, true);
    if (form_has(form, 'W') && warmup.high > 0)
        add_unknown(fit, FORM_WARMUP, warmup.low, warmup.high,
                    (warmup.low + warmup.high) / 2, true);
    if (form_has(form, 'L'))
        add_unknown(fit, FORM_LENGTH, form->least,
                    form->most > 0 ? form->most : total,
                    plateau_end(fit) - warmup.low, true);
    if (form_has(form, 'X'))
        add_unknown(fit, FORM_REAL, form->least, most,
                    form->most_is_base ? low
                    : most > 1         ? 1.5
                                       : most / 4,
                    false);
    if (form_has(form, 'F') || form_has(form, 'S'))
        add_unknown(fit, FORM_START, 1e-9 * scale, 0.99 * scale,
                    recogniser->rates[0].value / recogniser->highest * scale,
                    false);
    fit->unknowns[fit->count++] = (struct unknown_number){
        &fit->attempt->base, false, recogniser->highest / 2,
        recogniser->highest * 10};
}

bool
attempt_fit(struct recogniser *recogniser, struct attempt *attempt)
{
    bool sides = form_has(attempt->form, 'W') && recogniser->rise > 0;

    for (int beyond = 0; beyond <= sides; beyond++) {
        struct form_fit fit = {.recogniser = recogniser, .attempt = attempt};

        choose_probes(&fit);
        list_unknowns(&fit, warmup_range(&fit, beyond));
        if (recogniser->count < fit.count + 3)
            return false;
        descend(&fit);
        if (is_near(&fit) && round_all(&fit))
            return true;
    }
    return false;
}
