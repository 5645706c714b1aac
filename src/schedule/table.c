/* table.c -- the rates of a log or table, with lines between its rows. */
#include <math.h>
#include <string.h>

#include "schedule/line.h"
#include "schedule/schedule.h"
#include "spec/file_path.h"
#include "tables/log.h"

struct table {
    const char *file, *column, *x;
    long offset;
    struct pairs rows;
    struct pairs points; /* of the file, or `rows` */
    long epoch;          /* the rows are epochs of so many steps; 0: steps */
    double before; /* rows of the table are so many ahead of those of the run */
};

static const struct parameter parameters[] = {
    TEXT(struct table, file, "null", "or null", "a log or table with rates"),
    TEXT(struct table, column, "null", "or null",
         "its column of the rate; null is the usual one"),
    TEXT(struct table, x, "null", "or null",
         "its column of the step; null is the usual one"),
    INTEGER(struct table, offset, "null", "(-inf,inf) or null",
            "n: its step s has the rate of row s - n; null is what is usual "
            "for its shape"),
    STEPS_PAIRS(struct table, rows, "null", "or null",
                "in place of a file [row, rate] pairs, rows rising"),
    END_OF_TABLE,
};

/* The rows that have a rate. */
static bool
keep_rates(struct table *self, const struct log *log, const struct node *node,
           struct error *error)
{
    const double *rates = log->columns[log->rate].values;
    double(*kept)[2] = arena_alloc(node->arena, log->rows, sizeof *kept);
    size_t count = 0;

    if (!kept)
        return error_memory(error);
    for (size_t i = 0; i < log->rows; i++)
        if (isfinite(rates[i]) && isfinite(log->x[i])) {
            kept[count][0] = log->x[i];
            kept[count++][1] = rates[i];
        }
    self->points = (struct pairs){.count = count, .values = kept};
    self->epoch = log->epochs ? node->steps_per_epoch : 0;
    self->before = self->offset == INTEGER_NULL ? log->offsets.items[0]
                                                : (double)self->offset;
    /* An epoch's number begins with 0 or with 1. */
    if (log->epochs && count > 0 && kept[0][0] >= 1)
        self->before += 1;
    return count > 0 || error_at(error, node_place(node, "file"),
                                 "must have a finite rate, and has none");
}

/* The log that was an operand, if it is the file, unless other columns of it
 * are asked for. */
static const struct log *
find_log(const struct table *self, const struct node *node)
{
    const struct place *place = node_place(node, "file");
    const struct log *log;

    while (place && !place->source)
        place = place->parent;
    log = place ? place->source->log : NULL;
    return log && !self->x && !self->column &&
                   (strcmp(self->file, "-") == 0 ||
                    strcmp(self->file, log->name) == 0)
               ? log
               : NULL;
}

static bool
read_file(struct table *self, const struct node *node, struct error *error)
{
    const struct log_request request = {.x = self->x, .y = self->column};
    struct log read = {.arena = node->arena};
    const struct log *log = find_log(self, node);

    if (!log) {
        log = &read;
        self->file = file_path(node, "file", self->file, error);
        if (!self->file || !log_read(&read, self->file, &request, error))
            return false;
    }
    if (log->rate == NO_COLUMN)
        return log_columns_error(
            log, "table", "has no rate; column=NAME takes one of", error);
    return log_check_numbers(log, log->rate, error) &&
           keep_rates(self, log, node, error);
}

static bool
table_check(const struct node *node, struct error *error)
{
    struct table *self = node->self;

    if (self->file && self->rows.values)
        return error_at(error, node_place(node, "rows"),
                        "must not be given beside file");
    if (!self->file && !self->rows.values)
        return error_at(error, node->place, "must have a file, or rows");
    self->points = self->rows;
    return self->file ? read_file(self, node, error)
                      : line_check(node, "rows", &self->rows, error);
}

/* The rate of an epoch is that of its last row. */
static double
table_rate(const struct schedule *schedule, long t)
{
    const struct table *self = schedule->self;
    double x = (double)t;

    if (self->epoch > 0)
        x = (x + 1) / (double)self->epoch - 1;
    return line_at(&self->points, x + self->before);
}

/* That of its last row, or of the last epoch. */
static long
table_end(const void *data)
{
    const struct table *self = data;
    double last;

    if (self->points.count == 0)
        return INTEGER_NULL;
    last = self->points.values[self->points.count - 1][0] - self->before;
    if (self->epoch > 0)
        last = (last + 1) * (double)self->epoch;
    last = ceil(last);
    return last >= 0 && last <= INTEGER_MOST ? (long)last : INTEGER_NULL;
}

const struct schedule_kind schedule_table = {
    .kind = {.name = "table",
             .summary = "the rates of a log or table, with lines between its "
                        "rows",
             .formula = "lr(t) between the rates of the rows on both sides of "
                        "t, on a line\n"
                        "before the first row its rate, after the last that of "
                        "the last",
             .source = "lrsim",
             .example = "table(rows=[[0, 0], [100, 0.01], [900, 0.001]])",
             TABLE_OF(struct table, parameters),
             .check = table_check},
    .rate = table_rate,
    .end = table_end,
};
