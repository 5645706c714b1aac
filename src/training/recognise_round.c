/* recognise_round.c -- the roundest numbers near those that fit best. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "training/explain_try.h"
#include "training/recognise_fit.h"

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
        fit_descend(fit);
        if (fit->cost <= fit->noise)
            return;
    }
    *fit->attempt = best;
    fit->cost = fit_find_misses(fit, fit->misses);
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
            fit->cost = fit_find_misses(fit, fit->misses);
            if (!isinf(fit->cost) && probes_agree(fit) && all_agree(fit))
                return true;
        }
    *fit->attempt = start;
    return false;
}

/* Finds the base rate with which all rates agree, the others as they are: each
 * rate is a line in it. */
static bool
narrow_base(struct form_fit *fit)
{
    struct recogniser *recogniser = fit->recogniser;
    struct attempt *attempt = fit->attempt;
    struct explain_range range = {0, INFINITY};
    const double base = attempt->base, step = base / 128;
    struct arena arena = {0};
    const double *at, *above;

    at = attempt_all_rates(recogniser, attempt, &arena);
    attempt->base = base + step;
    above = at ? attempt_all_rates(recogniser, attempt, &arena) : NULL;
    for (size_t i = 0; above && i < recogniser->count; i++) {
        const struct logged_rate *rate = &recogniser->rates[i];
        double slope = (above[i] - at[i]) / step;

        if (slope * base <= recogniser->slack)
            continue;
        range.low = fmax(range.low, base + (rate->low - at[i]) / slope);
        range.high = fmin(range.high, base + (rate->high - at[i]) / slope);
    }
    arena_free(&arena);
    attempt->base = base;
    if (!above || !(range.low <= range.high))
        return false;
    attempt->base = explain_shortest(range);
    return all_agree(fit);
}

/* Rounds the whole numbers as far as all rates allow, the others as they are.
 */
static bool
narrow_wholes(struct form_fit *fit)
{
    const struct attempt best = *fit->attempt;
    bool done = fit->count > 0;

    for (size_t k = 0; done && k < fit->count; k++) {
        const struct unknown_number *unknown = &fit->unknowns[k];
        struct open_number open = {unknown->number, unknown->whole,
                                   unknown->least, unknown->most};

        done = unknown->whole;
        for (size_t i = fit->probe_count; done && i-- > 0;)
            done = attempt_narrow(fit->recogniser, fit->attempt, &open,
                                  fit->probes[i]);
        *unknown->number = roundest_number(&open);
    }
    if (done && all_agree(fit))
        return true;
    *fit->attempt = best;
    return false;
}

bool
fit_round(struct form_fit *fit)
{
    fit_weigh_probes(fit);
    for (size_t k = fit->count; k-- > 0;)
        if (!fit->unknowns[k].whole)
            round_number(fit, k);
    return narrow_wholes(fit) || (probes_agree(fit) && all_agree(fit)) ||
           narrow_base(fit) || search_nearby(fit);
}
