/* log.c -- a spec and the rates that a training run logged. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "training/logged_rates.h"

/* Where the columns stand in the log. */
struct choice {
    size_t x, y;
    bool counted; /* there is no x: rows are counted */
    long times;   /* steps of one x */
};

static bool
choose_x(const struct arguments *arguments, const struct spec *spec,
         const struct csv *csv, struct choice *choice, struct error *error)
{
    const char *name = arguments->options.diff_x;

    choice->x = csv_find(csv, "step", 0);
    choice->counted = !name && choice->x == csv->count;
    choice->times = 1;
    if (!name)
        return true;
    if (strncmp(name, "epoch", 5) == 0)
        choice->times = spec->steps_per_epoch;
    return csv_column(csv, "--x", name, &choice->x, error);
}

static bool
choose_y(const struct arguments *arguments, const struct csv *csv,
         struct choice *choice, struct error *error)
{
    const char *name = arguments->options.diff_y;

    if (name)
        return csv_column(csv, "--y", name, &choice->y, error);
    choice->y = csv_find(csv, "lr", 0);
    if (choice->y < csv->count)
        return true;
    choice->y = csv_find(csv, "lr0", 0);
    if (choice->y < csv->count)
        return true;
    choice->y = choice->x == 0 ? 1 : 0;
    return csv->count == (choice->counted ? 1u : 2u) ||
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
read_row(const struct csv *csv, const struct choice *choice, size_t records,
         long *row, struct error *error)
{
    const struct csv_field *field = &csv->fields[choice->x];
    double x;

    *row = (long)records;
    if (choice->counted)
        return true;
    if (!csv_number(csv, field, &x, error))
        return false;
    x *= (double)choice->times;
    /* Loggers print epochs as fractions, with few digits. */
    if (choice->times > 1 &&
        fabs(x - nearbyint(x)) < half_unit(field->text) * (double)choice->times)
        x = nearbyint(x);
    if (!(x >= 0 && x <= (double)INTEGER_MOST && floor(x) == x))
        return csv_error(csv, field, error, "must be %s, not '%s'",
                         choice->times > 1 ? "an epoch that ends with a step"
                                           : "the number of a step",
                         quote(field->text).text);
    *row = (long)x;
    return true;
}

static bool
add_report(struct arena *arena, struct report **reports, size_t count,
           size_t *room, struct report report)
{
    if (count == *room) {
        size_t size = *room ? 2 * *room : 256;
        struct report *larger = arena_alloc(arena, size, sizeof *larger);

        if (!larger)
            return false;
        if (count > 0)
            memcpy(larger, *reports, count * sizeof *larger);
        *reports = larger;
        *room = size;
    }
    (*reports)[count] = report;
    return true;
}

/* All reports of the log; cells that are empty are none. */
static bool
read_reports(struct side *log, const struct choice *choice,
             struct report **reports, size_t *count, struct error *error)
{
    struct csv *csv = &log->records.csv;
    size_t room = 0, records = 0;
    bool more;

    *count = 0;
    for (; records_next(&log->records, &more, error); records++) {
        const struct csv_field *field = &csv->fields[choice->y];
        struct report report = {0};
        double value, half;

        if (!more)
            return *count > 0 ||
                   error_plain(
                       error, STATUS_WRONG,
                       "--y: %s has no value in column '%s'", csv->input.name,
                       csv->names ? quote(csv->names[choice->y]).text : "");
        if (csv_is_empty(field))
            continue;
        if (!csv_number(csv, field, &value, error) ||
            !read_row(csv, choice, records, &report.row, error))
            return false;
        half = half_unit(field->text);
        report.value = value;
        report.low = value - half;
        report.high = value + half;
        report.place = *field;
        report.text = arena_copy(csv->arena, field->text, field->length);
        if (!report.text ||
            !add_report(csv->arena, reports, *count, &room, report))
            return error_memory(error);
        ++*count;
    }
    return false;
}

/* By their rows, and in one row as they were logged. */
static int
compare_reports(const void *a, const void *b)
{
    const struct report *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->place.line < y->place.line ? -1 : x->place.line > y->place.line;
}

double
report_misses(const struct logged *logged, const struct report *report,
              double value)
{
    double slack = logged->atol + logged->rtol * fabs(value);

    if (isnan(value) || isnan(report->low))
        return isnan(value) && isnan(report->low) ? 0 : INFINITY;
    if (isinf(value) || isinf(report->low))
        return value == report->low ? 0 : INFINITY;
    return fmax(0, fmax(report->low - value, value - report->high) - slack);
}

/* The spec's rates in the rows of the reports. */
static bool
fill_curve(struct logged *logged, struct report *reports, struct arena *arena,
           struct error *error)
{
    long *rows = arena_alloc(arena, logged->count, sizeof *rows);
    double *values = arena_alloc(arena, logged->count, sizeof *values);
    struct curve curve = {logged->group, logged->count, rows, values};

    if (!rows || !values)
        return error_memory(error);
    qsort(reports, logged->count, sizeof *reports, compare_reports);
    for (size_t i = 0; i < logged->count; i++)
        rows[i] = reports[i].row;
    if (!curve_fill(logged->spec, &curve, arena, error))
        return false;
    logged->reports = reports;
    logged->rows = rows;
    logged->values = values;
    for (size_t i = 0; i < logged->count; i++)
        if (isfinite(values[i]))
            logged->highest = fmax(logged->highest, fabs(values[i]));
    return true;
}

static bool
judge(const struct logged *logged, const struct side *spec,
      const struct side *log, struct finding *finding, struct error *error)
{
    struct text *message = &finding->message;
    size_t wrong = 0;

    for (size_t i = 0; i < logged->count; i++) {
        const struct report *report = &logged->reports[i];

        if (report_misses(logged, report, logged->values[i]) == 0)
            continue;
        if (wrong++ > 0 || !finding_at(finding, log, &report->place))
            continue;
        text_format(message, "step %ld: the rate is %s, and ", report->row,
                    quote(report->text).text);
        text_number(message, logged->values[i]);
        text_format(message, " by %.200s", spec->records.csv.input.name);
    }
    if (wrong == 0)
        return true;
    text_format(message, "\n%zu of %zu logged rates differ", wrong,
                logged->count);
    return logged_explain(logged, message, error);
}

bool
diff_logged(const struct arguments *arguments, const struct options *view,
            struct side *spec_side, struct side *log, struct finding *finding,
            struct error *error)
{
    const char *y = arguments->options.diff_y;
    struct report *reports = NULL;
    struct choice choice;
    struct spec spec;
    struct logged logged = {
        .arguments = arguments, .spec = &spec, .group = group_of(y)};

    struct spec_input input;

    if (!load_spec_input(arguments, NULL, &input, error) ||
        !spec_input_override(&input, &spec_side->document, error) ||
        !spec_input_finish(&input, &spec_side->document, &spec, error))
        return false;
    log->records.lenient = true;
    if (!log->records.named)
        return error_plain(error, STATUS_WRONG,
                           "%s: must have a line of column names",
                           log->records.csv.input.name);
    if (!choose_x(arguments, &spec, &log->records.csv, &choice, error) ||
        !choose_y(arguments, &log->records.csv, &choice, error) ||
        !read_reports(log, &choice, &reports, &logged.count, error) ||
        !fill_curve(&logged, reports, arguments->arena, error))
        return false;
    logged.rtol = isnan(view->rtol) ? 1e-9 : view->rtol;
    logged.atol = isnan(view->atol) ? 1e-12 * logged.highest : view->atol;
    return judge(&logged, spec_side, log, finding, error);
}
