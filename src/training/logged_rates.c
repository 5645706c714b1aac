/* logged_rates.c -- takes the rates out of a log, and says what one allows. */
#include "training/logged_rates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "training/logged_digits.h"
#include "training/written_number.h"

enum { DIGITS_MOST = 12 }; /* beyond these, all are printed */

/* The number behind "lr" in the name of the column; 0 if there is none. */
static size_t
group_of(const char *name)
{
    const char *digits = name && strncmp(name, "lr", 2) == 0 ? name + 2 : "";

    return strspn(digits, "0123456789") == strlen(digits)
               ? strtoul(digits, NULL, 10)
               : 0;
}

/* The rate, or the only column beside the step. */
static bool
choose_rate(const struct log *log, size_t *column, struct error *error)
{
    *column = log->rate;
    if (log->records == 0)
        return error_named(error, STATUS_WRONG, log->name,
                           "has no rows below its column names");
    if (*column == NO_COLUMN)
        *column = log_find(log, "Value");
    if (*column == NO_COLUMN && log->count == (log->counted ? 1u : 2u) &&
        log->loss == NO_COLUMN && log->eval_loss == NO_COLUMN)
        *column = log->x_column == 0 ? 1 : 0;
    return *column != NO_COLUMN ||
           log_columns_error(log, "--y", "has no column 'lr'; choose one of",
                             error);
}

/* The rows of several runs come one after the other. */
static int
order_logged_rates(const void *a, const void *b)
{
    const struct logged_rate *p = a, *q = b;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->line < q->line ? -1 : p->line > q->line;
}

static bool
is_step(double x)
{
    return x >= 0 && x <= (double)INTEGER_MOST && floor(x) == x;
}

/* The values of the column that are no gaps.  Between two steps, and before the
 * first one, no update has a rate. */
static bool
take_rates(struct logged_rates *logged, struct log *log,
           const struct log_column *column, struct error *error)
{
    size_t between = 0;

    logged->rates = arena_alloc(log->arena, log->rows, sizeof *logged->rates);
    if (!logged->rates)
        return error_memory(error);
    for (size_t i = 0; i < log->rows; i++) {
        const struct log_cell *cell = column->cells ? &column->cells[i] : NULL;

        if (log_is_gap(column->values[i]))
            continue;
        if (!log->epochs && !is_step(log->x[i])) {
            between++;
            continue;
        }
        logged->rates[logged->count++] = (struct logged_rate){
            .x = log->x[i],
            .value = column->values[i],
            .line = cell ? cell->line : 0,
            .column = cell ? cell->column : 0,
            .text = cell && cell->text ? cell->text : "",
        };
    }
    if (between > 0)
        text_format(&log->notes,
                    "lrsim: %s: %zu of %zu rates have no whole step: left "
                    "out\n",
                    log->name, between, between + logged->count);
    return logged->count > 0 ||
           error_plain(error, STATUS_WRONG,
                       "--y: %s has no value %sin column '%s'", log->name,
                       between > 0 ? "at a whole step " : "",
                       quote(column->name).text);
}

bool
logged_rates_take(struct logged_rates *logged, struct log *log,
                  const struct logged_request *request, struct error *error)
{
    size_t column;

    *logged = (struct logged_rates){
        .log = log, .group = group_of(request->y), .offset = request->offset};
    if (!choose_rate(log, &column, error) ||
        !log_check_numbers(log, column, error) ||
        (!log->counted && !log_check_numbers(log, log->x_column, error)) ||
        !take_rates(logged, log, &log->columns[column], error))
        return false;
    log_note_missing(log, column);
    if (log->runs)
        qsort(logged->rates, logged->count, sizeof *logged->rates,
              order_logged_rates);
    logged->single = logged_digits_apply(logged->rates, logged->count);
    logged->from_one = logged->rates[0].x >= 1;
    for (size_t i = 0; i < logged->count; i++)
        logged->fractions = logged->fractions ||
                            logged->rates[i].x != floor(logged->rates[i].x);
    return true;
}

bool
logged_rates_read(struct logged_rates *logged, struct log *log,
                  struct input *input, const struct logged_request *request,
                  struct error *error)
{
    const struct log_request wanted = {.x = request->x,
                                       .y = request->y,
                                       .form = request->form,
                                       .cells = true,
                                       .limit = request->limit};

    return log_read_input(log, input, &wanted, error) &&
           logged_rates_take(logged, log, request, error);
}

/* Half a unit of the last of the decimals that a number has, of six. */
static double
half_decimal(double x)
{
    double unit = 1;

    for (int i = 0; i < 6 && fabs(x / unit - nearbyint(x / unit)) > 1e-6; i++)
        unit /= 10;
    return unit / 2;
}

bool
logged_rates_row(const struct logged_rates *logged, double x,
                 long steps_per_epoch, long *row)
{
    double epoch = (double)steps_per_epoch;

    if (logged->log->epochs && !logged->fractions) {
        x = (x + !logged->from_one) * epoch - 1;
    } else if (logged->log->epochs) {
        /* Loggers print epochs as fractions, with few digits. */
        double slack = half_decimal(x) * epoch;

        x *= epoch;
        x = fabs(x - nearbyint(x)) <= slack ? nearbyint(x) : x;
    }
    if (!is_step(x))
        return false;
    *row = (long)x;
    return true;
}

const char *
logged_rates_unit(const struct logged_rates *logged)
{
    const struct log *log = logged->log;

    return log->epochs                                ? "epoch"
           : strncasecmp(log->x_name, "iter", 4) == 0 ? "iteration"
                                                      : "step";
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

void
logged_rate_print(const struct logged_rates *logged,
                  const struct logged_rate *rate, double value,
                  struct text *text)
{
    struct written_number number;
    int digits = written_number_read(rate->text, &number) && isfinite(value)
                     ? number.significant
                     : DIGITS_MOST;

    for (digits = digits > 3 ? digits : 3; digits < DIGITS_MOST; digits++) {
        char rounded[NUMBER_SIZE];

        snprintf(rounded, sizeof rounded, "%.*g", digits, value);
        if (logged_rate_miss(logged, rate, strtod(rounded, NULL)) != 0) {
            text_number(text, strtod(rounded, NULL));
            return;
        }
    }
    text_number(text, value);
}
