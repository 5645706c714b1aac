/* ranking.c -- the ranked table of a comparison. */
#include "command/ranking.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"

/* Columns before those of tuned values. */
enum { RANKED = 8 };

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
    text_add(&text, "", 1);
    if (text.failed)
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
    text_add(&text, "", 1);
    return text.failed ? NULL : text.bytes;
}

/* Whether the minimum of some problem is known. */
static bool
has_gap(const struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->contenders->count; i++)
        if (!isnan(ranking->contenders->items[i].outcome.gap))
            return true;
    return false;
}

void
ranking_row(struct ranking *ranking, size_t number)
{
    const struct contenders *contenders = ranking->contenders;
    const struct contender *one = &contenders->items[number];
    const struct outcome *outcome = &one->outcome;
    const struct {
        const char *name;
        double value;
        bool applies;
    } cells[RANKED] = {
        {"rank", (double)one->rank, true},
        {"final_loss", outcome->final_loss, true},
        {"best_loss", outcome->best_loss, true},
        {"best_step", outcome->best_step, true},
        {"steps_to_target", outcome->target_step,
         !isnan(contenders->view.target)},
        {"gap", outcome->gap, has_gap(ranking)},
        {"relative", one->relative, true},
        {"diverged", outcome->diverged, true},
    };
    size_t count = 1;

    ranking->columns[0] = "run";
    ranking->row[0] = (double)number;
    for (size_t i = 0; i < RANKED; i++) {
        if (!cells[i].applies)
            continue;
        ranking->columns[count] = cells[i].name;
        ranking->row[count++] = cells[i].value;
    }
    for (size_t i = 0; i < contenders->tuned; i++) {
        double value = tuned_number(ranking, one, i);

        if (isnan(value))
            continue;
        ranking->columns[count] = contenders->values[i].path;
        ranking->row[count++] = value;
    }
    ranking->frame.count = count;
}

bool
ranking_make(struct ranking *ranking, bool header, struct error *error)
{
    const struct contenders *contenders = ranking->contenders;
    size_t most = 1 + RANKED + contenders->tuned;

    ranking->columns =
        arena_alloc(ranking->arena, most, sizeof *ranking->columns);
    ranking->row = arena_alloc(ranking->arena, most, sizeof(double));
    ranking->names =
        arena_alloc(ranking->arena, contenders->count, sizeof *ranking->names);
    ranking->labels =
        arena_alloc(ranking->arena, most, sizeof *ranking->labels);
    if (!ranking->columns || !ranking->row || !ranking->names ||
        !ranking->labels)
        return error_memory(error);
    ranking->labels[0] = ranking->names;
    for (size_t i = 0; i < contenders->count; i++) {
        ranking->names[i] = full_name(ranking, &contenders->items[i]);
        if (!ranking->names[i])
            return error_memory(error);
    }
    ranking->frame = (struct frame){
        .names = ranking->columns,
        .labels = ranking->labels,
        .header = header,
    };
    ranking_row(ranking, 0);
    return true;
}

/* A number of the table for people. */
static void
add_cell(struct text *text, double value, size_t width)
{
    char cell[32];

    snprintf(cell, sizeof cell, "%.6g", value);
    text_format(text, "  %*s", (int)width, cell);
}

static size_t
cell_width(const char *name)
{
    enum { NUMBER = 11 };

    return strlen(name) > NUMBER ? strlen(name) : NUMBER;
}

static void
add_line(const struct ranking *ranking, size_t number, size_t widest,
         struct text *text)
{
    const char *name = ranking->names[number];

    text_string(text, name);
    for (size_t i = text_width(name); i < widest; i++)
        text_string(text, " ");
    for (size_t i = 1; i < ranking->frame.count; i++)
        add_cell(text, ranking->row[i], cell_width(ranking->columns[i]));
    text_string(text, "\n");
}

void
ranking_show(struct ranking *ranking, struct text *text)
{
    const char *const *columns = ranking->columns;
    size_t widest = strlen(columns[0]);

    for (size_t k = 0; k < ranking->contenders->count; k++)
        if (text_width(ranking->names[k]) > widest)
            widest = text_width(ranking->names[k]);
    text_format(text, "%-*s", (int)widest, columns[0]);
    for (size_t i = 1; i < ranking->frame.count; i++)
        text_format(text, "  %*s", (int)cell_width(columns[i]), columns[i]);
    text_string(text, "\n");
    for (size_t k = 0; k < ranking->contenders->count; k++) {
        ranking_row(ranking, k);
        add_line(ranking, k, widest, text);
    }
}
