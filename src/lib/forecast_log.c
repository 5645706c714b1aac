/* forecast_log.c -- the losses of a log, as the points of a fit. */
#include <math.h>
#include <string.h>

#include "lib/forecast.h"

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
    const char *system = logged->log->system;

    return !logged->evaluated && system &&
           (strcmp(system, "hf") == 0 || strcmp(system, "llamafactory") == 0);
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

/* Where data are seen again, the loss falls for other reasons. */
static void
note_epochs(struct forecast *forecast, const struct forecast_log *logged)
{
    const struct log *log = logged->log;
    size_t column = log->epochs ? log->x_column : log_find(log, "epoch");
    double most = 0;

    if (column == NO_COLUMN)
        return;
    for (size_t i = 0; i < log->rows; i++)
        most = fmax(most, log->columns[column].values[i]);
    if (most > 1)
        text_format(&forecast->notes,
                    "lrsim: warning: %s: counts %.4g epochs: where data are "
                    "seen again, the loss falls for reasons that are not in "
                    "the laws; they were tested within one epoch\n",
                    log->name, most);
}

bool
forecast_take_log(struct forecast *forecast, size_t number, struct error *error)
{
    struct forecast_log *logged = &forecast->logs[number];
    struct fitted_run *run = &forecast->runs[number];
    size_t updates = 0;

    if (!count_updates(&logged->losses, &updates, error) ||
        !forecast_make_rates(forecast, number, updates, error) ||
        !loss_points_make(&logged->losses, run, forecast->arena, error))
        return false;
    if (logged->log->total > (long)updates)
        text_format(&forecast->notes,
                    "lrsim: warning: %s: ends in step %zu of %ld; what it has "
                    "not seen is not in the law\n",
                    logged->log->name, updates, logged->log->total);
    note_epochs(forecast, logged);
    text_format(&forecast->notes,
                "lrsim: %s: fits %s from step %.0f on, in %zu points%s\n",
                logged->log->name, logged->loss_name,
                loss_points_begin(&run->curve), run->count,
                logged->losses.means
                    ? ", each in the middle of the interval that it is the "
                      "mean of"
                    : "");
    return true;
}
