/* forecast_log.c -- the losses of a log, and the rates that led to them. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "lib/forecast.h"
#include "simulate/rates_at.h"

/* Rates that differ by more than this share of the peak are others. */
static const double ALIKE = 0.01;

/* The step that a row stands for: of an epoch its last one. */
static double
step_of(const struct forecast *forecast, const struct log *log, size_t row)
{
    double x = log->x[row], first = log->x[0] > 0 ? 0 : 1;

    return log->epochs
               ? (x + first) * (double)forecast->request->config.steps_per_epoch
               : x;
}

/* The losses of evaluations, unless there are too few to fit. */
static size_t
choose_losses(struct forecast_log *logged)
{
    enum { ENOUGH = 30 };
    const struct log *log = logged->log;

    logged->evaluated = log->eval_loss != NO_COLUMN &&
                        (log->columns[log->eval_loss].present >= ENOUGH ||
                         log->loss == NO_COLUMN);
    return logged->evaluated ? log->eval_loss : log->loss;
}

/* Hugging Face and who follows it log the mean since the record before. */
static bool
has_means(const struct forecast_log *logged)
{
    return !logged->evaluated &&
           strcmp(logged->log->shape, "trainer_state.json") == 0;
}

bool
forecast_read_log(struct forecast *forecast, size_t number, struct error *error)
{
    struct forecast_log *logged = &forecast->logs[number];
    struct log *log = logged->log;
    double *steps;
    size_t column;

    column = choose_losses(logged);
    if (column == NO_COLUMN)
        return log_columns_error(log, "whatif", "has no loss, only", error);
    if (log->runs)
        return error_named(error, STATUS_WRONG, log->name,
                           "holds several runs; give a log of one");
    if (log->epochs &&
        forecast->request->config.steps_per_epoch == INTEGER_NULL)
        return error_named(error, STATUS_WRONG, log->name,
                           "its rows are epochs, and the laws need updates: "
                           "--steps-per-epoch");
    steps = arena_alloc(forecast->arena, log->rows, sizeof *steps);
    if (!steps)
        return error_memory(error);
    for (size_t i = 0; i < log->rows; i++)
        steps[i] = step_of(forecast, log, i);
    logged->losses =
        (struct logged_losses){.name = log->name,
                               .count = log->rows,
                               .steps = steps,
                               .losses = log->columns[column].values,
                               .means = has_means(logged)};
    logged->loss_name = log->columns[column].name;
    text_add(&forecast->notes, log->notes.bytes, log->notes.used);
    return log_check_numbers(log, column, error);
}

/* The updates of a run: up to its last row. */
static bool
count_updates(const struct logged_losses *losses, size_t *updates,
              struct error *error)
{
    enum { MOST = 100000000 };
    double last = losses->count > 0 ? losses->steps[losses->count - 1] : 0;

    if (!(last >= 1) || last > MOST)
        return error_named(error, STATUS_WRONG, losses->name,
                           "must have steps up to 1 to %d, not %g", MOST, last);
    *updates = (size_t)last;
    return true;
}

/* The rates of all updates: between two rows on a line, before the first row
 * the first one, or a warm-up to it. */
static bool
spread_rates(const struct forecast *forecast, const struct forecast_log *logged,
             double *rates, size_t updates, struct error *error)
{
    const struct log *log = logged->log;
    const double *values = log->columns[log->rate].values;
    size_t warmup = (size_t)forecast->request->warmup_before, filled = 0;
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
    for (size_t i = 0; i < warmup && i < updates; i++)
        rates[i] *= (double)i / (double)warmup;
    return true;
}

/* Says what was assumed of the rates that are not in the log. */
static void
note_start(struct forecast *forecast, const struct forecast_log *logged)
{
    const struct log *log = logged->log;
    const double *values = log->columns[log->rate].values;
    long warmup = forecast->request->warmup_before;
    size_t first = 0;

    while (first < log->rows && isnan(values[first]))
        first++;
    if (first == log->rows || logged->losses.steps[first] <= 1)
        return;
    if (warmup > 0)
        text_format(&forecast->notes,
                    "lrsim: %s: a warm-up of %ld steps, a line from 0, was "
                    "put before step %.0f\n",
                    log->name, warmup, logged->losses.steps[first]);
    else
        text_format(&forecast->notes,
                    "lrsim: %s: assumed: its first rate before step %.0f, "
                    "where it begins; --warmup-before N puts a line from 0 "
                    "there\n",
                    log->name, logged->losses.steps[first]);
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
forecast_take_log(struct forecast *forecast, size_t number, struct error *error)
{
    struct forecast_log *logged = &forecast->logs[number];
    struct fitted_run *run = &forecast->runs[number];
    struct log *log = logged->log;
    double *own = NULL, *rates;
    size_t updates = 0;

    if (!count_updates(&logged->losses, &updates, error) ||
        (forecast->has_own &&
         !load_own_rates(forecast, logged_peak(log), updates, &own, error)))
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
        if (!spread_rates(forecast, logged, rates, updates + 1, error))
            return false;
        note_start(forecast, logged);
        if (own)
            check_rates(forecast, logged, own, updates);
    }
    if (log->total > (long)updates)
        text_format(&forecast->notes,
                    "lrsim: warning: %s: ends in step %zu of %ld; what it has "
                    "not seen is not in the law\n",
                    log->name, updates, log->total);
    if (!rate_sums_make(&run->curve, rates, updates, forecast->arena, error) ||
        !loss_points_make(&logged->losses, run, forecast->arena, error))
        return false;
    run->curve.next = rates[updates];
    text_format(&forecast->notes,
                "lrsim: %s: fits %s from step %.0f on, in %zu points%s\n",
                log->name, logged->loss_name, loss_points_begin(&run->curve),
                run->count,
                logged->losses.means
                    ? ", each in the middle of the interval that it is the "
                      "mean of"
                    : "");
    return true;
}
