/* rank_table.c -- the columns of the ranked table, and its rows. */
#include "compare/rank_table.h"

#include <math.h>
#include <string.h>

#include "syntax/csv.h"

/* When the table has a column. */
enum condition {
    ALWAYS,
    ONE_SEED,
    SEEDS,
    TARGET,
    GAP,
    SOME_DIVERGED,
    NONE_DIVERGED,
};

#define COUNT(member) RANK_VALUE_COUNT, offsetof(struct combination, member)
#define NUMBER(member) RANK_VALUE_NUMBER, offsetof(struct combination, member)
#define MEDIAN(member) NUMBER(quartiles.median.member)

/* All columns but those of tuned values. */
static const struct {
    enum condition condition;
    struct rank_column column;
} table_columns[] = {
    {ALWAYS, {"run", "run", 0, RANK_VALUE_RUN, 0}},
    {ALWAYS, {"rank", "rank", 0, COUNT(rank)}},
    {SEEDS, {"p", "p", 7, NUMBER(probability)}},
    {ONE_SEED, {"final_loss", "final", 0, MEDIAN(final_loss)}},
    {ONE_SEED, {"best_loss", "best", 5, MEDIAN(best_loss)}},
    {SEEDS, {"final_loss_median", "final", 0, MEDIAN(final_loss)}},
    {SEEDS, {"final_loss_q1", "q1", 8, NUMBER(quartiles.final_q1)}},
    {SEEDS, {"final_loss_q3", "q3", 8, NUMBER(quartiles.final_q3)}},
    {SEEDS, {"best_loss_median", "best", 5, MEDIAN(best_loss)}},
    {SEEDS, {"best_loss_q1", "q1", 4, NUMBER(quartiles.best_q1)}},
    {SEEDS, {"best_loss_q3", "q3", 4, NUMBER(quartiles.best_q3)}},
    {ALWAYS, {"best_step", "at step", 2, MEDIAN(best_step)}},
    {TARGET, {"steps_to_target", "steps", 0, MEDIAN(target_step)}},
    {GAP, {"gap", "gap", 3, MEDIAN(gap)}},
    {ALWAYS, {"relative", "relative", 6, NUMBER(relative)}},
    {SOME_DIVERGED, {"diverged", "div.", 9, COUNT(quartiles.diverged)}},
    {NONE_DIVERGED, {"diverged", "div.", 1, COUNT(quartiles.diverged)}},
};
enum { TABLE_COLUMNS = sizeof table_columns / sizeof *table_columns };

/* Whether the minimum of some problem is known. */
static bool
some_gap(const struct combinations *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!isnan(all->items[i].quartiles.median.gap))
            return true;
    return false;
}

static bool
some_diverged(const struct combinations *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].quartiles.diverged > 0)
            return true;
    return false;
}

static bool
is_true(const struct combinations *all, enum condition condition)
{
    switch (condition) {
    case ONE_SEED:
        return all->request->seed_count == INTEGER_NULL;
    case SEEDS:
        return all->request->seed_count != INTEGER_NULL;
    case TARGET:
        return !isnan(all->request->target);
    case GAP:
        return some_gap(all);
    case SOME_DIVERGED:
        return some_diverged(all);
    case NONE_DIVERGED:
        return !some_diverged(all);
    case ALWAYS:
        break;
    }
    return true;
}

/* The tuned value of a run as a number; NaN where it is a word. */
static double
tuned_number(const struct combinations *all, const struct combination *one,
             size_t which)
{
    double number = NAN;
    struct csv_field field = {
        .text = value_set_at(&all->values[which], one->shares[which], &number)};

    return !field.text || csv_is_number(&field, &number) ? number : NAN;
}

/* Whether a tuned value is a number in all runs, and so a column; words are
 * added to the names. */
static bool
is_column(const struct combinations *all, size_t which)
{
    for (size_t i = 0; i < all->count; i++)
        if (isnan(tuned_number(all, &all->items[i], which)))
            return false;
    return true;
}

static void
add_rank_column(struct rank_table *table, struct rank_column column,
                const char **names)
{
    names[table->frame.count] = column.name;
    table->columns[table->frame.count++] = column;
}

static void
choose_rank_columns(struct rank_table *table, const char **names)
{
    const struct combinations *all = table->combinations;

    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        if (is_true(all, table_columns[i].condition))
            add_rank_column(table, table_columns[i].column, names);
    for (size_t i = 0; i < all->tuned; i++) {
        const char *path = all->values[i].path, *dot = strrchr(path, '.');
        const struct rank_column column = {path, dot ? dot + 1 : path, 0,
                                           RANK_VALUE_TUNED, i};

        if (is_column(all, i))
            add_rank_column(table, column, names);
    }
}

static bool
has_tuned_column(const struct rank_table *table, size_t tuned)
{
    for (size_t i = 0; i < table->frame.count; i++)
        if (table->columns[i].value == RANK_VALUE_TUNED &&
            table->columns[i].offset == tuned)
            return true;
    return false;
}

/* The name of a run, with its tuned words. */
static const char *
full_name(const struct rank_table *table, const struct combination *one)
{
    const struct combinations *all = table->combinations;
    struct text text = {.arena = table->arena};

    text_string(&text, one->name);
    for (size_t i = 0; i < all->tuned; i++) {
        double number;

        if (!has_tuned_column(table, i))
            text_format(&text, ", %s=%s", all->values[i].path,
                        value_set_at(&all->values[i], one->shares[i], &number));
    }
    return text_end(&text);
}

bool
rank_table_begin(struct rank_table *table, struct error *error)
{
    table->names = arena_alloc(table->arena, table->combinations->count,
                               sizeof *table->names);
    return table->names || error_memory(error);
}

bool
rank_table_make(struct rank_table *table, struct error *error)
{
    const struct combinations *all = table->combinations;
    size_t most = TABLE_COLUMNS + all->tuned;
    const char **names = arena_alloc(table->arena, most, sizeof *names);

    table->columns = arena_alloc(table->arena, most, sizeof *table->columns);
    table->labels = arena_alloc(table->arena, most, sizeof *table->labels);
    table->row = arena_alloc(table->arena, most, sizeof *table->row);
    if (!names || !table->columns || !table->labels || !table->row)
        return error_memory(error);
    table->labels[0] = table->names;
    table->frame = (struct frame){.names = names,
                                  .labels = table->labels,
                                  .header = all->request->header};
    choose_rank_columns(table, names);
    for (size_t i = 0; i < all->count; i++) {
        table->names[i] = full_name(table, &all->items[i]);
        if (!table->names[i])
            return error_memory(error);
    }
    return rank_table_round(table, error);
}

void
rank_table_row(struct rank_table *table, size_t number)
{
    const struct combination *one = &table->combinations->items[number];

    for (size_t i = 0; i < table->frame.count; i++) {
        const struct rank_column *column = &table->columns[i];
        const char *value = (const char *)one + column->offset;
        size_t count;

        switch (column->value) {
        case RANK_VALUE_RUN:
            table->row[i] = (double)number;
            break;
        case RANK_VALUE_COUNT:
            memcpy(&count, value, sizeof count);
            table->row[i] = (double)count;
            break;
        case RANK_VALUE_NUMBER:
            memcpy(&table->row[i], value, sizeof table->row[i]);
            break;
        case RANK_VALUE_TUNED:
            table->row[i] =
                tuned_number(table->combinations, one, column->offset);
            break;
        }
    }
}
