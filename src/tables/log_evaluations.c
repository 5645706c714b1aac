/* log_evaluations.c -- {"mode": "val", "iter": 100, "lr": 0.1, "mAP": 0.3} and
 * {"accuracy/top1": 54, "step": 1}. */
#include "tables/log_evaluations.h"

#include <string.h>

#include "tables/log_number.h"

/* Whether a record's "mode" is another word than "train". */
static bool
is_apart(const struct log *log, size_t mode, size_t row)
{
    const struct log_column *column;
    double word;

    if (mode == NO_COLUMN || log->columns[mode].word_count == 0)
        return false;
    column = &log->columns[mode];
    word = column->values[row];
    return word >= 0 && word < (double)column->word_count &&
           strcmp(column->words[(size_t)word], "train") != 0;
}

static void
drop_value(struct log *log, size_t column, size_t row)
{
    if (column == NO_COLUMN || log_is_gap(log->columns[column].values[row]))
        return;
    log->columns[column].values[row] = log_gap();
    log->columns[column].present--;
}

static bool
has_value(const struct log *log, size_t column, size_t row)
{
    return column != NO_COLUMN && !log_is_gap(log->columns[column].values[row]);
}

void
log_evaluations_place(struct log *log)
{
    size_t mode = log_find(log, "mode");
    double *x, last = -1;

    if (log->counted || !log->system ||
        (strcmp(log->system, "mmcv") != 0 &&
         strcmp(log->system, "mmengine") != 0))
        return;
    x = log->columns[log->x_column].values;
    for (size_t i = 0; i < log->rows; i++) {
        if (is_apart(log, mode, i)) {
            drop_value(log, log->rate, i);
            drop_value(log, log->loss, i);
        }
        if (has_value(log, log->rate, i) || has_value(log, log->loss, i))
            last = x[i];
        else if (last >= 0 && !log_is_gap(x[i]))
            x[i] = last;
    }
}
