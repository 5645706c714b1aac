/* tables.c -- compares two tables, value by value. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff/column_pairs.h"

/* What is compared, and what differs. */
struct table_comparison {
    struct diff *diff;
    double rtol, atol;
    struct column_pairs pairs;
    const struct csv *tables[2];
    size_t
        steps; /* the column "step" of A, which names the rows, or NO_STEPS */
    size_t rows, wrong_values, wrong_rows;
    double largest; /* difference of two numbers */
    struct text largest_at;
};

#define NO_STEPS ((size_t)-1)

/* "step 31", or "row 31", counted from 0. */
static void
add_row(const struct table_comparison *comparison, struct text *text)
{
    const struct csv_field *fields = comparison->tables[0]->fields;

    if (comparison->steps != NO_STEPS)
        text_format(text, "step %s",
                    quote(fields[comparison->steps].text).text);
    else
        text_format(text, "row %zu", comparison->rows);
}

static void
add_column(const struct table_comparison *comparison,
           const struct column_pair *pair, struct text *text)
{
    const struct csv *a = comparison->tables[0];
    size_t column = pair->columns[0];

    if (a->names)
        text_string(text, quote(a->names[column]).text);
    else
        text_format(text, "column %zu", column + 1);
}

/* Half a unit in the last place of a number that Markdown has, which is rounded
 * for people. */
static double
rounding(const struct table_comparison *comparison, int which,
         const struct csv_field *field)
{
    const char *point = strchr(field->text, '.');
    const char *e = strpbrk(field->text, "eE");
    size_t decimals = point ? strspn(point + 1, "0123456789") : 0;

    if (comparison->diff->inputs[which].records.form != TABLE_MARKDOWN)
        return 0;
    return 0.5 * (1 + 1e-9) *
           pow(10, (e ? strtod(e + 1, NULL) : 0) - (double)decimals);
}

/* Whether two values agree; `apart` is the difference of numbers that do not,
 * else NAN. */
static bool
values_agree(const struct table_comparison *comparison,
             const struct csv_field *a, const struct csv_field *b,
             double *apart)
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
               comparison->atol + comparison->rtol * fmax(fabs(x), fabs(y)) +
                   rounding(comparison, 0, a) + rounding(comparison, 1, b);
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
note_value(struct table_comparison *comparison, const struct column_pair *pair,
           const struct csv_field *a, const struct csv_field *b)
{
    struct diff *diff = comparison->diff;
    struct text *message = &diff->difference.message;

    if (!difference_at(&diff->difference, &diff->inputs[1], b->line, b->column))
        return;
    add_row(comparison, message);
    text_string(message, ": ");
    add_column(comparison, pair, message);
    text_string(message, " is ");
    add_value(message, b);
    text_format(message, ", but %s:%zu:%zu has ",
                quote(comparison->tables[0]->input.name).text, a->line,
                a->column);
    add_value(message, a);
}

static void
note_largest(struct table_comparison *comparison,
             const struct column_pair *pair, double apart)
{
    struct text *text = &comparison->largest_at;

    comparison->largest = apart;
    text->used = 0;
    add_column(comparison, pair, text);
    text_string(text, " in ");
    add_row(comparison, text);
}

static void
compare_row(struct table_comparison *comparison)
{
    size_t wrong = 0;

    for (size_t i = 0; i < comparison->pairs.count; i++) {
        const struct column_pair *pair = &comparison->pairs.items[i];
        const struct csv_field *a =
            &comparison->tables[0]->fields[pair->columns[0]];
        const struct csv_field *b =
            &comparison->tables[1]->fields[pair->columns[1]];
        double apart;

        if (values_agree(comparison, a, b, &apart))
            continue;
        wrong++;
        note_value(comparison, pair, a, b);
        if (apart > comparison->largest)
            note_largest(comparison, pair, apart);
    }
    comparison->wrong_values += wrong;
    comparison->wrong_rows += wrong > 0;
}

/* One table has a row more. */
static void
note_longer(struct table_comparison *comparison, int longer)
{
    struct diff *diff = comparison->diff;
    const struct csv_field *first = &comparison->tables[longer]->fields[0];
    const struct quoted shorter =
        quote(comparison->tables[!longer]->input.name);
    size_t rows = comparison->rows;

    if (difference_at(&diff->difference, &diff->inputs[longer], first->line,
                      first->column))
        text_format(&diff->difference.message,
                    "row %zu is missing from %s, which has %zu row%s", rows,
                    shorter.text, rows, rows == 1 ? "" : "s");
    else
        text_format(&diff->difference.message,
                    "\n%s has %zu row%s, %s has more", shorter.text, rows,
                    rows == 1 ? "" : "s",
                    quote(comparison->tables[longer]->input.name).text);
}

static void
add_counts(struct table_comparison *comparison)
{
    const struct text *largest = &comparison->largest_at;
    struct text *message = &comparison->diff->difference.message;

    if (comparison->wrong_values < 2)
        return;
    text_format(message, "\n%zu values differ, in %zu of %zu rows",
                comparison->wrong_values, comparison->wrong_rows,
                comparison->rows);
    if (comparison->largest > 0) {
        text_format(message, "; by at most %.3g (", comparison->largest);
        text_add(message, largest->bytes, largest->used);
        text_string(message, ")");
    }
}

/* Where both tables have it. */
static size_t
find_steps(const struct csv *a, const struct csv *b)
{
    size_t steps = a->names ? csv_find(a, "step", 0) : a->count;

    return steps < a->count && b->names && csv_find(b, "step", 0) < b->count
               ? steps
               : NO_STEPS;
}

bool
diff_tables(struct diff *diff, struct error *error)
{
    const struct diff_request *request = diff->request;
    struct table_comparison comparison = {
        .diff = diff,
        .rtol = isnan(request->rtol) ? 0 : request->rtol,
        .atol = isnan(request->atol) ? 0 : request->atol,
        .tables = {&diff->inputs[0].records.csv, &diff->inputs[1].records.csv},
        .largest_at = {.arena = diff->arena},
    };
    bool more[2] = {true, true};

    if (!column_pairs_find(diff, &comparison.pairs, error))
        return false;
    comparison.steps = find_steps(comparison.tables[0], comparison.tables[1]);
    while (!diff->difference.found || comparison.wrong_values > 0) {
        for (int i = 0; i < 2; i++)
            if (!records_next(&diff->inputs[i].records, &more[i], error))
                return false;
        if (!more[0] || !more[1])
            break;
        compare_row(&comparison);
        comparison.rows++;
    }
    add_counts(&comparison);
    if (more[0] != more[1])
        note_longer(&comparison, more[1]);
    return true;
}
