/* log_epochs.c -- mmcv's iter and the like begin at 1 in every epoch, those of
 * loops of one's own at 0. */
#include "tables/log_epochs.h"

#include <math.h>
#include <strings.h>

static size_t
find_epoch(const struct log *log)
{
    for (size_t i = 0; i < log->count; i++)
        if (strcasecmp(log->columns[i].name, "epoch") == 0 &&
            log->columns[i].word_count == 0 && i != log->x_column)
            return i;
    return NO_COLUMN;
}

static bool
has_rate_or_loss(const struct log *log, size_t row)
{
    return (log->rate != NO_COLUMN &&
            !log_is_gap(log->columns[log->rate].values[row])) ||
           (log->loss != NO_COLUMN &&
            !log_is_gap(log->columns[log->loss].values[row]));
}

/* Whether x falls with each new epoch and never within one; *each is the steps
 * of an epoch: the largest x, and one interval more where x begins at 0. */
static bool
falls_with_epochs(const struct log *log, size_t epoch, double *each)
{
    const double *x = log->columns[log->x_column].values;
    const double *epochs = log->columns[epoch].values;
    double last = NAN, last_epoch = NAN, least = NAN, most = 0, interval = NAN;
    size_t falls = 0;

    for (size_t i = 0; i < log->rows; i++) {
        bool next = epochs[i] > last_epoch;

        if (!has_rate_or_loss(log, i) || isnan(x[i]))
            continue;
        if (isnan(epochs[i]) || epochs[i] != floor(epochs[i]) ||
            epochs[i] < last_epoch || (x[i] <= last) != next)
            return false;
        falls += next;
        if (!next)
            interval = fmin(interval, x[i] - last);
        last = x[i];
        last_epoch = epochs[i];
        least = fmin(least, x[i]);
        most = fmax(most, x[i]);
    }
    *each = most + (least > 0 ? 0 : isnan(interval) ? 1 : interval);
    return falls > 0;
}

bool
log_epochs_unroll(struct log *log, struct error *error)
{
    size_t epoch = log->counted ? NO_COLUMN : find_epoch(log);
    double *x, *epochs, first = NAN, each;

    if (epoch == NO_COLUMN || !falls_with_epochs(log, epoch, &each))
        return true;
    x = log->columns[log->x_column].values;
    epochs = log->columns[epoch].values;
    if (log->total > 0)
        each = (double)log->total;
    for (size_t i = 0; i < log->rows; i++) {
        if (isnan(first))
            first = epochs[i];
        x[i] = has_rate_or_loss(log, i) ? x[i] + (epochs[i] - first) * each
                                        : (epochs[i] - first + 1) * each;
    }
    text_format(&log->notes,
                "lrsim: %s: %s is counted anew in each epoch: %s %.10g steps "
                "each\n",
                log->name, log->x_name, log->total > 0 ? "of" : "taken as",
                each);
    log->total = 0;
    return !log->notes.failed || error_memory(error);
}
