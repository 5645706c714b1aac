/* log_drawn.c -- checks that logs have something to draw. */
#include <math.h>

#include "tables/log_drawing.h"

/* Whether the axis can show a row. */
static bool
is_placed(const struct log_drawing *drawing, double x)
{
    return isfinite(x) && (x > 0 || !drawing->log_x);
}

static bool
has_finite(const struct log_drawing *drawing, size_t number, size_t k)
{
    const struct log *log = &drawing->logs[number];

    for (size_t row = 0; row < log->rows; row++)
        if (is_placed(drawing, log->x[row]) &&
            isfinite(log_drawing_value(drawing, number, row, k)))
            return true;
    return false;
}

/* The columns of a file that have nothing to draw. */
static size_t
list_empty(const struct log_drawing *drawing, size_t number, struct text *names)
{
    size_t count = 0;

    for (size_t k = 0; k < drawing->y_count; k++) {
        if (drawing->y[k].columns[number] == NO_COLUMN ||
            has_finite(drawing, number, k))
            continue;
        text_format(names, "%s'%s'", count++ ? ", " : "",
                    quote(drawing->y[k].name).text);
    }
    text_end(names);
    return count;
}

static size_t
count_placed(const struct log_drawing *drawing, size_t number)
{
    const struct log *log = &drawing->logs[number];
    size_t count = 0;

    for (size_t row = 0; row < log->rows; row++)
        count += is_placed(drawing, log->x[row]);
    return count;
}

/* Whether a file has something to draw; otherwise the error says why not. */
static bool
check_log(const struct log_drawing *drawing, size_t number, struct text *names,
          struct error *error)
{
    const struct log *log = &drawing->logs[number];
    const char *bound = drawing->log_x ? " above 0" : "";
    size_t empty = list_empty(drawing, number, names), all = 0;

    for (size_t k = 0; k < drawing->y_count; k++)
        all += drawing->y[k].columns[number] != NO_COLUMN;
    if (names->failed)
        return error_memory(error);
    if (log->records == 0)
        return error_named(error, STATUS_WRONG, log->name,
                           "has no rows below its column names");
    if (count_placed(drawing, number) == 0)
        return error_named(error, STATUS_WRONG, log->name,
                           "column '%s' has no finite value%s in %zu row%s",
                           quote(log->x_name).text, bound, log->records,
                           log->records == 1 ? "" : "s");
    return empty < all || all == 0 ||
           error_named(error, STATUS_WRONG, log->name,
                       "%s %s %s no finite value in %zu row%s",
                       empty == 1 ? "column" : "columns", names->bytes,
                       empty == 1 ? "has" : "have", log->records,
                       log->records == 1 ? "" : "s");
}

/* Epochs and steps over one axis look like runs of different lengths. */
static void
note_units(const struct log_drawing *drawing, struct text *notes)
{
    const struct log *first = &drawing->logs[0];

    for (size_t i = 1; i < drawing->count; i++) {
        const struct log *log = &drawing->logs[i];

        if (log->epochs != first->epochs)
            text_format(notes,
                        "lrsim: %s: its %s is drawn over the %s of %s; --x "
                        "names one column for all\n",
                        log->name, log->x_name, first->x_name, first->name);
    }
}

bool
log_drawing_check(const struct log_drawing *drawing, struct text *notes,
                  struct error *error)
{
    struct error first = {0};
    size_t good = 0;

    for (size_t i = 0; i < drawing->count; i++) {
        struct text names = {.arena = drawing->arena};
        struct error found = {0};
        const struct log *log = &drawing->logs[i];

        text_add(notes, log->notes.bytes, log->notes.used);
        if (check_log(drawing, i, &names, &found)) {
            good++;
            if (names.used > 0)
                text_format(notes, "lrsim: %s: no finite value in %s\n",
                            log->name, names.bytes);
            continue;
        }
        if (first.status == STATUS_DONE)
            first = found;
        text_format(notes, "lrsim: %s\n", error_text(&found).text);
    }
    note_units(drawing, notes);
    if (drawing->more)
        text_format(notes,
                    "lrsim: only the first %zu columns are drawn; --y names "
                    "others\n",
                    drawing->y_count);
    if (good == 0)
        *error = first;
    return good > 0;
}
