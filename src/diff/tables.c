/* tables.c -- two outputs, value by value, their columns by name. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "diff/diff.h"

/* Columns of the two inputs that have one name. */
struct column_pair {
    size_t columns[2];
};

/* What is compared, and what came of it. */
struct table_comparison {
    const struct arguments *arguments;
    struct diff_input *inputs;
    double rtol, atol;
    size_t count;
    struct column_pair *pairs;
    bool stepped; /* both have a column "step", which names the rows */
    struct column_pair step;
    size_t rows, values, wrong_values, wrong_rows;
    double largest;
    const char *largest_name; /* of its column; NULL: no number differs */
    struct text largest_row;
    struct difference *difference;
};

static bool
is_ignored(const struct table_comparison *comparison, const char *name)
{
    const char *list = comparison->arguments->options.ignore;
    size_t length = strlen(name);

    for (const char *at = list; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strcspn(at, ",") == length && memcmp(at, name, length) == 0)
            return true;
    }
    return false;
}

/* Every name of the list must be a column of one input. */
static bool
check_ignored(const struct table_comparison *comparison, struct error *error)
{
    const char *list = comparison->arguments->options.ignore;

    for (const char *at = list; at; at = strchr(at, ',')) {
        const struct csv *a = &comparison->inputs[0].records.csv;
        const struct csv *b = &comparison->inputs[1].records.csv;
        struct nearest nearest = {0};
        char *name;

        at += *at == ',';
        name = arena_copy(a->arena, at, strcspn(at, ","));
        if (!name)
            return error_memory(error);
        nearest.word = name;
        for (size_t i = 0; i < a->count; i++)
            nearest_try(&nearest, a->names[i]);
        for (size_t i = 0; i < b->count; i++)
            nearest_try(&nearest, b->names[i]);
        if (csv_find(a, name, 0) == a->count &&
            csv_find(b, name, 0) == b->count)
            return error_plain(
                error, STATUS_WRONG,
                "--ignore: neither %s nor %s has a column '%s'%s",
                a->input.name, b->input.name, quote(name).text,
                nearest_suggestion(&nearest).text);
    }
    return true;
}

/* A column that only one input has is the difference. */
static void
tell_missing(struct table_comparison *comparison, int has, size_t column)
{
    const struct diff_input *input = &comparison->inputs[has];
    struct csv_field first = {.line = 1, .column = 1};

    if (difference_at(comparison->difference, input, &first))
        text_format(&comparison->difference->message,
                    "column '%s' is not in %.200s",
                    quote(input->records.csv.names[column]).text,
                    comparison->inputs[!has].records.csv.input.name);
}

/* Pairs columns by their names; `used` marks those of B. */
static void
pair_names(struct table_comparison *comparison, bool *used)
{
    const struct csv *a = &comparison->inputs[0].records.csv;
    const struct csv *b = &comparison->inputs[1].records.csv;

    for (size_t i = 0; i < a->count; i++) {
        size_t k = csv_find(b, a->names[i], 0);

        while (k < b->count && used[k])
            k = csv_find(b, a->names[i], k + 1);
        if (k < b->count)
            used[k] = true;
        if (is_ignored(comparison, a->names[i]))
            continue;
        if (k == b->count)
            tell_missing(comparison, 0, i);
        else
            comparison->pairs[comparison->count++] =
                (struct column_pair){{i, k}};
    }
    for (size_t k = 0; k < b->count; k++)
        if (!used[k] && !is_ignored(comparison, b->names[k]))
            tell_missing(comparison, 1, k);
}

static void
pair_positions(struct table_comparison *comparison)
{
    const struct diff_input *inputs = comparison->inputs;
    const struct csv_field first = {.line = 1, .column = 1};
    struct text *message = &comparison->difference->message;

    if (inputs[0].records.named != inputs[1].records.named) {
        difference_at(comparison->difference, &inputs[1], &first);
        text_format(message, "has %scolumn names, and %.200s has %s",
                    inputs[1].records.named ? "" : "no ",
                    inputs[0].records.csv.input.name,
                    inputs[0].records.named ? "them" : "none");
    } else if (inputs[0].records.csv.count != inputs[1].records.csv.count) {
        difference_at(comparison->difference, &inputs[1], &first);
        text_format(message, "has %zu columns, and %.200s has %zu",
                    inputs[1].records.csv.count,
                    inputs[0].records.csv.input.name,
                    inputs[0].records.csv.count);
    }
    for (size_t i = 0; i < inputs[0].records.csv.count; i++)
        comparison->pairs[comparison->count++] = (struct column_pair){{i, i}};
}

static bool
pair_columns(struct table_comparison *comparison, struct error *error)
{
    const struct diff_input *inputs = comparison->inputs;
    const struct csv *a = &inputs[0].records.csv, *b = &inputs[1].records.csv;
    bool *used = arena_alloc(a->arena, b->count, sizeof *used);

    comparison->pairs =
        arena_alloc(a->arena, a->count, sizeof *comparison->pairs);
    if (!used || !comparison->pairs)
        return error_memory(error);
    if (!inputs[0].records.named || !inputs[1].records.named) {
        if (comparison->arguments->options.ignore)
            return error_plain(
                error, STATUS_WRONG, "--ignore: %s has no column names",
                inputs[inputs[0].records.named].records.csv.input.name);
        pair_positions(comparison);
        return true;
    }
    if (!check_ignored(comparison, error))
        return false;
    pair_names(comparison, used);
    comparison->step =
        (struct column_pair){{csv_find(a, "step", 0), csv_find(b, "step", 0)}};
    comparison->stepped = comparison->step.columns[0] < a->count &&
                          comparison->step.columns[1] < b->count;
    return comparison->count > 0 || comparison->difference->found ||
           error_plain(error, STATUS_WRONG,
                       "--ignore: must leave a column to compare");
}

/* "step 31", or "row 31", counted from 0. */
static void
add_row(const struct table_comparison *comparison, struct text *text)
{
    const struct csv_field *fields = comparison->inputs[0].records.csv.fields;

    if (comparison->stepped)
        text_format(text, "step %.40s",
                    fields[comparison->step.columns[0]].text);
    else
        text_format(text, "row %zu", comparison->rows);
}

static void
add_column(const struct table_comparison *comparison, size_t pair,
           struct text *text)
{
    const struct diff_input *input = &comparison->inputs[0];
    size_t column = comparison->pairs[pair].columns[0];

    if (input->records.named)
        text_string(text, quote(input->records.csv.names[column]).text);
    else
        text_format(text, "column %zu", column + 1);
}

static bool
same(const struct table_comparison *comparison, const struct csv_field *a,
     const struct csv_field *b, double *apart)
{
    double x, y;

    *apart = NAN;
    if (!csv_is_number(a, &x) || !csv_is_number(b, &y))
        return a->length == b->length &&
               memcmp(a->text, b->text, a->length) == 0;
    if (x == y || (isnan(x) && isnan(y)))
        return true;
    *apart = fabs(x - y);
    return isfinite(*apart) &&
           *apart <=
               comparison->atol + comparison->rtol * fmax(fabs(x), fabs(y));
}

static void
add_value(struct text *text, const struct csv_field *field)
{
    if (csv_is_empty(field))
        text_string(text, "nothing");
    else
        text_string(text, quote(field->text).text);
}

static void
tell_value(struct table_comparison *comparison, size_t pair,
           const struct csv_field *a, const struct csv_field *b)
{
    struct text *message = &comparison->difference->message;

    if (!difference_at(comparison->difference, &comparison->inputs[1], b))
        return;
    add_row(comparison, message);
    text_string(message, ": ");
    add_column(comparison, pair, message);
    text_string(message, " is ");
    add_value(message, b);
    text_string(message, ", and ");
    add_value(message, a);
    text_format(message, " in %.200s:%zu:%zu",
                comparison->inputs[0].records.csv.input.name, a->line,
                a->column);
}

static void
compare_row(struct table_comparison *comparison)
{
    size_t wrong = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct column_pair *pair = &comparison->pairs[i];
        const struct csv_field *a =
            &comparison->inputs[0].records.csv.fields[pair->columns[0]];
        const struct csv_field *b =
            &comparison->inputs[1].records.csv.fields[pair->columns[1]];
        double apart;

        if (same(comparison, a, b, &apart))
            continue;
        wrong++;
        tell_value(comparison, i, a, b);
        if (apart > comparison->largest) {
            comparison->largest = apart;
            comparison->largest_row.used = 0;
            add_column(comparison, i, &comparison->largest_row);
            text_string(&comparison->largest_row, " in ");
            add_row(comparison, &comparison->largest_row);
        }
    }
    comparison->wrong_values += wrong;
    comparison->wrong_rows += wrong > 0;
}

/* The input that has a row more. */
static void
tell_longer(struct table_comparison *comparison, int longer)
{
    struct diff_input *input = &comparison->inputs[longer];

    if (difference_at(comparison->difference, input,
                      &input->records.csv.fields[0]))
        text_format(&comparison->difference->message,
                    "row %zu is only here: %.200s has %zu row%s",
                    comparison->rows,
                    comparison->inputs[!longer].records.csv.input.name,
                    comparison->rows, comparison->rows == 1 ? "" : "s");
    else
        text_format(&comparison->difference->message,
                    "\n%.200s ends before row %zu, and %.200s does not",
                    comparison->inputs[!longer].records.csv.input.name,
                    comparison->rows, input->records.csv.input.name);
}

static void
sum_up(struct table_comparison *comparison)
{
    struct text *message = &comparison->difference->message;

    if (comparison->wrong_values < 2)
        return;
    text_format(message, "\n%zu values differ, in %zu of %zu rows",
                comparison->wrong_values, comparison->wrong_rows,
                comparison->rows);
    if (comparison->largest > 0) {
        text_format(message, "; by at most %.3g (", comparison->largest);
        text_add(message, comparison->largest_row.bytes,
                 comparison->largest_row.used);
        text_string(message, ")");
    }
}

bool
diff_tables(const struct arguments *arguments, const struct options *view,
            struct diff_input inputs[2], struct difference *difference,
            struct error *error)
{
    struct table_comparison comparison = {
        .arguments = arguments,
        .inputs = inputs,
        .rtol = isnan(view->rtol) ? 0 : view->rtol,
        .atol = isnan(view->atol) ? 0 : view->atol,
        .largest_row = {.arena = arguments->arena},
        .difference = difference,
    };
    bool more[2] = {true, true};

    if (!pair_columns(&comparison, error))
        return false;
    while (!difference->found || comparison.wrong_values > 0) {
        for (int i = 0; i < 2; i++)
            if (!records_next(&inputs[i].records, &more[i], error))
                return false;
        if (!more[0] || !more[1])
            break;
        compare_row(&comparison);
        comparison.rows++;
    }
    sum_up(&comparison);
    if (more[0] != more[1])
        tell_longer(&comparison, more[1]);
    return true;
}
