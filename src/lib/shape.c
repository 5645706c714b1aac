/* shape.c -- runs the example from a rate of 1, and draws it as text. */
#include "lib/shape.h"

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "lib/example.h"
#include "output/plot/gnuplot.h"
#include "output/plot/style.h"
#include "output/format.h"
#include "simulate/columns.h"
#include "simulate/families.h"

/* Rows where no end is known. */
enum { USUAL = 200 };

/* A drawing on its way, in memory. */
struct drawing {
    struct simulation simulation;
    struct columns columns;
    double row[2];
    struct output output;
};

static bool
load(const struct kind *kind, struct document *document, struct spec *spec)
{
    struct text json = {.arena = document->arena};

    /* A metric that never improves shows what a plateau does. */
    text_string(&json, "{\"optimizer\": {\"lr\": 1}, \"metric\": [1], "
                       "\"schedule\": ");
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    return example_load(&json, document, spec);
}

/* All of what it does, and what comes after. */
static long
last_row(const struct spec *spec)
{
    long end = schedule_end(&spec->schedule);

    return end == INTEGER_NULL || end < USUAL / 10 ? USUAL : end + end / 4;
}

static long
draw_row(void *context, long t)
{
    struct drawing *drawing = context;

    columns_gather(&drawing->columns, drawing->row);
    output_row(&drawing->output, drawing->row);
    return t + 1;
}

static bool
draw(struct drawing *drawing, const struct spec *spec, struct text *text)
{
    const struct look look = {.columns = 72, .rows = 14};
    struct arena *arena = text->arena;
    struct text picture = {.arena = arena};
    const struct follower follower = {drawing, 0, draw_row};
    struct error error = {0};
    struct frame frame = {.look = &look};

    if (!simulation_make(&drawing->simulation, spec, false, arena, &error) ||
        !columns_select(&drawing->simulation, "", "step,lr", arena,
                        &drawing->columns, &error))
        return false;
    frame.count = drawing->columns.count;
    frame.names = (const char *const *)drawing->columns.names;
    if (!output_begin(&drawing->output, format_find("txt"), &frame, &picture,
                      arena, &error))
        return false;
    simulate(&drawing->simulation, last_row(spec), &follower);
    if (!output_end(&drawing->output) || picture.failed)
        return false;
    text_string(text, "\nthe example, from a rate of 1\n\n");
    text_add(text, picture.bytes, picture.used);
    return true;
}

void
shape_add(const struct kind *kind, struct text *text)
{
    struct document document = {
        .arena = text->arena, .table = spec_table, .families = all_families};
    struct drawing *drawing = arena_alloc(text->arena, 1, sizeof *drawing);
    struct spec spec;

    if (drawing && gnuplot_available() && load(kind, &document, &spec))
        draw(drawing, &spec, text);
}
