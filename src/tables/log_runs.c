/* log_runs.c -- sorts the rows of a table by what tells its runs apart. */
#include "tables/log_runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A column that may tell runs apart, and its values by their first rows. */
struct log_key {
    size_t column, count;
    double *values; /* [LOG_VALUES] */
    bool many;      /* it has more */
};

static bool
is_word(const struct log *log, size_t column)
{
    return log->columns[column].word_count > 0;
}

/* "0:32:48", "2024-05-01 10:02", "1.7%": what begins with a digit names no
 * run. */
static bool
is_name(const char *text)
{
    return !strchr("0123456789+-.", *text);
}

static bool
names_runs(const struct log *log, size_t column)
{
    return strcmp(log->columns[column].name, "run") == 0;
}

/* mmcv's "mode" is of records, not of runs. */
static bool
is_mode(const struct log *log, size_t column)
{
    return log->system && strcmp(log->system, "mmcv") == 0 &&
           strcmp(log->columns[column].name, "mode") == 0;
}

/* The variables of a sweep; words, and the numbers of runs. */
static bool
may_be_key(const struct log *log, size_t column)
{
    bool first = column == 0 && log->count > 2 && names_runs(log, column);

    if (column == log->x_column || log->columns[column].present == 0 ||
        is_mode(log, column))
        return false;
    if (log->results != NO_COLUMN)
        return column < log->results && (column > 0 || is_word(log, 0));
    return is_word(log, column) ? is_name(log->columns[column].words[0])
                                : first;
}

static bool
same_value(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The number of a value; LOG_VALUES: it has none. */
static size_t
number_value(struct log_key *key, double value)
{
    size_t i = 0;

    while (i < key->count && !same_value(key->values[i], value))
        i++;
    if (i < key->count)
        return i;
    key->many |= key->count == LOG_VALUES;
    if (key->many)
        return LOG_VALUES;
    key->values[key->count] = value;
    return key->count++;
}

static bool
tells_apart(const struct log *log, const struct log_key *key)
{
    bool each = is_word(log, key->column) && log->results == NO_COLUMN &&
                key->count == log->rows;

    return key->count > 1 &&
           ((names_runs(log, key->column) && log->results == NO_COLUMN) ||
            !(key->many || each));
}

static void
note_many(struct log *log, const struct log_key *key)
{
    if (!key->many || log->results == NO_COLUMN)
        return;
    log->scattered = true;
    text_format(&log->notes,
                "lrsim: %s: '%s' has more than %d values: all are drawn as "
                "points of one colour; --x chooses it\n",
                log->name, quote(log->columns[key->column].name).text,
                LOG_VALUES);
}

struct run_code {
    size_t row, code;
};

static int
order_run_codes(const void *a, const void *b)
{
    const struct run_code *p = a, *q = b;

    return p->code != q->code ? (p->code < q->code ? -1 : 1)
                              : (p->row > q->row) - (p->row < q->row);
}

/* Makes codes the numbers of their order, from 0. */
static size_t
number_codes(struct log *log, struct run_code *codes)
{
    size_t count = 0;

    for (size_t i = 0; i < log->rows; i++)
        codes[i] = (struct run_code){i, log->runs[i]};
    qsort(codes, log->rows, sizeof *codes, order_run_codes);
    for (size_t i = 0; i < log->rows; i++) {
        if (codes[i].code == LOG_LEFT_OUT)
            break;
        count += i > 0 && codes[i].code != codes[i - 1].code;
        log->runs[codes[i].row] = count;
    }
    return count + 1;
}

/* The run of a row by one more key; a column "run" may have more values than
 * there is room for. */
static size_t
divide_row(const struct log *log, struct log_key *key, size_t row)
{
    size_t value = number_value(key, log->columns[key->column].values[row]);

    if (log->runs[row] == LOG_LEFT_OUT || value == LOG_VALUES)
        return LOG_LEFT_OUT;
    return log->runs[row] * LOG_VALUES + value;
}

/* Divides the runs by one more key, if it tells any apart. */
static bool
divide(struct log *log, struct log_key *key, struct run_code *codes)
{
    const double *values = log->columns[key->column].values;
    size_t left_out = 0;

    for (size_t i = 0; i < log->rows; i++)
        number_value(key, values[i]);
    note_many(log, key);
    if (!tells_apart(log, key))
        return false;
    for (size_t i = 0; i < log->rows; i++) {
        log->runs[i] = divide_row(log, key, i);
        left_out += log->runs[i] == LOG_LEFT_OUT;
    }
    if (left_out > 0)
        text_format(&log->notes,
                    "lrsim: %s: only the first %d runs are read: left out %zu "
                    "row%s\n",
                    log->name, LOG_VALUES, left_out, left_out == 1 ? "" : "s");
    log->run_count = number_codes(log, codes);
    return true;
}

/* "adam, lr 0.1" */
static const char *
name_run(const struct log *log, size_t row, const size_t *keys, size_t count)
{
    struct text text = {.arena = log->arena};

    for (size_t i = 0; i < count; i++) {
        const struct log_column *column = &log->columns[keys[i]];
        double value = column->values[row];

        text_string(&text, i ? ", " : "");
        if (column->word_count == 0) {
            text_format(&text, "%s ", column->name);
            text_number(&text, value);
        } else if (value >= 0 && value < (double)column->word_count) {
            text_string(&text, column->words[(size_t)value]);
        }
    }
    return text_end(&text);
}

static bool
name_runs(struct log *log, const size_t *keys, size_t count)
{
    log->run_names =
        arena_alloc(log->arena, log->run_count, sizeof *log->run_names);
    for (size_t i = log->rows; log->run_names && i-- > 0;) {
        const char **name;

        if (log->runs[i] == LOG_LEFT_OUT)
            continue;
        name = &log->run_names[log->runs[i]];
        if (!*name)
            *name = name_run(log, i, keys, count);
        if (!*name)
            return false;
    }
    return log->run_names != NULL;
}

static bool
may_have_key(const struct log *log)
{
    for (size_t i = 0; i < log->count; i++)
        if (may_be_key(log, i))
            return true;
    return false;
}

bool
log_runs_find(struct log *log, struct error *error)
{
    struct run_code *codes;
    size_t *keys, *runs, count = 0;
    double *values;

    log->run_count = 1;
    if (!may_have_key(log))
        return true;
    codes = arena_alloc(log->arena, log->rows + 1, sizeof *codes);
    keys = arena_alloc(log->arena, log->count + 1, sizeof *keys);
    runs = arena_alloc(log->arena, log->rows + 1, sizeof *runs);
    values = arena_alloc(log->arena, LOG_VALUES, sizeof *values);
    if (!codes || !keys || !runs || !values)
        return error_memory(error);
    log->runs = runs;
    for (size_t i = 0; i < log->count; i++) {
        struct log_key key = {.column = i, .values = values};

        if (may_be_key(log, i) && divide(log, &key, codes))
            keys[count++] = i;
    }
    if (log->run_count == 1)
        log->runs = NULL;
    return log->run_count == 1 || name_runs(log, keys, count) ||
           error_memory(error);
}
