/* skipped_updates.c -- walks along the rates with a lag that never falls. */
#include "training/skipped_updates.h"

#include <math.h>

static bool
agrees(const struct skipped_updates *skips, size_t i, long lag)
{
    const struct logged_rate *rate = &skips->rates[i];
    long row = skips->rows[i] - skips->offset - lag;
    double value, slack;

    if (row < 0 || (size_t)row >= skips->curve_count)
        return false;
    value = skips->curve[row];
    slack = 1e-9 * fabs(value) + skips->slack;
    return value >= rate->low - slack && value <= rate->high + slack;
}

/* The least lag from `lag` on with which a rate agrees; -1: none. */
static long
next_lag(const struct skipped_updates *skips, size_t i, long lag)
{
    long before = i > 0 ? skips->rows[i - 1] : 0;
    long most = lag + skips->rows[i] - before;

    for (long k = lag; k <= most; k++)
        if (agrees(skips, i, k))
            return k;
    return -1;
}

bool
skipped_updates_possible(const struct skipped_updates *skips)
{
    long lag = 0;

    for (size_t i = 0; i < skips->count && lag >= 0; i++)
        lag = next_lag(skips, i, lag);
    return lag >= 0;
}

bool
skipped_updates_find(struct skipped_updates *skips)
{
    struct text words = {.arena = skips->arena};
    size_t changes = 0;
    long lag = 0;

    for (size_t i = 0; i < skips->count; i++) {
        long next = next_lag(skips, i, lag);

        if (next < 0)
            return false;
        if (next == lag)
            continue;
        if (changes < 6)
            text_format(&words, "%s%ld by %s %.10g", changes ? ", " : "", next,
                        skips->unit, skips->rates[i].x);
        lag = next;
        changes++;
    }
    if (changes > 6)
        text_format(&words, ", ..., %ld at the end", lag);
    skips->words = text_end(&words);
    skips->failed = !skips->words;
    return skips->words && changes > 0 && changes * 3 <= skips->count;
}
