/* recognise_epochs.c -- finds the numbers of a schedule that rises by batches
 * and falls by epochs, of which the log has a rate each. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

/* Of quotients of rates, with some to spare. */
#define ROUNDING 1e-12

/* The first rate of a log of epochs that no rise, of 3 of them, touches; that
 * of 100 batches at least may last longer where epochs are short. */
enum { AFTER_RISE = 4 };

/* The share at which the last rate is `ratio` times the first; at[share] has
 * both for a share of 0, and of 1. */
static double
share_of_ratio(double ratio, double at[2][2])
{
    return (ratio * at[0][0] - at[0][1]) /
           (at[1][1] - at[0][1] - ratio * (at[1][0] - at[0][0]));
}

/* The share of the base rate at the end, by the last rate over the first after
 * the rise: both are shares of the same base, and a line in that at the end. */
static bool
solve_share(struct recogniser *recogniser, struct attempt *attempt,
            size_t after)
{
    const size_t last = recogniser->count - 1;
    const struct logged_rate *from = &recogniser->rates[after];
    const struct logged_rate *to = &recogniser->rates[last];
    double least = to->low / from->high, most = to->high / from->low;
    long rows[] = {attempt_row(recogniser, attempt, after),
                   attempt_row(recogniser, attempt, last)};
    double at[2][2];
    struct explain_range range;

    for (int share = 0; share < 2; share++) {
        attempt->numbers[FORM_REAL] = share;
        if (!attempt_rates(recogniser, attempt, rows, 2, at[share]))
            return false;
    }
    range.low =
        fmax(share_of_ratio(least, at) * (1 - ROUNDING), attempt->form->least);
    range.high =
        fmin(share_of_ratio(most, at) * (1 + ROUNDING), attempt->form->most);
    attempt->numbers[FORM_REAL] = explain_shortest(range);
    return range.low <= range.high;
}

/* The base rate with which the rates after the rise agree. */
static bool
solve_base(struct recogniser *recogniser, struct attempt *attempt, size_t after)
{
    struct explain_range range = {0, INFINITY};
    struct arena arena = {0};
    size_t count = recogniser->count;
    double *shares;
    bool done;

    attempt->base = 1;
    shares = attempt_all_rates(recogniser, attempt, &arena);
    done = shares != NULL;
    for (size_t i = after; done && i < count; i++) {
        const struct logged_rate *rate = &recogniser->rates[i];

        done = shares[i] > 0;
        range.low = fmax(range.low, rate->low / shares[i]);
        range.high = fmin(range.high, rate->high / shares[i]);
    }
    arena_free(&arena);
    range.low *= 1 - ROUNDING;
    range.high *= 1 + ROUNDING;
    attempt->base = explain_shortest(range);
    return done && range.low <= range.high;
}

/* Of a log of epochs: the share at the end, the base rate, and the steps of an
 * epoch by the rates of the first ones. */
static bool
solve_epochs_after(struct recogniser *recogniser, struct attempt *attempt,
                   size_t after)
{
    struct open_number epoch = {
        .number = &attempt->epoch, .whole = true, .low = 2, .high = 1e6};
    struct text words = {.arena = recogniser->arena};

    /* So long that the rise ends in its third epoch. */
    attempt->epoch = 100;
    attempt->base = 1;
    attempt->words = NULL;
    if (!solve_share(recogniser, attempt, after) ||
        !solve_base(recogniser, attempt, after))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!attempt_narrow(recogniser, attempt, &epoch, i))
            return false;
    attempt->epoch = roundest_number(&epoch);
    if (epoch.low == epoch.high)
        return true;
    text_format(&words, "batches in an epoch may be %.0f to %.0f", epoch.low,
                epoch.high);
    attempt->words = text_end(&words);
    recogniser->failed = recogniser->failed || !attempt->words;
    return true;
}

bool
attempt_solve_epochs(struct recogniser *recogniser, struct attempt *attempt)
{
    for (size_t after = AFTER_RISE; after + 3 <= recogniser->count; after *= 2)
        if (solve_epochs_after(recogniser, attempt, after))
            return true;
    return false;
}
