/* explain_number.c -- searches another number for one value of a schedule: on
 * some of the rates, then on all. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "training/explain_try.h"

enum { PATIENCE = 64 };

static size_t
lowest_rate(const struct logged_rates *logged)
{
    size_t lowest = 0;

    for (size_t i = 0; i < logged->count; i++)
        if (logged->rates[i].value < logged->rates[lowest].value)
            lowest = i;
    return lowest;
}

static size_t
highest_rate(const struct logged_rates *logged)
{
    size_t highest = 0;

    for (size_t i = 0; i < logged->count; i++)
        if (logged->rates[i].value > logged->rates[highest].value)
            highest = i;
    return highest;
}

struct explain_candidates {
    size_t count;
    double values[20];
};

/* What a user who leaves the value out gets. */
static void
suggest_default(const struct parameter *row,
                struct explain_candidates *candidates)
{
    char *end;
    double value = row->default_text ? strtod(row->default_text, &end) : 0;

    if (row->default_text && end != row->default_text)
        candidates->values[candidates->count++] = value;
}

/* What a log suggests for a count of steps. */
static void
suggest_steps(const struct logged_rates *logged, double old,
              struct explain_candidates *candidates)
{
    const struct logged_rate *rates = logged->rates;
    double epoch = (double)logged->spec->steps_per_epoch;
    double last = (double)rates[logged->count - 1].row;
    double low = (double)rates[lowest_rate(logged)].row;
    double high = (double)rates[highest_rate(logged)].row;
    const double values[] = {
        old - 1, old + 1,     last,        last + 1, low,
        high,    old * epoch, old / epoch, old * 2,  old / 2,
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i] == floor(values[i]) && values[i] >= 0)
            candidates->values[candidates->count++] = values[i];
}

/* The same for a rate or a factor. */
static void
suggest_rates(const struct logged_rates *logged, double old,
              struct explain_candidates *candidates)
{
    double base = logged->rates[0].value;
    double low = logged->rates[lowest_rate(logged)].value;
    double high = logged->rates[highest_rate(logged)].value;
    const double values[] = {
        0, 1, base, low, high, low / high, base / high, old / 10, old * 10,
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (isfinite(values[i]))
            candidates->values[candidates->count++] = values[i];
}

/* Tries a value on a sample; true where it is better than the best. */
static bool
improves(struct explain_search *search, const struct logged_rates *sample,
         struct explain_change *change, double value, struct explain_fit *best)
{
    struct explain_change other = *change;
    struct explain_fit fit;

    if (value < change->least)
        return false;
    other.value = value;
    fit = explain_attempt(search, sample, &other);
    if (!(fit.miss < best->miss))
        return false;
    *best = fit;
    change->value = value;
    return true;
}

/* Improves the value by what the log suggests, then by steps that are halved
 * where they do not help. */
static struct explain_fit
descend(struct explain_search *search, const struct logged_rates *sample,
        struct explain_change *change)
{
    bool whole = explain_is_whole(change->row) || change->against;
    struct explain_fit best = explain_attempt(search, sample, change);
    struct explain_candidates candidates = {0};
    int moves = 0;
    double step;

    suggest_default(change->row, &candidates);
    if (explain_counts_steps(change->row, change->old))
        suggest_steps(search->logged, change->old, &candidates);
    if (!explain_is_whole(change->row))
        suggest_rates(search->logged, change->old, &candidates);
    for (size_t i = 0; best.miss > 0 && i < candidates.count; i++)
        improves(search, sample, change, candidates.values[i], &best);
    step = change->value != 0 ? fabs(change->value) / 2 : 0.5;
    while (best.miss > 0 && search->budget > 0 &&
           step > (whole ? 0.5 : 1e-12 * fabs(change->value))) {
        step = whole ? ceil(step) : step;
        if (improves(search, sample, change, change->value + step, &best) ||
            improves(search, sample, change, change->value - step, &best)) {
            /* Double the step now and then, so that a value that improves
             * for ever cannot exhaust the budget. */
            step *= ++moves % PATIENCE == 0 ? 2 : 1;
            continue;
        }
        step = whole && step == 1 ? 0 : step / 2;
    }
    return best;
}

/* Rounds to some digits, to either side; true where it fits as well. */
static bool
round_to(struct explain_search *search, const struct logged_rates *sample,
         struct explain_change *change, int digits)
{
    double unit =
        pow(10, floor(log10(fabs(change->value))) + 1 - (double)digits);

    for (int side = 0; side < 2; side++) {
        struct explain_change rounded = *change;
        struct explain_fit fit;
        char text[NUMBER_SIZE];

        snprintf(text, sizeof text, "%.*g", digits,
                 (floor(change->value / unit) + side) * unit);
        rounded.value = strtod(text, NULL);
        fit = explain_attempt(search, sample, &rounded);
        if (fit.matched < fit.count)
            continue;
        *change = rounded;
        return true;
    }
    return false;
}

/* The fewest digits that fit as well, since people write few. */
static void
round_value(struct explain_search *search, const struct logged_rates *sample,
            struct explain_change *change)
{
    if (change->value == 0)
        return;
    for (int digits = 1; digits < 10 && search->budget > 0; digits++)
        if (round_to(search, sample, change, digits))
            return;
}

/* What fits nearly all of one sample goes on to the next.  Rounding comes
 * before that: over a thousand cycles even 1e-13 of their length shows. */
void
explain_by_number(struct explain_search *search, struct explain_change *change)
{
    for (size_t i = 0; i < search->sample_count; i++) {
        const struct logged_rates *sample = &search->samples[i];
        struct explain_fit fit = descend(search, sample, change);

        if (!explain_is_near(fit))
            return;
        if (!change->against && fit.matched == fit.count)
            round_value(search, sample, change);
    }
    if (change->value != change->old)
        explain_consider(search, change);
}
