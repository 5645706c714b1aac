/* logged_rates.c -- reads the rates of a log, and those of the spec beside
 * them. */
#include "training/logged_rates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/rates_at.h"
#include "training/logged_columns.h"
#include "training/logged_digits.h"

/* The number behind "lr" in the name of the column; 0 if there is none. */
static size_t
group_of(const char *name)
{
    const char *digits = name && strncmp(name, "lr", 2) == 0 ? name + 2 : "";

    return strspn(digits, "0123456789") == strlen(digits)
               ? strtoul(digits, NULL, 10)
               : 0;
}

/* All rates of the log; cells that are empty are none. */
static bool
read_rates(struct records *log, const struct logged_columns *columns,
           struct logged_rate **rates, size_t *count, struct error *error)
{
    struct csv *csv = &log->csv;
    size_t room = 0, records = 0;
    bool more;

    *count = 0;
    for (; records_next(log, &more, error); records++) {
        const struct csv_field *field = &csv->fields[columns->y];
        struct logged_rate rate = {0};
        double value;

        if (!more)
            return *count > 0 ||
                   error_plain(
                       error, STATUS_WRONG,
                       "--y: %s has no value in column '%s'", csv->input.name,
                       csv->names ? quote(csv->names[columns->y]).text : "");
        if (csv_is_empty(field))
            continue;
        if (!csv_number(csv, field, &value, error) ||
            !logged_columns_row(columns, csv, records, &rate.row, error))
            return false;
        rate.value = value;
        rate.line = field->line;
        rate.column = field->column;
        rate.text = arena_copy(csv->arena, field->text, field->length);
        *rates = arena_grow(csv->arena, *rates, *count, 1, &room, sizeof rate);
        if (!rate.text || !*rates)
            return error_memory(error);
        (*rates)[(*count)++] = rate;
    }
    return false;
}

/* By their rows, and in one row as they were logged. */
static int
order_logged_rates(const void *a, const void *b)
{
    const struct logged_rate *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

double
logged_rate_miss(const struct logged_rates *logged,
                 const struct logged_rate *rate, double value)
{
    double slack = logged->atol + logged->rtol * fabs(value);

    if (isnan(value) || isnan(rate->low))
        return isnan(value) && isnan(rate->low) ? 0 : INFINITY;
    if (isinf(value) || isinf(rate->low))
        return value == rate->low ? 0 : INFINITY;
    return fmax(0, fmax(rate->low - value, value - rate->high) - slack);
}

/* The spec's rates in the rows of the rates. */
static bool
fill_values(struct logged_rates *logged, struct logged_rate *rates,
            struct arena *arena, struct error *error)
{
    long *rows = arena_alloc(arena, logged->count, sizeof *rows);
    double *values = arena_alloc(arena, logged->count, sizeof *values);
    struct rates_at wanted = {logged->group, logged->count, rows, values};

    if (!rows || !values)
        return error_memory(error);
    logged->single = logged_digits_apply(rates, logged->count);
    qsort(rates, logged->count, sizeof *rates, order_logged_rates);
    for (size_t i = 0; i < logged->count; i++)
        rows[i] = rates[i].row;
    if (!rates_at_fill(logged->spec, &wanted, arena, error))
        return false;
    logged->rates = rates;
    logged->rows = rows;
    logged->values = values;
    for (size_t i = 0; i < logged->count; i++)
        if (isfinite(values[i]))
            logged->highest = fmax(logged->highest, fabs(values[i]));
    return true;
}

bool
logged_rates_read(struct logged_rates *logged,
                  const struct logged_request *request, const struct spec *spec,
                  struct records *log, struct error *error)
{
    struct arena *arena = log->csv.arena;
    struct logged_columns columns;
    struct logged_rate *rates = NULL;

    *logged =
        (struct logged_rates){.spec = spec, .group = group_of(request->y)};
    if (!log->named)
        return error_named(error, STATUS_WRONG, log->csv.input.name,
                           "must have a line of column names");
    if (!records_unite(log, error) ||
        !logged_columns_choose(&columns, request, spec, &log->csv, error) ||
        !read_rates(log, &columns, &rates, &logged->count, error) ||
        !fill_values(logged, rates, arena, error))
        return false;
    logged->rtol = isnan(request->rtol) ? 1e-9 : request->rtol;
    logged->atol =
        isnan(request->atol) ? 1e-12 * logged->highest : request->atol;
    return true;
}
