/* log.c -- a spec and the rates that a training run logged. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "training/logged_rates.h"

/* Where the columns stand in the log. */
struct log_columns {
    size_t x, y;
    bool counted; /* there is no x: rows are counted */
    long times;   /* steps of one x */
};

static bool
choose_x(const struct arguments *arguments, const struct spec *spec,
         const struct csv *csv, struct log_columns *columns,
         struct error *error)
{
    const char *name = arguments->options.diff_x;

    columns->x = csv_find(csv, "step", 0);
    columns->counted = !name && columns->x == csv->count;
    columns->times = 1;
    if (!name)
        return true;
    if (strncmp(name, "epoch", 5) == 0)
        columns->times = spec->steps_per_epoch;
    return csv_column(csv, "--x", name, &columns->x, error);
}

static bool
choose_y(const struct arguments *arguments, const struct csv *csv,
         struct log_columns *columns, struct error *error)
{
    const char *name = arguments->options.diff_y;

    if (name)
        return csv_column(csv, "--y", name, &columns->y, error);
    columns->y = csv_find(csv, "lr", 0);
    if (columns->y < csv->count)
        return true;
    columns->y = csv_find(csv, "lr0", 0);
    if (columns->y < csv->count)
        return true;
    columns->y = columns->x == 0 ? 1 : 0;
    return csv->count == (columns->counted ? 1u : 2u) ||
           csv_tell_columns(csv, "--y",
                            "has no column 'lr', and must be told which it is "
                            "of",
                            error);
}

/* The number behind "lr" in the name of the column; 0 if there is none. */
static size_t
group_of(const char *name)
{
    const char *digits = name && strncmp(name, "lr", 2) == 0 ? name + 2 : "";

    return strspn(digits, "0123456789") == strlen(digits)
               ? strtoul(digits, NULL, 10)
               : 0;
}

/* Half a unit of the last digit that is printed; 0 for what has none. */
static double
half_unit(const char *text)
{
    const char *at = text + strspn(text, " \t+-");
    long exponent = 0;
    bool point = false;

    if (!isdigit((unsigned char)*at) && *at != '.')
        return 0;
    for (; isdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
        exponent -= point;
        point = point || *at == '.';
    }
    if (*at == 'e' || *at == 'E')
        exponent += strtol(at + 1, NULL, 10);
    return 0.5 * pow(10, (double)exponent);
}

/* The row that a record is about. */
static bool
read_row(const struct csv *csv, const struct log_columns *columns,
         size_t records, long *row, struct error *error)
{
    const struct csv_field *field = &csv->fields[columns->x];
    double x;

    *row = (long)records;
    if (columns->counted)
        return true;
    if (!csv_number(csv, field, &x, error))
        return false;
    x *= (double)columns->times;
    /* Loggers print epochs as fractions, with few digits. */
    if (columns->times > 1 &&
        fabs(x - nearbyint(x)) <
            half_unit(field->text) * (double)columns->times)
        x = nearbyint(x);
    if (!(x >= 0 && x <= (double)INTEGER_MOST && floor(x) == x))
        return csv_error(csv, field, error, "must be %s, not '%s'",
                         columns->times > 1 ? "an epoch that ends with a step"
                                            : "the number of a step",
                         quote(field->text).text);
    *row = (long)x;
    return true;
}

static bool
add_logged_rate(struct arena *arena, struct logged_rate **rates, size_t count,
                size_t *room, struct logged_rate rate)
{
    if (count == *room) {
        size_t size = *room ? 2 * *room : 256;
        struct logged_rate *larger = arena_alloc(arena, size, sizeof *larger);

        if (!larger)
            return false;
        if (count > 0)
            memcpy(larger, *rates, count * sizeof *larger);
        *rates = larger;
        *room = size;
    }
    (*rates)[count] = rate;
    return true;
}

/* All rates of the log; cells that are empty are none. */
static bool
read_logged_rates(struct diff_input *log, const struct log_columns *columns,
                  struct logged_rate **rates, size_t *count,
                  struct error *error)
{
    struct csv *csv = &log->records.csv;
    size_t room = 0, records = 0;
    bool more;

    *count = 0;
    for (; records_next(&log->records, &more, error); records++) {
        const struct csv_field *field = &csv->fields[columns->y];
        struct logged_rate rate = {0};
        double value, half;

        if (!more)
            return *count > 0 ||
                   error_plain(
                       error, STATUS_WRONG,
                       "--y: %s has no value in column '%s'", csv->input.name,
                       csv->names ? quote(csv->names[columns->y]).text : "");
        if (csv_is_empty(field))
            continue;
        if (!csv_number(csv, field, &value, error) ||
            !read_row(csv, columns, records, &rate.row, error))
            return false;
        half = half_unit(field->text);
        rate.value = value;
        rate.low = value - half;
        rate.high = value + half;
        rate.place = *field;
        rate.text = arena_copy(csv->arena, field->text, field->length);
        if (!rate.text ||
            !add_logged_rate(csv->arena, rates, *count, &room, rate))
            return error_memory(error);
        ++*count;
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
    return x->place.line < y->place.line ? -1 : x->place.line > y->place.line;
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
fill_curve(struct logged_rates *logged, struct logged_rate *rates,
           struct arena *arena, struct error *error)
{
    long *rows = arena_alloc(arena, logged->count, sizeof *rows);
    double *values = arena_alloc(arena, logged->count, sizeof *values);
    struct curve curve = {logged->group, logged->count, rows, values};

    if (!rows || !values)
        return error_memory(error);
    qsort(rates, logged->count, sizeof *rates, order_logged_rates);
    for (size_t i = 0; i < logged->count; i++)
        rows[i] = rates[i].row;
    if (!curve_fill(logged->spec, &curve, arena, error))
        return false;
    logged->rates = rates;
    logged->rows = rows;
    logged->values = values;
    for (size_t i = 0; i < logged->count; i++)
        if (isfinite(values[i]))
            logged->highest = fmax(logged->highest, fabs(values[i]));
    return true;
}

static bool
judge(const struct logged_rates *logged, const struct diff_input *spec,
      const struct diff_input *log, struct difference *difference,
      struct error *error)
{
    struct text *message = &difference->message;
    size_t wrong = 0;

    for (size_t i = 0; i < logged->count; i++) {
        const struct logged_rate *rate = &logged->rates[i];

        if (logged_rate_miss(logged, rate, logged->values[i]) == 0)
            continue;
        if (wrong++ > 0 || !difference_at(difference, log, &rate->place))
            continue;
        text_format(message, "step %ld: the rate is %s, and ", rate->row,
                    quote(rate->text).text);
        text_number(message, logged->values[i]);
        text_format(message, " by %.200s", spec->records.csv.input.name);
    }
    if (wrong == 0)
        return true;
    text_format(message, "\n%zu of %zu logged rates differ", wrong,
                logged->count);
    return explain_rates(logged, message, error);
}

bool
diff_log(const struct arguments *arguments, const struct options *view,
         struct diff_input *spec_input, struct diff_input *log,
         struct difference *difference, struct error *error)
{
    const char *y = arguments->options.diff_y;
    struct logged_rate *rates = NULL;
    struct log_columns columns;
    struct spec spec;
    struct logged_rates logged = {
        .arguments = arguments, .spec = &spec, .group = group_of(y)};

    struct spec_input input;

    if (!load_spec_input(arguments, NULL, &input, error) ||
        !spec_input_override(&input, &spec_input->document, error) ||
        !spec_input_finish(&input, &spec_input->document, &spec, error))
        return false;
    log->records.lenient = true;
    if (!log->records.named)
        return error_plain(error, STATUS_WRONG,
                           "%s: must have a line of column names",
                           log->records.csv.input.name);
    if (!choose_x(arguments, &spec, &log->records.csv, &columns, error) ||
        !choose_y(arguments, &log->records.csv, &columns, error) ||
        !read_logged_rates(log, &columns, &rates, &logged.count, error) ||
        !fill_curve(&logged, rates, arguments->arena, error))
        return false;
    logged.rtol = isnan(view->rtol) ? 1e-9 : view->rtol;
    logged.atol = isnan(view->atol) ? 1e-12 * logged.highest : view->atol;
    return judge(&logged, spec_input, log, difference, error);
}
