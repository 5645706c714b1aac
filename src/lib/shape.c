/* shape.c -- runs a schedule's example from a rate of 1, and draws it as
 * text. */
#include "lib/shape.h"

#include "lib/lrsim.h"
#include "output/format.h"
#include "output/plot/gnuplot.h"
#include "output/plot/picture_style.h"

/* Rows of a schedule without an end. */
enum { USUAL_ROWS = 200 };

static bool
load_example(const struct kind *kind, struct lrsim *lrsim, struct error *error)
{
    struct text json = {.arena = lrsim->arena};

    /* A metric that never improves shows what a plateau does. */
    text_string(&json, "{\"optimizer\": {\"lr\": 1}, \"metric\": [1], "
                       "\"schedule\": ");
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    return text_end(&json) && lrsim_load_text(lrsim, json.bytes, error);
}

/* The whole schedule, and some rows after it. */
static long
last_row(const struct spec *spec)
{
    long end = schedule_end(&spec->schedule);

    return end == INTEGER_NULL || end < USUAL_ROWS / 10 ? USUAL_ROWS
                                                        : end + end / 4;
}

static void
draw_row(void *output, const double *row)
{
    output_row(output, row);
}

void
shape_add(const struct kind *kind, struct text *text)
{
    const struct picture_style style = {.columns = 72, .rows = 14};
    struct lrsim lrsim = {.arena = text->arena};
    struct text picture = {.arena = text->arena};
    struct frame frame = {.style = &style};
    struct error error = {0};
    struct output output;

    if (!gnuplot_available() || !load_example(kind, &lrsim, &error) ||
        !lrsim_begin(&lrsim, false, "step,lr", &error))
        return;
    frame.count = lrsim.columns.count;
    frame.names = (const char *const *)lrsim.columns.names;
    if (!output_begin(&output, format_find("txt"), &frame, &picture,
                      text->arena, &error))
        return;
    lrsim_run(&lrsim, last_row(&lrsim.spec), draw_row, &output);
    if (!output_end(&output) || picture.failed)
        return;
    text_string(text, "\nthe example, from a rate of 1\n\n");
    text_add(text, picture.bytes, picture.used);
}
