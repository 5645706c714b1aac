/* sweep_curves.c -- the loss over one number: a curve a combination of the
 * others, over seeds the median and the quartiles. */
#include <math.h>

#include "base/sample.h"
#include "output/plot/label.h"
#include "output/plot/sweep_rows.h"

/* A frame of run, x and loss, or median and quartiles. */
static struct frame *
make_frame(const struct sweep_rows *sweep, const struct chart *chart)
{
    static const char *const plain[] = {"run", NULL, "loss"};
    static const char *const medians[] = {"run", NULL, "loss_median", "loss_q1",
                                          "loss_q3"};
    struct arena *arena = sweep->arena;
    bool seeds = sweep->seed != NULL;
    size_t count = seeds ? 5 : 3;
    const char **names = arena_alloc(arena, count, sizeof *names);
    struct picture_style *style = arena_alloc(arena, 1, sizeof *style);
    struct frame *frame = arena_alloc(arena, 1, sizeof *frame);

    if (!names || !style || !frame)
        return NULL;
    for (size_t i = 0; i < count; i++)
        names[i] = seeds ? medians[i] : plain[i];
    names[1] = sweep->x ? sweep->x->name : "run";
    *style = *chart->style;
    style->logx = style->logx || (sweep->x && sweep->x->log);
    *frame = (struct frame){.title = sweep->frame->title,
                            .count = count,
                            .names = names,
                            .axis = 1,
                            .runs = sweep->names,
                            .run_count = sweep->combinations,
                            .scattered = !sweep->x || sweep->sparse,
                            .style = style,
                            .report = sweep->frame->report};
    return frame;
}

static bool
add_places(const struct sweep_rows *sweep, struct chart *chart)
{
    static const double shares[] = {0.5, 0.25, 0.75};
    double *losses =
        arena_alloc(sweep->arena, sweep->place_count, sizeof *losses);

    for (size_t i = 0, count; losses && i < sweep->place_count; i += count) {
        const struct sweep_place *place = &sweep->places[i];
        double row[5] = {(double)place->combination, (double)i}, median;

        count = sweep_together(sweep, i, &median);
        for (size_t k = 0; k < count; k++)
            losses[k] = isnan(place[k].loss) ? (double)INFINITY : place[k].loss;
        if (sweep->x)
            row[1] = sweep->x->values[place->x];
        for (size_t k = 0; k < (sweep->seed ? 3u : 1u); k++)
            row[2 + k] = sample_quantile(losses, count, shares[k]);
        chart_row(chart, row);
        if (place == sweep->best)
            chart->best_point = (struct curve_point){row[1], median};
    }
    return losses != NULL;
}

bool
sweep_curves(const struct sweep_rows *sweep, struct chart *chart)
{
    const struct frame *frame = make_frame(sweep, chart);
    const char *title = chart->title;

    if (!frame || !chart_begin(chart, frame, sweep->arena))
        return false;
    chart->title = title;
    return add_places(sweep, chart);
}
