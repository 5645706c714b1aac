/* recognise_log.c -- what a log says before any schedule is tried: its steps,
 * the rise, and the base rates, totals and offsets that it may have. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "training/recognise_try.h"

/* The steps of an epoch with which all fractions of epochs are whole steps: the
 * fewest, since nothing else says. */
static double
find_epoch(const struct logged_rates *logged)
{
    enum { MOST = 100000 };

    for (long epoch = 1; epoch < MOST; epoch++) {
        size_t i = 0;
        long row;

        while (i < logged->count &&
               logged_rates_row(logged, logged->rates[i].x, epoch, &row) &&
               (i == 0 || logged->rates[i].x > logged->rates[i - 1].x))
            i++;
        if (i == logged->count)
            return (double)epoch;
    }
    return 0;
}

/* The steps of all rates; false where they are none. */
static bool
take_steps(struct recogniser *recogniser)
{
    const struct logged_rates *logged = recogniser->logged;

    recogniser->epoch =
        logged->log->epochs && logged->fractions ? find_epoch(logged) : 1;
    for (size_t i = 0; i < recogniser->count; i++)
        if (recogniser->epoch == 0 ||
            !logged_rates_row(logged, recogniser->rates[i].x,
                              (long)recogniser->epoch, &recogniser->x[i]))
            return false;
    return true;
}

static void
add_base(struct recogniser *recogniser, double base)
{
    for (size_t i = 0; i < recogniser->base_count; i++)
        if (recogniser->bases[i] == base)
            return;
    recogniser->bases[recogniser->base_count++] = base;
}

/* A rate of few digits, the decimals at or just above it, and the rate itself.
 */
static void
list_bases(struct recogniser *recogniser, const struct logged_rate *highest)
{
    double value = highest->low > 0 ? highest->low : highest->value;
    char printed[NUMBER_SIZE];

    snprintf(printed, sizeof printed, "%.3e", highest->value);
    if (strtod(printed, NULL) == highest->value)
        add_base(recogniser, highest->value);
    for (int digits = 1; value > 0 && digits <= 4; digits++) {
        double unit = pow(10, floor(log10(value)) - digits + 1);
        char text[NUMBER_SIZE];

        snprintf(text, sizeof text, "%.*e", digits - 1,
                 ceil(value / unit * (1 - 1e-12)) * unit);
        add_base(recogniser, strtod(text, NULL));
    }
    add_base(recogniser, highest->value);
}

/* The first of the highest rates, and how many rise to it: of a schedule that
 * begins anew, as cosines with restarts do, the peak of its first cycle. */
static void
find_rise(struct recogniser *recogniser)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t highest = 0, top = 0;

    for (size_t i = 0; i < recogniser->count; i++)
        if (rates[i].value > rates[highest].value)
            highest = i;
    /* DeepSpeed's first two rates are equal. */
    while (top + 1 < recogniser->count &&
           rates[top].value <= rates[top + 1].value)
        top++;
    if (!(rates[top].value > 0.7 * rates[highest].value))
        top = highest;
    while (top > 0 && rates[top - 1].value == rates[top].value)
        top--;
    recogniser->top = highest;
    recogniser->peak = top;
    for (size_t i = 0; i < top && rates[i].value <= rates[i + 1].value; i++)
        recogniser->rise = i + 1;
    if (recogniser->rise < top)
        recogniser->rise = 0;
    recogniser->highest = fabs(rates[highest].value);
    recogniser->slack = 1e-12 * recogniser->highest;
    list_bases(recogniser, &rates[highest]);
}

size_t
plateau_last(const struct recogniser *recogniser)
{
    size_t i = recogniser->peak;

    while (i + 1 < recogniser->count &&
           recogniser->rates[i + 1].high >=
               recogniser->rates[recogniser->peak].low)
        i++;
    return i;
}

/* The whole length: what the log says, else its last step or one more, or the
 * next one that it would have logged. */
static void
list_totals(struct recogniser *recogniser)
{
    size_t count = recogniser->count;
    double last = (double)recogniser->x[count - 1];
    double before = count > 1 ? (double)recogniser->x[count - 2] : last;

    if (recogniser->logged->log->total > 0)
        recogniser->totals[recogniser->total_count++] =
            (double)recogniser->logged->log->total;
    if (recogniser->total_count > 0 && recogniser->totals[0] <= last + 1)
        return;
    recogniser->totals[recogniser->total_count++] = last + 1;
    recogniser->totals[recogniser->total_count++] = fmax(1, last);
    if (last - before > 1)
        recogniser->totals[recogniser->total_count++] = 2 * last - before;
}

static void
list_offsets(struct recogniser *recogniser)
{
    static const long others[] = {0, 1, -1};
    const struct log_offsets *known = &recogniser->logged->log->offsets;
    bool pinned = recogniser->logged->offset != INTEGER_NULL;

    for (size_t i = 0; i < known->count && !pinned; i++)
        recogniser->offsets[recogniser->offset_count++] = known->items[i];
    if (pinned)
        recogniser->offsets[recogniser->offset_count++] =
            recogniser->logged->offset;
    recogniser->usual_offsets = recogniser->offset_count;
    for (size_t i = 0; i < 3 && !pinned; i++) {
        size_t k = 0;

        while (k < recogniser->usual_offsets &&
               recogniser->offsets[k] != others[i])
            k++;
        if (k == recogniser->usual_offsets)
            recogniser->offsets[recogniser->offset_count++] = others[i];
    }
}

bool
recognise_look(struct recogniser *recogniser)
{
    if (!take_steps(recogniser))
        return false;
    find_rise(recogniser);
    list_totals(recogniser);
    list_offsets(recogniser);
    return true;
}
