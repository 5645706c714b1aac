/* logged_compare.c -- puts the rates of a spec beside those of a log. */
#include <math.h>
#include <stdint.h>

#include "simulate/rates_at.h"
#include "training/logged_rates.h"

/* The rows of all rates, from the first one on. */
static bool
place_rates(struct logged_rates *logged, long offset, long *rows,
            struct error *error)
{
    const struct log *log = logged->log;

    for (size_t i = 0; i < logged->count; i++) {
        struct logged_rate *rate = &logged->rates[i];

        if (!logged_rates_row(logged, rate->x, logged->spec->steps_per_epoch,
                              &rate->row))
            return error_on_line(error, STATUS_WRONG, log->name, rate->line,
                                 rate->column,
                                 "%s must be %s beside a rate, not %.10g",
                                 quote(log->x_name).text,
                                 log->epochs ? "an epoch that ends with a step"
                                             : "the number of a step",
                                 rate->x);
        rate->row = rate->row > offset ? rate->row - offset : 0;
        rows[i] = rate->row;
    }
    logged->offset = offset;
    return true;
}

/* Fills in the spec's values. */
static bool
fill_offset(struct logged_rates *logged, long offset, long *rows,
            double *values, struct error *error)
{
    const struct rates_at wanted = {logged->group, logged->count, rows, values};

    if (!place_rates(logged, offset, rows, error) ||
        !rates_at_fill(logged->spec, &wanted, logged->log->arena, error))
        return false;
    logged->highest = 0;
    for (size_t i = 0; i < logged->count; i++)
        if (isfinite(values[i]))
            logged->highest = fmax(logged->highest, fabs(values[i]));
    return true;
}

/* How many do not agree. */
static size_t
count_misses(struct logged_rates *logged, const struct logged_request *request)
{
    size_t misses = 0;

    logged->rtol = isnan(request->rtol) ? 1e-9 : request->rtol;
    logged->atol =
        isnan(request->atol) ? 1e-12 * logged->highest : request->atol;
    for (size_t i = 0; i < logged->count; i++)
        misses +=
            logged_rate_miss(logged, &logged->rates[i], logged->values[i]) != 0;
    return misses;
}

/* The offsets to try, the likeliest first: of one there is no choice. */
static struct log_offsets
possible_offsets(const struct log *log, const struct logged_request *request)
{
    struct log_offsets offsets = log->offsets;

    if (request->offset != INTEGER_NULL || offsets.count == 0)
        offsets.count = 1;
    return offsets;
}

bool
logged_rates_compare(struct logged_rates *logged,
                     const struct logged_request *request,
                     const struct spec *spec, struct error *error)
{
    const struct log *log = logged->log;
    const struct log_offsets offsets = possible_offsets(log, request);
    long *rows = arena_alloc(log->arena, logged->count, sizeof *rows);
    double *values = arena_alloc(log->arena, logged->count, sizeof *values);
    size_t best_misses = SIZE_MAX;
    long best = 0;

    if (!rows || !values)
        return error_memory(error);
    logged->spec = spec;
    logged->pinned = request->offset != INTEGER_NULL;
    logged->rows = rows;
    logged->values = values;
    for (size_t i = 0; i < offsets.count && best_misses > 0; i++) {
        long offset = request->offset != INTEGER_NULL ? request->offset
                                                      : offsets.items[i];
        size_t misses;

        if (!fill_offset(logged, offset, rows, values, error))
            return false;
        misses = count_misses(logged, request);
        if (misses < best_misses) {
            best_misses = misses;
            best = offset;
        }
    }
    if (best != logged->offset &&
        !fill_offset(logged, best, rows, values, error))
        return false;
    return true;
}
