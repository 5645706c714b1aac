/* preview.c -- draws a few rows as text. */
#include "lib/preview.h"

#include "lib/lrsim.h"
#include "output/format.h"
#include "output/plot/picture_style.h"
#include "simulate/slice.h"

/* Rows of a schedule without an end. */
enum { USUAL_ROWS = 200 };

static void
draw_row(void *output, const double *row)
{
    output_row(output, row);
}

/* Draws the rows up to `last` below a heading. */
static void
draw(struct lrsim *lrsim, long last, struct frame *frame, const char *heading,
     struct text *text)
{
    struct text picture = {.arena = text->arena};
    struct error error = {0};
    struct output output;

    frame->count = lrsim->columns.count;
    frame->names = (const char *const *)lrsim->columns.names;
    if (!output_begin(&output, format_find("txt"), frame, &picture, text->arena,
                      &error))
        return;
    lrsim_run(lrsim, last, draw_row, &output);
    if (!output_end(&output) || picture.failed) {
        text->failed = text->failed || error.status == STATUS_LIMIT;
        return;
    }
    text_format(text, "\n%s\n\n", heading);
    text_add(text, picture.bytes, picture.used);
}

/* The whole schedule, and some rows after it. */
static long
last_row(const struct spec *spec)
{
    long end = schedule_end(&spec->schedule);

    return end == INTEGER_NULL || end < USUAL_ROWS / 10 ? USUAL_ROWS
                                                        : end + end / 4;
}

void
preview_schedule(const struct kind *kind, bool unicode, struct text *text)
{
    const struct picture_style style = {
        .columns = 72, .rows = 14, .unicode = unicode};
    struct lrsim lrsim = {.arena = text->arena};
    struct text json = {.arena = text->arena};
    struct frame frame = {.style = &style};
    struct error error = {0};

    /* A metric that never improves shows what a plateau does. */
    text_string(&json, "{\"optimizer\": {\"lr\": 1}, \"metric\": [1], "
                       "\"schedule\": ");
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    if (text_end(&json) && lrsim_load_text(&lrsim, json.bytes, &error) &&
        lrsim_begin(&lrsim, false, "step,lr", &error))
        draw(&lrsim, last_row(&lrsim.spec), &frame,
             "the example, from a rate of 1", text);
}

void
preview_problem(const struct kind *kind, bool unicode, struct text *text)
{
    struct lrsim lrsim = {.arena = text->arena};
    struct text json = {.arena = text->arena};
    const struct picture_style style = {
        .columns = 72, .rows = 24, .unicode = unicode};
    struct slice slice;
    struct frame frame = {.style = &style,
                          .path = true,
                          .hidden = 2,
                          .landscape = &slice.landscape};
    struct error error = {0};

    text_format(&json, "{\"problem\": {\"type\": \"%s\", \"dim\": 2}}",
                kind->name);
    if (text_end(&json) && lrsim_load_text(&lrsim, json.bytes, &error) &&
        lrsim_begin(&lrsim, true, "step,x0,x1", &error) &&
        slice_make(&slice, &lrsim.simulation, 0, 1, text->arena))
        draw(&lrsim, 0, &frame, "lines of equal height", text);
}
