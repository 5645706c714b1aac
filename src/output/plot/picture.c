/* picture.c -- what the picture formats have in common: rows make a chart, and
 * gnuplot draws its script. */
#include <stdio.h>
#include <string.h>

#include "output/plot/fonts.h"
#include "output/plot/formats.h"
#include "output/plot/gnuplot.h"
#include "output/plot/label.h"
#include "output/plot/sweep_rows.h"
#include "output/plot/window.h"

/* Columns of a title. */
enum { TITLE_WIDTH = 200 };

/* A chart whose rows are kept until it is known what they are. */
static bool
begin_sweep(struct chart *chart, const struct frame *frame, struct arena *arena)
{
    struct sweep_rows *sweep = arena_alloc(arena, 1, sizeof *sweep);

    if (!sweep || !chart_begin_empty(chart, frame, arena))
        return false;
    *sweep = (struct sweep_rows){.frame = frame, .arena = arena};
    for (size_t c = 0; c < frame->count; c++)
        if (strcmp(frame->names[c], "final_loss") == 0)
            sweep->loss = c;
        else if (strcmp(frame->names[c], "diverged") == 0)
            sweep->diverged = c;
    chart->sweep = sweep;
    return true;
}

bool
picture_begin_script(struct output *output)
{
    struct chart *chart = arena_alloc(output->arena, 1, sizeof *chart);
    const struct frame *frame = output->frame;

    if (frame->count < 2 + frame->axis)
        return error_plain(output->error, STATUS_WRONG,
                           "a picture needs a column to draw besides %s",
                           frame->names[frame->axis]);
    if (!chart ||
        !(frame->swept > 0 ? begin_sweep(chart, frame, output->arena)
                           : chart_begin(chart, frame, output->arena)))
        return error_memory(output->error);
    if (!picture_check_size(chart, output->error))
        return false;
    output->state = chart;
    if (!frame->title || !*frame->title)
        return true;
    chart->title =
        label_clean(frame->title, TITLE_WIDTH, LABEL_ELLIPSIS, output->arena);
    return chart->title || error_memory(output->error);
}

bool
picture_begin(struct output *output)
{
    /* Better now than after a long run. */
    if (!gnuplot_available())
        return gnuplot_missing(output->error);
    return picture_begin_script(output);
}

void
picture_row(struct output *output, const double *values)
{
    struct chart *chart = output->state;

    if (!chart->sweep)
        chart_row(chart, values);
    else if (!sweep_rows_add(chart->sweep, values))
        output->arena->failed = true;
}

static void
remark_maps(struct output *output, const struct chart *chart)
{
    char words[80];

    if (chart->group_count == chart->sweep->combinations)
        return;
    snprintf(words, sizeof words, "the first %zu of %zu%s maps are drawn",
             chart->group_count, chart->sweep->combinations,
             chart->sweep->more ? " or more" : "");
    window_remark(output, words);
}

struct chart *
picture_chart(struct output *output)
{
    struct chart *chart = output->state;
    size_t columns = 0;

    if (chart->sweep && !sweep_chart(chart->sweep, chart)) {
        output->arena->failed = true;
        return chart;
    }
    if (chart->heat)
        remark_maps(output, chart);
    else
        chart_end(chart);
    for (size_t i = 0; i < chart->count; i++)
        if (chart->panels[i].columns > PANEL_CURVES &&
            chart->panels[i].columns > columns)
            columns = chart->panels[i].columns;
    if (columns > 0) {
        char words[80];

        snprintf(words, sizeof words, "the first %d of %zu curves are drawn",
                 PANEL_CURVES, columns);
        window_remark(output, words);
    }
    return chart;
}

bool
picture_draw(struct output *output, const char *terminal,
             const struct canvas *canvas, struct text *picture)
{
    struct text script = {.arena = output->arena};
    bool replaced = false;

    text_format(&script, "set terminal %s\n", terminal);
    script_print(output->state, canvas, &script);
    if (script.failed)
        return error_memory(output->error);
    if (strstr(terminal, "cairo") &&
        !fonts_replace(&script, &replaced, output->arena, output->error))
        return false;
    if (replaced)
        window_remark(output, "no font here has some characters of the names: "
                              "a square is in their place (svg and html have "
                              "them)");
    return gnuplot_run(&script, picture, output->arena, output->error);
}

bool
picture_paint(struct output *output, const char *terminal, const char *font,
              double unit, const struct canvas *canvas, struct text *picture)
{
    const struct chart *chart = output->state;
    double scale = chart->style->scale > 0 ? chart->style->scale : 1;
    /* What is measured in inches has smaller letters. */
    double letters = scale * (unit > 1 ? 0.7 : 1);
    char words[200], larger[64] = "";

    if (letters != 1)
        snprintf(larger, sizeof larger, " fontscale %g", letters);
    if (scale != 1)
        snprintf(larger + strlen(larger), sizeof larger - strlen(larger),
                 strstr(terminal, "cairo") ? " linewidth %g pointscale %g"
                                           : " linewidth %g",
                 scale, scale);
    snprintf(words, sizeof words,
             "%s noenhanced rounded background rgb '%s' font %s size %g,%g%s",
             terminal, chart->theme->background, font,
             scale * (double)canvas->width / unit,
             scale * (double)canvas->height / unit, larger);
    return picture_draw(output, words, canvas, picture);
}
