/* markdown_table.c -- md: a table for people, whose rows are kept until the
 * widths of its columns are known. */
#include <math.h>
#include <string.h>

#include "output/format.h"
#include "output/people_table.h"

static const char *const *
labels_of(const struct frame *frame, size_t column)
{
    return frame->labels ? frame->labels[column] : NULL;
}

static bool
markdown_begin_rows(struct output *output)
{
    const struct frame *frame = output->frame;
    struct people_table *table = arena_alloc(output->arena, 1, sizeof *table);
    bool *words = arena_alloc(output->arena, frame->count, sizeof *words);

    if (!table || !words)
        return error_memory(output->error);
    for (size_t i = 0; i < frame->count; i++)
        words[i] = labels_of(frame, i) && (i == 0 || !frame->rounded);
    *table = (struct people_table){.arena = output->arena,
                                   .columns = frame->count,
                                   .words = words,
                                   .header = frame->header};
    for (size_t i = 0; frame->header && i < frame->count; i++)
        people_table_add(table, frame->names[i]);
    output->state = table;
    return true;
}

static void
markdown_keep_row(struct output *output, const double *values)
{
    const struct frame *frame = output->frame;
    struct people_table *table = output->state;

    for (size_t i = 0; i < frame->count; i++)
        if (labels_of(frame, i))
            people_table_add(table, frame->labels[i][(size_t)values[i]]);
        else if (!isfinite(values[i]) &&
                 strcmp(frame->names[i], "steps_to_target") == 0)
            people_table_add(table, "-");
        else
            people_table_number(table, values[i], frame->digits);
}

static bool
markdown_end(struct output *output)
{
    return people_table_markdown(output->state, output->text) ||
           error_memory(output->error);
}

const struct format format_md = {
    .name = "md",
    .meaning = "a Markdown table of rounded numbers (--digits)",
    .begin = markdown_begin_rows,
    .row = markdown_keep_row,
    .end = markdown_end,
};
