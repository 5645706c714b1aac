/* rate_sums.c -- sums of the rates, and as few lines as follow them. */
#include "predict/rate_sums.h"

#include <math.h>

/* How far a line may be from a rate, as a share of the peak. */
static const double TOLERANCE = 1e-4;

/* A fall, and what still is the peak, as shares of the peak. */
static const double FALL = 0.99;

static void
add_up(struct rate_sums *curve)
{
    for (size_t i = 0; i < curve->updates; i++) {
        curve->sums[i + 1] = curve->sums[i] + curve->rates[i];
        if (curve->rates[i] > curve->peak * (1 + 1e-9)) {
            curve->peak = curve->rates[i];
            curve->risen = i;
        }
    }
}

/* The sum at the middle of an update: the rate is taken to be the line's
 * there. */
static double
middle(const struct rate_sums *curve, size_t i)
{
    return (curve->sums[i] + curve->sums[i + 1]) / 2;
}

/* The update after the longest line that begins at update i and misses no rate
 * by more than the tolerance, with its slope: each rate leaves a range of
 * slopes, until none is left. */
static size_t
end_of_line(const struct rate_sums *curve, size_t i, double *slope)
{
    double start = middle(curve, i), slack = TOLERANCE * curve->peak;
    double low = -INFINITY, high = INFINITY;
    size_t j = i + 1;

    *slope = 0;
    for (; j < curve->updates; j++) {
        double width = middle(curve, j) - start;
        double rise = curve->rates[j] - curve->rates[i];
        double lower = (rise - slack) / width, upper = (rise + slack) / width;

        if (!(width > 0) || fmax(low, lower) > fmin(high, upper))
            break;
        low = fmax(low, lower);
        high = fmin(high, upper);
        *slope = fmin(fmax(rise / width, low), high);
    }
    return j;
}

static void
make_blocks(struct rate_sums *curve)
{
    size_t i = 0;

    while (i < curve->updates) {
        struct rate_block *block = &curve->blocks[curve->block_count];
        double slope, start = middle(curve, i);
        size_t end = end_of_line(curve, i, &slope);

        block->from = curve->sums[i];
        block->to = curve->sums[end];
        block->first = curve->rates[i] + slope * (block->from - start);
        block->last = curve->rates[i] + slope * (block->to - start);
        /* Updates with a rate of 0 take no room in the sum. */
        curve->block_count += block->to > block->from;
        i = end;
    }
}

bool
rate_sums_make(struct rate_sums *curve, const double *rates, size_t updates,
               struct arena *arena, struct error *error)
{
    *curve = (struct rate_sums){
        .updates = updates, .rates = rates, .next = rates[updates - 1]};
    curve->sums = arena_alloc(arena, updates + 1, sizeof *curve->sums);
    if (!curve->sums)
        return error_memory(error);
    add_up(curve);
    curve->blocks = arena_alloc(arena, updates, sizeof *curve->blocks);
    if (!curve->blocks)
        return error_memory(error);
    make_blocks(curve);
    return true;
}

double
rate_sums_at(const struct rate_sums *curve, double place)
{
    size_t i = (size_t)place;

    if (i >= curve->updates)
        return curve->sums[curve->updates];
    return curve->sums[i] + (place - (double)i) * curve->rates[i];
}

bool
rate_sums_falls(const struct rate_sums *curve)
{
    for (size_t i = curve->risen; i < curve->updates; i++)
        if (curve->rates[i] < FALL * curve->peak)
            return true;
    return false;
}

bool
rate_sums_has_plateau(const struct rate_sums *curve)
{
    size_t i = curve->risen;

    while (i < curve->updates && curve->rates[i] >= FALL * curve->peak)
        i++;
    return i - curve->risen >= curve->updates / 5;
}
