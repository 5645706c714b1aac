/* rank_table.c -- the ranked table of a comparison. */
#include "compare/rank_table.h"

#include <math.h>
#include <string.h>

#include "syntax/csv.h"

/* Columns before those of tuned values, at most. */
enum { RANKED = 16 };

/* The number that a run's tuned value is; NaN where it is a word. */
static double
tuned_number(const struct ranking *ranking, const struct contender *contender,
             size_t which)
{
    struct text text = {.arena = ranking->arena};
    struct csv_field field;
    double value = NAN;

    values_add(&ranking->contenders->values[which], contender->shares[which],
               &text);
    if (!text_end(&text))
        return NAN;
    field = (struct csv_field){.text = text.bytes};
    return csv_is_number(&field, &value) ? value : NAN;
}

/* The name of a run, with the words that were tuned. */
static const char *
full_name(const struct ranking *ranking, const struct contender *contender)
{
    struct text text = {.arena = ranking->arena};

    text_string(&text, contender->name);
    for (size_t i = 0; i < ranking->contenders->tuned; i++) {
        if (!isnan(tuned_number(ranking, contender, i)))
            continue;
        text_format(&text, ", %s=", ranking->contenders->values[i].path);
        values_add(&ranking->contenders->values[i], contender->shares[i],
                   &text);
    }
    return text_end(&text);
}

/* Whether the minimum of some problem is known. */
static bool
has_gap(const struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->contenders->count; i++)
        if (!isnan(ranking->contenders->items[i].scores.median.gap))
            return true;
    return false;
}

static bool
some_diverged(const struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->contenders->count; i++)
        if (ranking->contenders->items[i].scores.diverged > 0)
            return true;
    return false;
}

static void
add(struct ranking *ranking, const char *name, const char *heading, int spare,
    double value)
{
    size_t count = ranking->frame.count++;

    ranking->columns[count] = (struct ranking_column){name, heading, spare};
    ranking->row[count] = value;
}

static void
add_losses(struct ranking *ranking, const struct scores *scores)
{
    const struct outcome *median = &scores->median;

    if (ranking->contenders->view.seeds == INTEGER_NULL) {
        add(ranking, "final_loss", "final", 0, median->final_loss);
        add(ranking, "best_loss", "best", 5, median->best_loss);
        return;
    }
    add(ranking, "final_loss_median", "final", 0, median->final_loss);
    add(ranking, "final_loss_q1", "q1", 2, scores->final_q1);
    add(ranking, "final_loss_q3", "q3", 2, scores->final_q3);
    add(ranking, "best_loss_median", "best", 5, median->best_loss);
    add(ranking, "best_loss_q1", "q1", 6, scores->best_q1);
    add(ranking, "best_loss_q3", "q3", 6, scores->best_q3);
}

/* Tuned values that are numbers; words are in the name. */
static void
add_tuned(struct ranking *ranking, const struct contender *one)
{
    const struct contenders *contenders = ranking->contenders;

    for (size_t i = 0; i < contenders->tuned; i++) {
        const char *path = contenders->values[i].path;
        const char *dot = strrchr(path, '.');
        double value = tuned_number(ranking, one, i);

        if (!isnan(value))
            add(ranking, path, dot ? dot + 1 : path, 0, value);
    }
}

void
ranking_row(struct ranking *ranking, size_t number)
{
    const struct contender *one = &ranking->contenders->items[number];
    const struct outcome *median = &one->scores.median;

    ranking->frame.count = 0;
    add(ranking, "run", "run", 0, (double)number);
    add(ranking, "rank", "rank", 0, (double)one->rank);
    if (ranking->contenders->view.seeds != INTEGER_NULL)
        add(ranking, "p", "p", 3, one->probability);
    add_losses(ranking, &one->scores);
    add(ranking, "best_step", "in row", 8, median->best_step);
    if (!isnan(ranking->contenders->view.target))
        add(ranking, "steps_to_target", "steps", 0, median->target_step);
    if (has_gap(ranking))
        add(ranking, "gap", "gap", 7, median->gap);
    add(ranking, "relative", "relative", 4, one->relative);
    add(ranking, "diverged", "div.", some_diverged(ranking) ? 1 : 9,
        (double)one->scores.diverged);
    add_tuned(ranking, one);
}

bool
ranking_begin(struct ranking *ranking, struct error *error)
{
    ranking->names = arena_alloc(ranking->arena, ranking->contenders->count,
                                 sizeof *ranking->names);
    return ranking->names || error_memory(error);
}

bool
ranking_make(struct ranking *ranking, bool header, struct error *error)
{
    const struct contenders *contenders = ranking->contenders;
    size_t most = RANKED + contenders->tuned;
    struct arena *arena = ranking->arena;
    const char **columns = arena_alloc(arena, most, sizeof *columns);

    ranking->columns = arena_alloc(arena, most, sizeof *ranking->columns);
    ranking->row = arena_alloc(arena, most, sizeof(double));
    ranking->labels = arena_alloc(arena, most, sizeof *ranking->labels);
    if (!columns || !ranking->columns || !ranking->row || !ranking->labels)
        return error_memory(error);
    ranking->labels[0] = ranking->names;
    for (size_t i = 0; i < contenders->count; i++) {
        ranking->names[i] = full_name(ranking, &contenders->items[i]);
        if (!ranking->names[i])
            return error_memory(error);
    }
    ranking->frame = (struct frame){
        .names = columns,
        .labels = ranking->labels,
        .header = header,
    };
    ranking_row(ranking, 0);
    for (size_t i = 0; i < ranking->frame.count; i++)
        columns[i] = ranking->columns[i].name;
    return true;
}
