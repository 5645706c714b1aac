/* rate_curve.c -- samples the rates of a schedule, and finds stretches. */
#include "simulate/warn/rate_curve.h"

static double
mean_rate(const struct rate_curve *curve)
{
    double sum = 0;

    for (size_t g = 0; g < curve->groups; g++)
        sum += curve->rates[g].lr;
    return sum / (double)curve->groups;
}

/* Row i of the sample. */
static long
sampled_row(const struct rate_curve *curve, size_t i)
{
    long row = (long)i * curve->stride;

    return row < curve->rows ? row : curve->rows - 1;
}

static bool
make_schedule(struct rate_curve *curve, const struct simulation *simulation,
              double factor, struct arena *arena)
{
    const struct spec *spec = simulation->spec;
    double *lr = arena_alloc(arena, 1, sizeof *lr);
    struct error error = {0};

    curve->groups = simulation->groups.count;
    curve->rates = arena_alloc(arena, curve->groups, sizeof *curve->rates);
    if (!lr || !curve->rates)
        return false;
    for (size_t g = 0; g < curve->groups; g++)
        curve->rates[g].lr = factor * simulation->groups.items[g].lr;
    *lr = factor * optimizer_rate(spec->optimizer.kind, spec->optimizer.self);
    curve->schedule = simulation_schedule(spec, curve->rates, curve->groups, 1,
                                          lr, arena, &error);
    return curve->schedule || error.status != STATUS_LIMIT;
}

static void
sample(struct rate_curve *curve)
{
    curve->highest = -INFINITY;
    for (size_t i = 0; i < curve->count; i++) {
        long row = sampled_row(curve, i);

        schedule_set(curve->schedule, row, curve->rates);
        curve->lr[i] = mean_rate(curve);
        if (isfinite(curve->lr[i]) && curve->lr[i] > curve->highest) {
            curve->highest = curve->lr[i];
            curve->peak = row;
        }
    }
}

bool
rate_curve_make(struct rate_curve *curve, const struct simulation *simulation,
                double factor, long most, long recursions, struct arena *arena)
{
    long rows = simulation_clock_rows(simulation->spec);

    *curve = (struct rate_curve){.rows = rows};
    if (!simulation->schedule || simulation->schedule->uses_metric || rows == 0)
        return true;
    if (!make_schedule(curve, simulation, factor, arena))
        return false;
    curve->any_row = curve->schedule && curve->schedule->top.closed_form;
    if (!curve->schedule || (!curve->any_row && rows > recursions))
        return true;
    curve->stride = 1 + (rows - 1) / most;
    curve->count = (size_t)((rows - 2) / curve->stride) + 2;
    if (rows == 1)
        curve->count = 1;
    curve->lr = arena_alloc(arena, curve->count, sizeof(double));
    if (!curve->lr)
        return false;
    sample(curve);
    return true;
}

double
rate_curve_at(const struct rate_curve *curve, long row)
{
    if (curve->stride == 1 || !curve->any_row)
        return curve->lr[row / curve->stride];
    schedule_set(curve->schedule, row, curve->rates);
    return mean_rate(curve);
}

double
rate_curve_lowest(const struct rate_curve *curve, long from, long until)
{
    double lowest = INFINITY;

    for (size_t i = 0; i < curve->count; i++)
        if (sampled_row(curve, i) >= from && sampled_row(curve, i) < until)
            lowest = fmin(lowest, curve->lr[i]);
    return lowest;
}

/* The first row after `low`, which is not as `high` is, that is. */
static long
refine(const struct rate_curve *curve, long low, long high,
       bool (*test)(double lr, double limit), double limit)
{
    bool wanted = test(rate_curve_at(curve, high), limit);

    while (curve->any_row && high - low > 1) {
        long middle = low + (high - low) / 2;

        if (test(rate_curve_at(curve, middle), limit) == wanted)
            high = middle;
        else
            low = middle;
    }
    return high;
}

struct row_stretch
rate_curve_stretch(const struct rate_curve *curve, long first,
                   bool (*test)(double lr, double limit), double limit)
{
    struct row_stretch longest = {0}, now = {0};
    bool inside = false;
    long last = first;

    for (size_t i = 0; i < curve->count; i++) {
        long row = sampled_row(curve, i);
        bool passes = test(curve->lr[i], limit);

        if (row < first)
            continue;
        if (passes && !inside)
            now.from = row > last ? refine(curve, last, row, test, limit) : row;
        if (!passes && inside)
            now.until = refine(curve, last, row, test, limit);
        if (passes && i + 1 == curve->count)
            now.until = curve->rows;
        inside = passes;
        last = row;
        if (now.until - now.from > longest.until - longest.from)
            longest = now;
    }
    return longest;
}
