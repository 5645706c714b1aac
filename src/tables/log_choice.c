/* log_choice.c -- chooses which columns of logs are drawn. */
#include <string.h>

#include "syntax/csv.h"
#include "tables/log_drawing.h"

/* The most columns that are drawn without names, of rates, of losses, and of
 * others. */
enum { RATES_MOST = 4, COLUMNS_MOST = 6 };

/* The name of a quantity without that of a run; "Loss" shares the panel of
 * "val_loss".  NULL without memory. */
static const char *
label_of(const char *name, struct arena *arena)
{
    size_t length;
    char *label;

    name = log_names_bare(name);
    length = strlen(name);
    label = arena_copy(arena, name, length);
    if (label && log_names_end(name, "loss"))
        memcpy(label + length - 4, "loss", 4);
    return label;
}

static bool
add_quantity(struct log_drawing *drawing, const char *name, enum log_role role,
             struct error *error)
{
    struct log_quantity *y;

    for (size_t k = 0; k < drawing->y_count; k++)
        if (strcmp(drawing->y[k].name, name) == 0)
            return true;
    y = arena_grow(drawing->arena, drawing->y, drawing->y_count, 1,
                   &drawing->y_room, sizeof *y);
    if (!y)
        return error_memory(error);
    drawing->y = y;
    y[drawing->y_count++] =
        (struct log_quantity){.name = name,
                              .label = label_of(name, drawing->arena),
                              .role = role,
                              .rate = role == LOG_RATE || log_names_rate(name)};
    return y[drawing->y_count - 1].label || error_memory(error);
}

/* The names of --y: each must be a column of some log, and have numbers. */
static bool
read_names(struct log_drawing *drawing, struct error *error)
{
    for (const char *at = drawing->names;; at++) {
        size_t file = 0, column;
        char *name;

        if (!csv_list_name(&at, "--y", drawing->arena, &name, error) ||
            !add_quantity(drawing, name, LOG_ROLES, error))
            return false;
        while (file < drawing->count &&
               log_find(&drawing->logs[file], name) == NO_COLUMN)
            file++;
        if (file == drawing->count &&
            !log_column(drawing->logs, "--y", name, &column, error))
            return false;
        if (!*at)
            return true;
    }
}

/* Whether a column may be drawn without being named. */
static bool
is_numeric(const struct log *log, size_t column)
{
    return column != log->x_column && log->columns[column].word_count == 0 &&
           !(log->columns[column].wrong.text &&
             log->columns[column].present == 0);
}

/* Of several records a single one sums up the training. */
static bool
is_summary(const struct log *log, size_t column)
{
    return log->columns[column].present == 1 && log->records > 2;
}

/* Whether a log before has a column of this role: that of others joins it. */
static bool
has_role(const struct log_drawing *drawing, enum log_role role)
{
    for (size_t k = 0; k < drawing->y_count; k++)
        if (drawing->y[k].role == role)
            return true;
    return false;
}

/* Adds a column of a log, unless it may not be drawn without being named. */
static bool
add_column(struct log_drawing *drawing, const struct log *log, size_t column,
           enum log_role role, struct error *error)
{
    return column == NO_COLUMN || !is_numeric(log, column) ||
           is_summary(log, column) ||
           add_quantity(drawing, log->columns[column].name, role, error);
}

/* The rates of a log; a single one is labelled as such, whatever its name. */
static bool
add_rates(struct log_drawing *drawing, const struct log *log,
          struct error *error)
{
    size_t before = drawing->y_count;

    if (has_role(drawing, LOG_RATE))
        return true;
    if (!add_column(drawing, log, log->rate, LOG_RATE, error))
        return false;
    for (size_t k = 0; k < log->count; k++)
        if (log_names_rate(log->columns[k].name) &&
            drawing->y_count - before < RATES_MOST &&
            !add_column(drawing, log, k, LOG_ROLES, error))
            return false;
    if (drawing->y_count == before + 1)
        drawing->y[before].label = "lr";
    return true;
}

/* Its losses: of training and evaluation, then others. */
static bool
add_losses(struct log_drawing *drawing, const struct log *log,
           struct error *error)
{
    size_t before = drawing->y_count;

    if (has_role(drawing, LOG_LOSS))
        return true;
    if (!add_column(drawing, log, log->loss, LOG_LOSS, error) ||
        !add_column(drawing, log, log->eval_loss, LOG_EVAL_LOSS, error))
        return false;
    for (size_t k = 0; k < log->count; k++) {
        const char *name = log->columns[k].name;

        if (!log_names_end(name, "loss") || log_names_role(name) == LOG_ROLES)
            continue;
        if (drawing->y_count - before == COLUMNS_MOST) {
            drawing->more = true;
            return true;
        }
        if (!add_column(drawing, log, k, LOG_ROLES, error))
            return false;
    }
    return true;
}

/* The losses of a sweep, which has a row for each run. */
static bool
add_results(struct log_drawing *drawing, const struct log *log,
            struct error *error)
{
    static const char *const names[] = {"final_loss", "best_loss"};

    for (size_t i = 0; i < 2; i++) {
        size_t column = log_find(log, names[i]);

        if (column != NO_COLUMN &&
            !add_quantity(drawing, log->columns[column].name, LOG_ROLES, error))
            return false;
    }
    return true;
}

/* All columns of numbers, but for the numbers of runs. */
static bool
add_all(struct log_drawing *drawing, const struct log *log, struct error *error)
{
    for (size_t k = 0; k < log->count; k++) {
        if (!is_numeric(log, k) || (k == 0 && log->count > 2 &&
                                    strcmp(log->columns[0].name, "run") == 0))
            continue;
        if (drawing->y_count == COLUMNS_MOST) {
            drawing->more = true;
            return true;
        }
        if (!add_quantity(drawing, log->columns[k].name, LOG_ROLES, error))
            return false;
    }
    return true;
}

/* Rates and losses, or the losses of a sweep; all columns where no file has
 * one of these. */
static bool
choose_usual(struct log_drawing *drawing, struct error *error)
{
    const struct log *logs = drawing->logs;

    for (size_t i = 0; i < drawing->count; i++)
        if (logs[i].results != NO_COLUMN
                ? !add_results(drawing, &logs[i], error)
                : !add_rates(drawing, &logs[i], error))
            return false;
    for (size_t i = 0; i < drawing->count; i++)
        if (logs[i].results == NO_COLUMN &&
            !add_losses(drawing, &logs[i], error))
            return false;
    for (size_t i = 0; drawing->y_count == 0 && i < drawing->count; i++)
        if (!add_all(drawing, &logs[i], error))
            return false;
    return drawing->y_count > 0 ||
           error_named(error, STATUS_WRONG, logs[0].name,
                       "must have a column to draw besides %s", drawing->x);
}

/* The column of a log that a quantity is: that of its name, unless that only
 * sums up, or of its role. */
static size_t
column_of(const struct log_drawing *drawing, const struct log *log,
          const struct log_quantity *quantity)
{
    size_t column = log_find(log, quantity->name);
    size_t other = quantity->role == LOG_RATE        ? log->rate
                   : quantity->role == LOG_LOSS      ? log->loss
                   : quantity->role == LOG_EVAL_LOSS ? log->eval_loss
                                                     : NO_COLUMN;

    if (other == NO_COLUMN || (column != NO_COLUMN && !is_summary(log, column)))
        return column;
    for (size_t k = 0; k < drawing->y_count; k++)
        if (strcmp(drawing->y[k].name, log->columns[other].name) == 0)
            return NO_COLUMN;
    return other;
}

bool
log_drawing_choose(struct log_drawing *drawing, struct error *error)
{
    drawing->x = drawing->logs[0].x_name;
    if (!(drawing->names ? read_names(drawing, error)
                         : choose_usual(drawing, error)))
        return false;
    for (size_t k = 0; k < drawing->y_count; k++) {
        struct log_quantity *y = &drawing->y[k];

        y->columns =
            arena_alloc(drawing->arena, drawing->count, sizeof *y->columns);
        if (!y->columns)
            return error_memory(error);
        for (size_t i = 0; i < drawing->count; i++) {
            const struct log *log = &drawing->logs[i];

            y->columns[i] = column_of(drawing, log, y);
            if (y->columns[i] != NO_COLUMN &&
                !log_check_numbers(log, y->columns[i], error))
                return false;
        }
    }
    return true;
}
