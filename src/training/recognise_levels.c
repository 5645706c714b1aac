/* recognise_levels.c -- rates that change now and then: step, multistep, also
 * with a rise before or over them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "training/explain_try.h"
#include "training/recognise_try.h"

enum { LEVELS_MOST = 64 };

/* The rows between which each change lies: after `low`, at `high` at the
 * latest. */
struct rate_levels {
    size_t count;
    struct explain_range rows[LEVELS_MOST];
    struct explain_range factor; /* from each level to the next */
    double ratio;                /* the mean one of the printed rates */
};

static bool
is_same(const struct logged_rate *a, const struct logged_rate *b)
{
    return a->low <= b->high && b->low <= a->high;
}

/* Finds the changes after the peak; false where they are many, or none, or
 * differ. */
static bool
find_levels(const struct recogniser *recogniser, long offset,
            struct rate_levels *levels)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t first = recogniser->peak;

    *levels = (struct rate_levels){.factor = {0, INFINITY}};
    for (size_t i = recogniser->peak + 1; i < recogniser->count; i++) {
        if (is_same(&rates[i], &rates[i - 1]))
            continue;
        if (levels->count == LEVELS_MOST || rates[first].low <= 0)
            return false;
        levels->rows[levels->count++] =
            (struct explain_range){(double)(recogniser->x[i - 1] - offset),
                                   (double)(recogniser->x[i] - offset)};
        levels->factor.low =
            fmax(levels->factor.low, rates[i].low / rates[first].high);
        levels->factor.high =
            fmin(levels->factor.high, rates[i].high / rates[first].low);
        first = i;
    }
    levels->ratio = pow(rates[first].value / rates[recogniser->peak].value,
                        1 / (double)levels->count);
    levels->factor.low *= 1 - 1e-12;
    levels->factor.high *= 1 + 1e-12;
    return levels->count > 0 && levels->count * 2 <= recogniser->count &&
           levels->factor.low <= levels->factor.high;
}

/* Of few digits, as the printed rates have it where that is allowed. */
static double
common_factor(const struct rate_levels *levels)
{
    char text[NUMBER_SIZE];
    double ratio;

    snprintf(text, sizeof text, "%.3g", levels->ratio);
    ratio = strtod(text, NULL);
    return ratio >= levels->factor.low && ratio <= levels->factor.high
               ? ratio
               : explain_shortest(levels->factor);
}

/* Every so many rows; 0: not so. */
static double
common_period(const struct rate_levels *levels)
{
    double low = 0, high = INFINITY;

    for (size_t i = 0; i < levels->count; i++) {
        low = fmax(low, levels->rows[i].low / (double)(i + 1));
        high = fmin(high, levels->rows[i].high / (double)(i + 1));
    }
    low = floor(low) + 1;
    return low <= floor(high) ? roundest_whole(low, floor(high)) : 0;
}

static void
add_milestones(const struct rate_levels *levels, struct text *text)
{
    for (size_t i = 0; i < levels->count; i++)
        text_format(
            text, "%s%.0f", i ? ", " : "",
            roundest_whole(levels->rows[i].low + 1, levels->rows[i].high));
}

/* A `rise` before them, if any, is that of detectron2's own schedule, or
 * multiplies them. */
static void
add_schedule(const struct rate_levels *levels, double period, double factor,
             const char *rise, bool detectron2, struct text *text)
{
    if (detectron2) {
        text_string(text, "detectron2.WarmupMultiStepLR(%N, [");
        add_milestones(levels, text);
        text_string(text, "], ");
        text_number(text, factor);
        text_string(text, rise ? ", %F, %W)" : ", warmup_iters=0)");
        return;
    }
    text_string(text, rise ? rise : "");
    if (period > 0) {
        text_format(text, "step(%.0f, ", period);
    } else {
        text_string(text, "multistep([");
        add_milestones(levels, text);
        text_string(text, "], ");
    }
    text_number(text, factor);
    text_string(text, ")");
}

static bool
is_detectron2(const struct recogniser *recogniser)
{
    const char *system = recogniser->logged->log->system;

    return system && strcmp(system, "detectron2") == 0;
}

/* Tries it alone, or with a rise before it. */
static void
try_rise(struct recogniser *recogniser, const struct rate_levels *levels,
         double period, long offset, const char *rise)
{
    struct text text = {.arena = recogniser->arena};

    add_schedule(levels, period, common_factor(levels), rise,
                 is_detectron2(recogniser), &text);
    recognise_written(recogniser, &text, NULL, offset);
}

/* The first change and the period count from the end of a rise, as timm's do.
 */
static void
try_after_rise(struct recogniser *recogniser, const struct rate_levels *levels,
               long offset)
{
    const struct explain_range *rows = levels->rows;
    size_t last = levels->count - 1;
    struct text text = {.arena = recogniser->arena};
    double low = 1, high = INFINITY, period;

    if (last == 0 || recogniser->rise == 0)
        return;
    period = roundest_whole(
        fmax(1, ceil((rows[last].low + 1 - rows[0].high) / (double)last)),
        floor((rows[last].high - rows[0].low - 1) / (double)last));
    for (size_t i = 0; i <= last; i++) {
        double before = period * (double)(i + 1);

        low = fmax(low, rows[i].low + 1 - before);
        high = fmin(high, rows[i].high - before);
    }
    if (low > high)
        return;
    text_format(&text, "timm.step(%.0f, ", period);
    text_number(&text, common_factor(levels));
    text_format(&text, ", warmup_t=%.0f, warmup_lr_init=%%S)",
                roundest_whole(low, high));
    recognise_written(recogniser, &text, NULL, offset);
}

static void
try_levels(struct recogniser *recogniser, const struct rate_levels *levels,
           double period, long offset)
{
    static const char *const rises[] = {"linear(%F, total_iters=%W) * ",
                                        "warmup(%W) * "};

    if (recogniser->rise == 0)
        try_rise(recogniser, levels, period, offset, NULL);
    for (int i = 0;
         i < 2 && recogniser->rise > 0 && recogniser->found_count == 0; i++)
        try_rise(recogniser, levels, period, offset, rises[i]);
}

void
recognise_levels(struct recogniser *recogniser,
                 const struct offset_range *range)
{
    for (size_t i = range->from;
         i < range->until && recogniser->found_count == 0; i++) {
        long offset = recogniser->offsets[i];
        struct rate_levels levels;
        double period;

        if (!find_levels(recogniser, offset, &levels))
            return;
        period = common_period(&levels);
        if (period > 0)
            try_levels(recogniser, &levels, period, offset);
        if (recogniser->found_count == 0)
            try_after_rise(recogniser, &levels, offset);
        if (recogniser->found_count == 0)
            try_levels(recogniser, &levels, 0, offset);
    }
}
