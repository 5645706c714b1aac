/* recognise_constants.c -- rates that are constant for a while each, whatever
 * their values. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

enum { VALUES_MOST = 64 };

/* The rates from `first` on that one value allows; the value. */
static size_t
find_constant(const struct recogniser *recogniser, size_t first, double *value)
{
    const struct logged_rate *rates = recogniser->rates;
    struct explain_range range = {-INFINITY, INFINITY};
    size_t i = first;

    while (i < recogniser->count && rates[i].low <= range.high &&
           rates[i].high >= range.low) {
        range.low = fmax(range.low, rates[i].low);
        range.high = fmin(range.high, rates[i].high);
        i++;
    }
    *value = explain_shortest(range);
    return i - first;
}

/* Writes the schedule; false where a rate differs from both beside it. */
static bool
add_constants(const struct recogniser *recogniser, long offset,
              struct text *text)
{
    struct text values = {.arena = recogniser->arena};
    size_t count = 0, i = 0;

    text_string(text, "keras.PiecewiseConstantDecay([");
    while (i < recogniser->count) {
        double value;
        size_t next = i + find_constant(recogniser, i, &value);

        if (++count > VALUES_MOST || next < i + 2)
            return false;
        text_string(&values, i ? ", " : "");
        text_number(&values, value);
        if (next < recogniser->count)
            text_format(
                text, "%s%.0f", i ? ", " : "",
                roundest_whole((double)(recogniser->x[next - 1] - offset),
                               (double)(recogniser->x[next] - offset - 1)));
        i = next;
    }
    text_string(text, "], [");
    text_add(text, values.bytes, values.used);
    text_string(text, "])");
    return count > 2 && text_end(text) && !values.failed;
}

void
recognise_constants(struct recogniser *recogniser,
                    const struct offset_range *range)
{
    for (size_t i = range->from;
         i < range->until && recogniser->found_count == 0; i++) {
        struct text text = {.arena = recogniser->arena};
        bool found = add_constants(recogniser, recogniser->offsets[i], &text);

        recogniser->failed = recogniser->failed || text.failed;
        if (!found)
            return;
        recognise_written(recogniser, &text, NULL, recogniser->offsets[i]);
    }
}
