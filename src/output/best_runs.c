/* best_runs.c -- keeps the ten best rows, and writes them as a table. */
#include "output/best_runs.h"

#include <math.h>
#include <string.h>

#include "output/people.h"
#include "output/people_table.h"

static size_t
find_column(const struct frame *frame, const char *name)
{
    size_t i = 0;

    while (i < frame->count && strcmp(frame->names[i], name) != 0)
        i++;
    return i;
}

/* A value of a row; what is not there, or no number, is infinite. */
static double
value_of(const struct best_runs *best, const double *row, const char *name)
{
    size_t column = find_column(best->frame, name);

    return column < best->frame->count && !isnan(row[column]) ? row[column]
                                                              : INFINITY;
}

/* As outcomes are compared: earlier at the target, then a lower loss. */
static bool
is_better(const struct best_runs *best, const double *a, const double *b)
{
    static const char *const order[] = {"diverged", "steps_to_target",
                                        "final_loss"};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        double x = value_of(best, a, order[i]), y = value_of(best, b, order[i]);

        if (x != y)
            return x < y;
    }
    return false;
}

bool
best_runs_add(struct best_runs *best, const double *values)
{
    size_t size = best->frame->count * sizeof *values, at = best->count;
    double *row;

    best->seen++;
    if (at == BEST_RUNS && !is_better(best, values, best->rows[at - 1]))
        return true;
    if (at == BEST_RUNS)
        row = best->rows[--at];
    else
        row = arena_alloc(best->arena, best->frame->count, sizeof *row);
    if (!row)
        return false;
    memcpy(row, values, size);
    for (; at > 0 && is_better(best, row, best->rows[at - 1]); at--)
        best->rows[at] = best->rows[at - 1];
    best->rows[at] = row;
    best->count += best->count < BEST_RUNS;
    return true;
}

/* The words of a value, in a table or in a sentence. */
static void
add_value(const struct best_runs *best, const double *row, size_t column,
          bool sentence, struct text *text)
{
    const char *const *const *labels = best->frame->labels;
    int digits = best->frame->digits > 0 ? best->frame->digits : PEOPLE_DIGITS;
    char number[PEOPLE_SIZE];

    if (labels && labels[column]) {
        text_shown(text, labels[column][(size_t)row[column]]);
        return;
    }
    if (strcmp(best->frame->names[column], "final_loss") == 0 &&
        value_of(best, row, "diverged") == 1) {
        text_string(text, "diverged");
        return;
    }
    if (sentence)
        people_short(row[column], digits, number);
    else
        people_number(row[column], digits, number);
    text_string(text, isnan(row[column]) || isinf(row[column]) ? "-" : number);
}

/* Whether a column says something: not the same in all rows, or what varies.
 * The final loss says that a run diverged. */
static bool
is_shown(const struct best_runs *best, size_t column)
{
    bool known = strcmp(best->frame->names[column], "final_loss") == 0 ||
                 column <= best->variables;
    double first = best->rows[0][column];

    if (known || (best->frame->labels && best->frame->labels[column]) ||
        strcmp(best->frame->names[column], "diverged") == 0)
        return known;
    for (size_t k = 1; k < best->count; k++)
        if (best->rows[k][column] != first &&
            !(isnan(first) && isnan(best->rows[k][column])))
            return true;
    return false;
}

bool
best_runs_table(const struct best_runs *best, struct people_table *table)
{
    const struct frame *frame = best->frame;
    bool *words = arena_alloc(best->arena, frame->count, sizeof *words);

    *table = (struct people_table){
        .arena = best->arena, .words = words, .header = true};
    for (size_t i = 0; words && i < frame->count; i++)
        if (is_shown(best, i)) {
            people_table_add(table, frame->names[i]);
            words[table->columns++] = frame->labels && frame->labels[i];
        }
    for (size_t k = 0; words && k < best->count; k++)
        for (size_t i = 0; i < frame->count; i++) {
            struct text cell = {.arena = best->arena};

            if (!is_shown(best, i))
                continue;
            add_value(best, best->rows[k], i, false, &cell);
            people_table_add(table, text_end(&cell) ? cell.bytes : "");
        }
    return words && !table->failed;
}

/* "best: lr 0.02, weight_decay 1e-3: 4.2e-5" */
static void
add_best(const struct best_runs *best, struct text *text)
{
    const double *row = best->rows[0];
    size_t loss = find_column(best->frame, "final_loss");

    text_string(text, "best: ");
    for (size_t i = 1; i <= best->variables; i++) {
        const char *name = best->frame->names[i], *dot = strrchr(name, '.');

        text_format(text, "%s%s ", i > 1 ? ", " : "", dot ? dot + 1 : name);
        add_value(best, row, i, true, text);
    }
    text_string(text, ": ");
    if (loss < best->frame->count)
        add_value(best, row, loss, true, text);
    text_string(text, "\n");
}

void
best_runs_text(const struct best_runs *best, struct text *text)
{
    struct people_table table;

    if (best->count == 0)
        return;
    text->failed = !best_runs_table(best, &table) ||
                   !people_table_lines(&table, text) || text->failed;
    if (best->seen > best->count)
        text_format(text, "(the best %zu of %zu runs)\n", best->count,
                    best->seen);
    add_best(best, text);
}
