/* markdown_table.c -- md: a table for people, whose rows are kept until the
 * widths of its columns are known. */
#include <math.h>
#include <string.h>

#include "output/format.h"
#include "output/people.h"

struct markdown_table {
    const char **cells; /* [rows][columns]: labels may change between rows */
    size_t used, room;
    struct people_width *widths; /* [columns] */
    bool failed;
};

static const char *const *
labels_of(const struct frame *frame, size_t column)
{
    return frame->labels ? frame->labels[column] : NULL;
}

/* Whether a column has names, which begin on the left. */
static bool
is_named(const struct frame *frame, size_t column)
{
    return labels_of(frame, column) && (column == 0 || !frame->rounded);
}

static bool
markdown_begin_rows(struct output *output)
{
    struct markdown_table *table = arena_alloc(output->arena, 1, sizeof *table);

    if (table)
        table->widths = arena_alloc(output->arena, output->frame->count,
                                    sizeof *table->widths);
    output->state = table;
    return (table && table->widths) || error_memory(output->error);
}

/* A bar ends a cell, and a newline a row. */
static void
add_escaped(const char *label, struct text *text)
{
    for (; *label; label++)
        if (*label == '\n')
            text_string(text, "<br>");
        else
            text_format(text, *label == '|' ? "\\%c" : "%c", *label);
}

static const char *
cell_of(const struct output *output, double value, size_t column)
{
    const struct frame *frame = output->frame;
    const char *const *labels = labels_of(frame, column);
    struct text cell = {.arena = output->arena};
    char number[PEOPLE_SIZE];

    if (labels) {
        add_escaped(labels[(size_t)value], &cell);
        return text_end(&cell);
    }
    people_number(value, frame->digits > 0 ? frame->digits : PEOPLE_DIGITS,
                  number);
    if (!isfinite(value) &&
        strcmp(frame->names[column], "steps_to_target") == 0)
        strcpy(number, "-");
    return arena_copy(output->arena, number, strlen(number));
}

static void
markdown_keep_row(struct output *output, const double *values)
{
    struct markdown_table *table = output->state;
    size_t count = output->frame->count;
    const char **grown = arena_grow(output->arena, table->cells, table->used,
                                    count, &table->room, sizeof *grown);

    if (grown)
        table->cells = grown;
    for (size_t i = 0; grown && i < count; i++) {
        grown[table->used + i] = cell_of(output, values[i], i);
        table->failed = table->failed || !grown[table->used + i];
    }
    table->failed = table->failed || !grown;
    table->used += grown ? count : 0;
}

static void
measure_rows(const struct output *output)
{
    const struct frame *frame = output->frame;
    const struct markdown_table *table = output->state;

    /* A rule has three dashes at least. */
    for (size_t i = 0; frame->header && i < frame->count; i++) {
        size_t least = is_named(frame, i) ? 3 : 4;
        size_t width = text_width(frame->names[i]);

        table->widths[i].words = width > least ? width : least;
    }
    for (size_t k = 0; k < table->used; k++) {
        size_t i = k % frame->count, length = text_width(table->cells[k]);

        if (!is_named(frame, i))
            people_measure(&table->widths[i], table->cells[k]);
        else if (length > table->widths[i].words)
            table->widths[i].words = length;
    }
}

/* Names end in blanks, and numbers are aligned. */
static void
add_cell(const struct output *output, size_t column, const char *words)
{
    const struct markdown_table *table = output->state;
    const struct people_width *width = &table->widths[column];
    size_t total = people_total(width);

    text_string(output->text, column > 0 ? " | " : "| ");
    if (is_named(output->frame, column))
        text_format(output->text, "%s%*s", words,
                    (int)(total - text_width(words)), "");
    else
        people_add(width, words, output->text);
}

static void
add_rule(const struct output *output)
{
    const struct markdown_table *table = output->state;
    struct text *text = output->text;

    for (size_t i = 0; i < output->frame->count; i++) {
        size_t total = people_total(&table->widths[i]);
        bool named = is_named(output->frame, i);

        text_string(text, i > 0 ? " | " : "| ");
        for (size_t k = named ? 0 : 1; k < total; k++)
            text_string(text, "-");
        text_string(text, named ? "" : ":");
    }
    text_string(text, " |\n");
}

static bool
markdown_end(struct output *output)
{
    const struct frame *frame = output->frame;
    const struct markdown_table *table = output->state;

    if (table->failed)
        return error_memory(output->error);
    measure_rows(output);
    for (size_t i = 0; frame->header && i < frame->count; i++)
        add_cell(output, i, frame->names[i]);
    if (frame->header) {
        text_string(output->text, " |\n");
        add_rule(output);
    }
    for (size_t k = 0; k < table->used; k++) {
        add_cell(output, k % frame->count, table->cells[k]);
        if ((k + 1) % frame->count == 0)
            text_string(output->text, " |\n");
    }
    return true;
}

const struct format format_md = {
    .name = "md",
    .meaning = "a Markdown table of rounded numbers (--digits)",
    .begin = markdown_begin_rows,
    .row = markdown_keep_row,
    .end = markdown_end,
};
