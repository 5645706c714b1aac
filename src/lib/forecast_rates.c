/* forecast_rates.c -- the rates that led to the losses of a log: its own, or
 * those of the spec of the run. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "lib/forecast.h"
#include "simulate/rates_at.h"

/* Rates that differ by more than this share of the peak are others. */
static const double ALIKE = 0.01;

bool
forecast_check_own(const struct forecast_request *request, struct error *error)
{
    for (size_t i = 1; i < request->own_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(request->own[i].path, request->own[k].path) == 0)
                return error_plain(error, STATUS_WRONG,
                                   "whatif: '%s' is a second %s of the run, "
                                   "which has one; a candidate is --schedule "
                                   "S",
                                   quote(request->own[i].text).text,
                                   request->own[i].path);
    return true;
}

/* The rates of all updates: between two rows on a line, before the first row
 * the first one. */
static bool
spread_rates(const struct forecast_log *logged, double *rates, size_t updates,
             struct error *error)
{
    const struct log *log = logged->log;
    const double *values = log->columns[log->rate].values;
    size_t filled = 0;
    double before = 0, from = 0;

    for (size_t i = 0; i < log->rows; i++) {
        double at = logged->losses.steps[i] - log->offsets.items[0];
        double rate = values[i];

        if (isnan(rate))
            continue;
        if (!(rate >= 0) || isinf(rate))
            return error_named(error, STATUS_WRONG, log->name,
                               "has a rate of %g in step %.0f", rate,
                               logged->losses.steps[i]);
        if (filled == 0 && from == 0)
            before = rate;
        for (; filled < updates && (double)filled <= at; filled++) {
            double share = ((double)filled - from) / (at - from);

            rates[filled] = at > from ? before + share * (rate - before) : rate;
        }
        before = rate;
        from = fmax(at, 0);
    }
    for (; filled < updates; filled++)
        rates[filled] = before;
    return true;
}

/* Puts a warm-up before the first row, if that is asked for. */
static bool
add_start(struct forecast *forecast, const struct forecast_log *logged,
          double *rates, size_t updates, struct error *error)
{
    const struct log *log = logged->log;
    const double *values = log->columns[log->rate].values;
    long warmup = forecast->request->warmup_before;
    double begin = 0;

    for (size_t i = log->rows; i-- > 0;)
        if (!isnan(values[i]))
            begin = logged->losses.steps[i];
    if (begin <= 1)
        return true;
    if (warmup == 0) {
        text_format(&forecast->notes,
                    "lrsim: %s: assumed: its first rate before step %.0f, "
                    "where it begins; --warmup-before N puts a line from 0 "
                    "there\n",
                    log->name, begin);
        return true;
    }
    if ((double)warmup > begin)
        return error_plain(error, STATUS_WRONG,
                           "--warmup-before: must be at most %.0f, the step in "
                           "which %s begins, not %ld",
                           begin, log->name, warmup);
    for (size_t i = 0; i < (size_t)warmup && i < updates; i++)
        rates[i] *= (double)i / (double)warmup;
    forecast->warmed = true;
    text_format(&forecast->notes,
                "lrsim: %s: a warm-up of %ld steps, a line from 0, was put "
                "before step %.0f\n",
                log->name, warmup, begin);
    return true;
}

/* Compares the logged rates with those of the spec; a shift by one is none. */
static void
check_rates(struct forecast *forecast, const struct forecast_log *logged,
            const double *rates, size_t updates)
{
    const struct log *log = logged->log;
    const double *values = log->columns[log->rate].values;
    double peak = 0;

    for (size_t i = 0; i < updates; i++)
        peak = fmax(peak, rates[i]);
    for (size_t i = 0; i < log->rows; i++) {
        double step = logged->losses.steps[i], near = INFINITY;

        for (double at = step - 1; at <= step + 1; at++)
            if (at >= 0 && at < (double)updates)
                near = fmin(near, fabs(rates[(size_t)at] - values[i]));
        if (isnan(values[i]) || isinf(near) || near <= ALIKE * peak)
            continue;
        text_format(&forecast->notes,
                    "lrsim: warning: %s: the logged rates do not follow the "
                    "spec: in step %.0f the log has %.4g, and the spec %.4g; "
                    "the log's are used\n",
                    log->name, step, values[i],
                    rates[(size_t)fmin(step, (double)updates - 1)]);
        return;
    }
}

/* The highest logged rate; 0: there is none. */
static double
logged_peak(const struct log *log)
{
    double peak = 0;

    for (size_t i = 0; log->rate != NO_COLUMN && i < log->rows; i++)
        peak = fmax(peak, log->columns[log->rate].values[i]);
    return peak;
}

/* The rates of the spec of the run, which has as many steps.  A schedule
 * without a file starts from the logged peak. */
static bool
load_own_rates(const struct forecast *forecast, double peak, size_t updates,
               double **rates, struct error *error)
{
    const struct forecast_request *request = forecast->request;
    struct spec_input input = forecast->own;
    struct spec_override *overrides =
        arena_alloc(forecast->arena, input.count + request->own_count + 2,
                    sizeof *overrides);
    bool based = peak > 0 && !input.source;
    struct first_rates first = {.count = updates + 1};
    char text[NUMBER_SIZE + 1];
    struct document document;
    struct spec spec;

    if (!overrides)
        return error_memory(error);
    text[number_print(text, peak)] = '\0';
    overrides[0] = (struct spec_override){.kind = OVERRIDE_VALUE,
                                          .flag = "the log",
                                          .path = "optimizer.lr",
                                          .text = text};
    memcpy(overrides + based, request->input.overrides,
           input.count * sizeof *overrides);
    input.count += based;
    memcpy(overrides + input.count, request->own,
           request->own_count * sizeof *overrides);
    input.count += request->own_count;
    overrides[input.count++] = (struct spec_override){
        .kind = OVERRIDE_NUMBER,
        .flag = "the log",
        .path = "steps",
        .number = (double)updates,
    };
    input.overrides = overrides;
    if (!spec_input_load(&input, forecast->arena, &document, &spec, error) ||
        !first_rates_fill(&spec, &first, forecast->arena, error))
        return false;
    *rates = first.values;
    return true;
}

bool
forecast_make_rates(struct forecast *forecast, size_t number, size_t updates,
                    struct error *error)
{
    const struct forecast_log *logged = &forecast->logs[number];
    struct fitted_run *run = &forecast->runs[number];
    const struct log *log = logged->log;
    double *own = NULL, *rates;

    if (forecast->has_own &&
        !load_own_rates(forecast, logged_peak(log), updates, &own, error))
        return false;
    if (log->rate == NO_COLUMN && !own)
        return error_named(error, STATUS_WRONG, log->name,
                           "has no rates; give the schedule of the run beside "
                           "it: lrsim whatif LOG SPEC");
    rates = log->rate == NO_COLUMN
                ? own
                : arena_alloc(forecast->arena, updates + 1, sizeof *rates);
    if (!rates)
        return error_memory(error);
    if (log->rate != NO_COLUMN) {
        if (!spread_rates(logged, rates, updates + 1, error) ||
            !add_start(forecast, logged, rates, updates + 1, error))
            return false;
        if (own)
            check_rates(forecast, logged, own, updates);
    }
    if (!rate_sums_make(&run->curve, rates, updates, forecast->arena, error))
        return false;
    run->curve.next = rates[updates];
    return run->curve.peak > 0 ||
           error_named(error, STATUS_WRONG, log->name,
                       "its rates are all 0, so that no update changed the "
                       "loss; give a log of a run that trained");
}
