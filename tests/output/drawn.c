/* drawn.c -- pictures of made-up rows for the tests. */
#include "tests/output/drawn.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct arena drawn_arena;
struct error drawn_error;

void
drawn_begin(void)
{
    drawn_error = (struct error){.status = STATUS_DONE};
}

void
drawn_end(void)
{
    arena_free(&drawn_arena);
}

double
drawn_decay(size_t column, long row, long rows)
{
    return exp(-14 * (double)row / (double)rows) / (double)column;
}

struct frame
drawn_frame(size_t count)
{
    static char names[DRAWN_COLUMNS][8];
    static const char *list[DRAWN_COLUMNS];

    list[0] = "step";
    for (size_t i = 1; i < count; i++) {
        snprintf(names[i], sizeof names[i], count > 3 ? "lr%zu" : "lr", i - 1);
        list[i] = names[i];
    }
    if (count > 2)
        list[count - 1] = "loss";
    return (struct frame){.count = count, .names = list};
}

struct text
drawn(const char *format, const struct frame *frame,
      const struct drawn_case *given)
{
    struct text text = {.arena = &drawn_arena};
    struct output output;
    bool good = output_begin(&output, format_find(format), frame, &text,
                             &drawn_arena, &drawn_error);

    for (long row = 0; good && row < given->rows; row++) {
        double values[DRAWN_COLUMNS] = {(double)row};

        for (size_t i = 1; i < frame->count; i++)
            values[i] = given->value(i, row, given->rows);
        output_row(&output, values);
    }
    good = good && output_end(&output);
    ck_assert_msg(good, "%s of %s: %s", format, given->name,
                  error_line(&drawn_error));
    ck_assert_msg(text.used > 0, "%s of %s", format, given->name);
    text_end(&text);
    return text;
}
