/* rank_table.c -- the ranked table of a comparison. */
#include "compare/rank_table.h"

#include <math.h>
#include <string.h>

#include "syntax/csv.h"

/* Columns before those of tuned values, at most. */
enum { RANKED = 16 };

/* The number that a run's tuned value is; NaN where it is a word. */
static double
tuned_number(const struct rank_table *table,
             const struct combination *combination, size_t which)
{
    struct text text = {.arena = table->arena};
    struct csv_field field;
    double value = NAN;

    value_set_add(&table->combinations->values[which],
                  combination->shares[which], &text);
    if (!text_end(&text))
        return NAN;
    field = (struct csv_field){.text = text.bytes};
    return csv_is_number(&field, &value) ? value : NAN;
}

/* The name of a run, with the words that were tuned. */
static const char *
full_name(const struct rank_table *table, const struct combination *combination)
{
    struct text text = {.arena = table->arena};

    text_string(&text, combination->name);
    for (size_t i = 0; i < table->combinations->tuned; i++) {
        if (!isnan(tuned_number(table, combination, i)))
            continue;
        text_format(&text, ", %s=", table->combinations->values[i].path);
        value_set_add(&table->combinations->values[i], combination->shares[i],
                      &text);
    }
    return text_end(&text);
}

/* Whether the minimum of some problem is known. */
static bool
has_gap(const struct rank_table *table)
{
    for (size_t i = 0; i < table->combinations->count; i++)
        if (!isnan(table->combinations->items[i].quartiles.median.gap))
            return true;
    return false;
}

static bool
some_diverged(const struct rank_table *table)
{
    for (size_t i = 0; i < table->combinations->count; i++)
        if (table->combinations->items[i].quartiles.diverged > 0)
            return true;
    return false;
}

static void
add(struct rank_table *table, const char *name, const char *heading, int spare,
    double value)
{
    size_t count = table->frame.count++;

    table->columns[count] = (struct rank_column){name, heading, spare};
    table->row[count] = value;
}

static void
add_losses(struct rank_table *table, const struct quartiles *quartiles)
{
    const struct outcome *median = &quartiles->median;

    if (table->combinations->view.seeds == INTEGER_NULL) {
        add(table, "final_loss", "final", 0, median->final_loss);
        add(table, "best_loss", "best", 5, median->best_loss);
        return;
    }
    add(table, "final_loss_median", "final", 0, median->final_loss);
    add(table, "final_loss_q1", "q1", 2, quartiles->final_q1);
    add(table, "final_loss_q3", "q3", 2, quartiles->final_q3);
    add(table, "best_loss_median", "best", 5, median->best_loss);
    add(table, "best_loss_q1", "q1", 6, quartiles->best_q1);
    add(table, "best_loss_q3", "q3", 6, quartiles->best_q3);
}

/* Tuned values that are numbers; words are in the name. */
static void
add_tuned(struct rank_table *table, const struct combination *one)
{
    const struct combinations *combinations = table->combinations;

    for (size_t i = 0; i < combinations->tuned; i++) {
        const char *path = combinations->values[i].path;
        const char *dot = strrchr(path, '.');
        double value = tuned_number(table, one, i);

        if (!isnan(value))
            add(table, path, dot ? dot + 1 : path, 0, value);
    }
}

void
rank_table_row(struct rank_table *table, size_t number)
{
    const struct combination *one = &table->combinations->items[number];
    const struct outcome *median = &one->quartiles.median;

    table->frame.count = 0;
    add(table, "run", "run", 0, (double)number);
    add(table, "rank", "rank", 0, (double)one->rank);
    if (table->combinations->view.seeds != INTEGER_NULL)
        add(table, "p", "p", 3, one->probability);
    add_losses(table, &one->quartiles);
    add(table, "best_step", "in row", 8, median->best_step);
    if (!isnan(table->combinations->view.target))
        add(table, "steps_to_target", "steps", 0, median->target_step);
    if (has_gap(table))
        add(table, "gap", "gap", 7, median->gap);
    add(table, "relative", "relative", 4, one->relative);
    add(table, "diverged", "div.", some_diverged(table) ? 1 : 9,
        (double)one->quartiles.diverged);
    add_tuned(table, one);
}

bool
rank_table_begin(struct rank_table *table, struct error *error)
{
    table->names = arena_alloc(table->arena, table->combinations->count,
                               sizeof *table->names);
    return table->names || error_memory(error);
}

bool
rank_table_make(struct rank_table *table, bool header, struct error *error)
{
    const struct combinations *combinations = table->combinations;
    size_t most = RANKED + combinations->tuned;
    struct arena *arena = table->arena;
    const char **columns = arena_alloc(arena, most, sizeof *columns);

    table->columns = arena_alloc(arena, most, sizeof *table->columns);
    table->row = arena_alloc(arena, most, sizeof(double));
    table->labels = arena_alloc(arena, most, sizeof *table->labels);
    if (!columns || !table->columns || !table->row || !table->labels)
        return error_memory(error);
    table->labels[0] = table->names;
    for (size_t i = 0; i < combinations->count; i++) {
        table->names[i] = full_name(table, &combinations->items[i]);
        if (!table->names[i])
            return error_memory(error);
    }
    table->frame = (struct frame){
        .names = columns,
        .labels = table->labels,
        .header = header,
    };
    rank_table_row(table, 0);
    for (size_t i = 0; i < table->frame.count; i++)
        columns[i] = table->columns[i].name;
    return true;
}
