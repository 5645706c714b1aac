/* column_pairs.c -- pairs the columns of two tables. */
#include "diff/column_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

struct named_column {
    const char *name;
    size_t column;
};

static int
order_named_columns(const void *a, const void *b)
{
    const struct named_column *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : x->column < y->column ? -1 : x->column > y->column;
}

/* The columns of a table by their names, those of one name by position; NULL
 * without memory. */
static struct named_column *
sort_columns(const struct csv *csv)
{
    struct named_column *columns =
        arena_alloc(csv->arena, csv->count, sizeof *columns);

    for (size_t i = 0; columns && i < csv->count; i++)
        columns[i] = (struct named_column){csv->names[i], i};
    if (columns)
        qsort(columns, csv->count, sizeof *columns, order_named_columns);
    return columns;
}

/* The partner in B of each column of A, and in A of each of B; the count of
 * the other's columns where there is none. */
static bool
match_names(const struct csv *a, const struct csv *b, size_t *of_a,
            size_t *of_b)
{
    const struct named_column *x = sort_columns(a), *y = sort_columns(b);
    size_t i = 0, k = 0;

    if (!x || !y)
        return false;
    while (i < a->count || k < b->count) {
        int order = i == a->count   ? 1
                    : k == b->count ? -1
                                    : strcmp(x[i].name, y[k].name);

        if (order <= 0)
            of_a[x[i].column] = order == 0 ? y[k].column : b->count;
        if (order >= 0)
            of_b[y[k].column] = order == 0 ? x[i].column : a->count;
        i += order <= 0;
        k += order >= 0;
    }
    return true;
}

static bool
is_ignored(const struct diff_request *request, const char *name)
{
    for (size_t i = 0; i < request->ignore_count; i++)
        if (strcmp(request->ignore[i], name) == 0)
            return true;
    return false;
}

static bool
has_column(const struct csv *csv, const char *name, struct nearest *nearest)
{
    for (size_t i = 0; i < csv->count; i++)
        nearest_try(nearest, csv->names[i]);
    return csv_find(csv, name, 0) < csv->count;
}

/* Every ignored name must be a column of one table. */
static bool
check_ignored(const struct diff_request *request, const struct csv *a,
              const struct csv *b, struct error *error)
{
    for (size_t i = 0; i < request->ignore_count; i++) {
        const char *name = request->ignore[i];
        struct nearest nearest = {.word = name};
        bool in_a = has_column(a, name, &nearest);
        bool in_b = has_column(b, name, &nearest);

        if (!in_a && !in_b)
            return error_plain(
                error, STATUS_WRONG,
                "--ignore: neither %s nor %s has a column '%s'%s",
                a->input.name, b->input.name, quote(name).text,
                nearest_suggestion(&nearest).text);
    }
    return true;
}

/* A column that only one table has is the difference. */
static void
note_missing(struct diff *diff, int has, const char *name)
{
    if (difference_at(&diff->difference, &diff->inputs[has], 1, 1))
        text_format(&diff->difference.message, "column '%s' is not in %s",
                    quote(name).text,
                    quote(diff->inputs[!has].records.csv.input.name).text);
}

static bool
pair_names(struct diff *diff, struct column_pairs *pairs, struct error *error)
{
    const struct csv *a = &diff->inputs[0].records.csv;
    const struct csv *b = &diff->inputs[1].records.csv;
    size_t *of_a = arena_alloc(diff->arena, a->count, sizeof *of_a);
    size_t *of_b = arena_alloc(diff->arena, b->count, sizeof *of_b);

    if (!of_a || !of_b || !match_names(a, b, of_a, of_b))
        return error_memory(error);
    for (size_t i = 0; i < a->count; i++) {
        if (is_ignored(diff->request, a->names[i]))
            continue;
        if (of_a[i] == b->count)
            note_missing(diff, 0, a->names[i]);
        else
            pairs->items[pairs->count++] = (struct column_pair){{i, of_a[i]}};
    }
    for (size_t k = 0; k < b->count; k++)
        if (of_b[k] == a->count && !is_ignored(diff->request, b->names[k]))
            note_missing(diff, 1, b->names[k]);
    return pairs->count > 0 || diff->difference.found ||
           error_plain(error, STATUS_WRONG,
                       "--ignore: must leave a column to compare");
}

static void
pair_positions(struct diff *diff, struct column_pairs *pairs)
{
    const struct records *a = &diff->inputs[0].records;
    const struct records *b = &diff->inputs[1].records;
    struct text *message = &diff->difference.message;

    if (a->named != b->named) {
        difference_at(&diff->difference, &diff->inputs[1], 1, 1);
        text_format(message, "has %scolumn names, but %s has %s",
                    b->named ? "" : "no ", quote(a->csv.input.name).text,
                    a->named ? "them" : "none");
    } else if (a->csv.count != b->csv.count) {
        difference_at(&diff->difference, &diff->inputs[1], 1, 1);
        text_format(message, "has %zu column%s, but %s has %zu", b->csv.count,
                    b->csv.count == 1 ? "" : "s", quote(a->csv.input.name).text,
                    a->csv.count);
    }
    for (size_t i = 0; i < a->csv.count; i++)
        pairs->items[pairs->count++] = (struct column_pair){{i, i}};
}

bool
column_pairs_find(struct diff *diff, struct column_pairs *pairs,
                  struct error *error)
{
    const struct records *a = &diff->inputs[0].records;
    const struct records *b = &diff->inputs[1].records;

    *pairs = (struct column_pairs){
        .items = arena_alloc(diff->arena, a->csv.count, sizeof *pairs->items)};
    if (!pairs->items)
        return error_memory(error);
    if (a->named && b->named)
        return check_ignored(diff->request, &a->csv, &b->csv, error) &&
               pair_names(diff, pairs, error);
    if (diff->request->ignore_count > 0)
        return error_plain(error, STATUS_WRONG,
                           "--ignore: %s has no column names",
                           (a->named ? b : a)->csv.input.name);
    pair_positions(diff, pairs);
    return true;
}
