/* recognise_cycles.c -- half cosines that begin anew, after a time or after
 * longer and longer ones, at one height or at lower ones. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

enum { CYCLES_MOST = 64 };

struct rate_cycles {
    size_t count;           /* that follow the first one */
    size_t at[CYCLES_MOST]; /* the first rate of each */
    bool rise;              /* they begin with one, from their lowest rate */
};

/* What of a text is open: a floor, or what each cycle is lower by. */
static const struct schedule_form floors = {.systems = "", 0, 1, true};
static const struct schedule_form shares = {.systems = "", 0, 1, false};

/* The rates that are higher than the one before, after a fall. */
static bool
find_cycles(const struct recogniser *recogniser, struct rate_cycles *cycles)
{
    const struct logged_rate *rates = recogniser->rates;
    bool fell = false;

    *cycles = (struct rate_cycles){0};
    for (size_t i = recogniser->peak + 1; i < recogniser->count; i++) {
        bool rises = rates[i].low > rates[i - 1].high;

        if (rises && fell) {
            if (cycles->count == CYCLES_MOST)
                return false;
            cycles->at[cycles->count++] = i;
        } else if (rises) {
            cycles->rise = true;
        }
        fell = rises ? false : fell || rates[i].high < rates[i - 1].low;
    }
    return cycles->count > 0 && cycles->count * 3 <= recogniser->count;
}

/* The rows in which a cycle may begin. */
static struct explain_range
beginning(const struct recogniser *recogniser, const struct rate_cycles *cycles,
          size_t cycle, long offset)
{
    size_t i = cycles->at[cycle];
    double before = (double)(recogniser->x[i - 1] - offset);
    double here = (double)(recogniser->x[i] - offset);

    /* The lowest rate is the first of a rise. */
    return cycles->rise ? (struct explain_range){before, before}
                        : (struct explain_range){before + 1, here};
}

/* The length of the first cycle where each is so many times as long as the one
 * before; 0: they are not. */
static double
first_length(const struct recogniser *recogniser,
             const struct rate_cycles *cycles, long offset, int longer)
{
    double low = 1, high = INFINITY, units = 0, unit = 1;

    for (size_t i = 0; i < cycles->count; i++) {
        struct explain_range rows = beginning(recogniser, cycles, i, offset);

        units += unit;
        unit *= longer;
        low = fmax(low, rows.low / units);
        high = fmin(high, rows.high / units);
    }
    return ceil(low) <= floor(high) ? roundest_whole(ceil(low), floor(high))
                                    : 0;
}

/* Tries the schedules whose cycles have a common length, or a growing one. */
static void
try_lengths(struct recogniser *recogniser, const struct rate_cycles *cycles,
            long offset)
{
    static const struct {
        bool rise;
        const char *text; /* the length, how many times longer each is */
        const struct schedule_form *open;
    } kinds[] = {
        {false, "cosine_annealing_warm_restarts(%.0f, %d, %%X)", &floors},
        {false, "keras.CosineDecayRestarts(%%B, %.0f, %d, %%X)", &shares},
        {true, "cosine_annealing_warmup_restarts(%.0f, %d, %%B, %%S, %%W)",
         &floors},
        {true, "cosine_annealing_warmup_restarts(%.0f, %d, %%B, %%S, %%W, %%X)",
         &shares},
    };

    for (int longer = 1; longer <= 3; longer++) {
        double length = first_length(recogniser, cycles, offset, longer);

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && length > 0;
             k++) {
            struct text text = {.arena = recogniser->arena};

            if (kinds[k].rise != cycles->rise)
                continue;
            text_format(&text, kinds[k].text, length, longer);
            if (recognise_written(recogniser, &text, kinds[k].open, offset))
                return;
        }
    }
}

/* The row in which the last fall ends, where it stays, or else the total. */
static double
last_row(const struct recogniser *recogniser, long offset)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t i = recogniser->count - 1;

    while (i > 0 && rates[i - 1].value == rates[i].value)
        i--;
    if (i == 0 || i + 1 == recogniser->count)
        return recogniser->totals[0];
    return roundest_whole((double)(recogniser->x[i - 1] - offset) + 2,
                          (double)(recogniser->x[i] - offset) + 1);
}

/* Cycles of any lengths and heights. */
static void
try_heights(struct recogniser *recogniser, const struct rate_cycles *cycles,
            long offset)
{
    const struct logged_rate *rates = recogniser->rates;
    struct text text = {.arena = recogniser->arena};
    struct text heights = {.arena = recogniser->arena};
    double start = 0;

    text_string(&text, "mmengine.CosineRestartLR([");
    for (size_t i = 0; i < cycles->count; i++) {
        struct explain_range rows = beginning(recogniser, cycles, i, offset);
        const struct logged_rate *rate = &rates[cycles->at[i]];
        double row = roundest_whole(rows.low, rows.high);

        text_format(&text, "%.0f, ", row - start);
        text_string(&heights, ", ");
        text_number(&heights, explain_shortest((struct explain_range){
                                  rate->low / rates[0].high * (1 - 1e-12),
                                  rate->high / rates[0].low * (1 + 1e-12)}));
        start = row;
    }
    text_format(&text, "%.0f], [1", last_row(recogniser, offset) - start);
    text_add(&text, heights.bytes, heights.used);
    text_string(&text, "], %X, by_epoch=false)");
    recogniser->failed = recogniser->failed || heights.failed;
    if (rates[0].low > 0 && !recogniser->failed)
        recognise_written(recogniser, &text, &floors, offset);
}

void
recognise_cycles(struct recogniser *recogniser,
                 const struct offset_range *range)
{
    struct rate_cycles cycles;

    if (!find_cycles(recogniser, &cycles))
        return;
    for (size_t i = range->from;
         i < range->until && recogniser->found_count == 0; i++) {
        long offset = recogniser->offsets[i];

        try_lengths(recogniser, &cycles, offset);
        if (recogniser->found_count == 0 && !cycles.rise)
            try_heights(recogniser, &cycles, offset);
    }
}
