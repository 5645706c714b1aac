/* constant_rates.c -- rates that never change need no panel. */
#include <string.h>

#include "output/plot/chart.h"

static bool
is_constant(const struct curve *curve)
{
    for (size_t i = 1; i < curve->count; i++)
        if (curve->points[i].value != curve->points[0].value)
            return false;
    return curve->lost == 0;
}

static double
rate_of(const struct trace *trace)
{
    return trace->curve.points[0].value;
}

/* Whether all rates are constant, and other panels are there. */
static bool
are_constant(const struct chart *chart)
{
    size_t others = chart->path + chart->surface, rates = 0;

    for (size_t p = 0; p < chart->count; p++) {
        const struct panel *panel = &chart->panels[p];

        if (!panel->quantity.marked) {
            others++;
            continue;
        }
        rates++;
        if (panel->columns > panel->count)
            return false;
        for (size_t t = 0; t < panel->count; t++)
            if (!is_constant(&panel->traces[t].curve))
                return false;
    }
    return others > 0 && rates > 0;
}

/* Whether all runs of a group have one rate. */
static bool
is_equal(const struct panel *panel)
{
    for (size_t t = 1; t < panel->count; t++)
        if (rate_of(&panel->traces[t]) != rate_of(&panel->traces[0]))
            return false;
    return true;
}

/* Whether runs that are drawn alike have one rate. */
static bool
is_of_pens(const struct chart *chart)
{
    for (size_t p = 0; p < chart->count; p++)
        for (size_t q = 0; q < p; q++)
            for (size_t t = 0; t < chart->panels[p].count; t++)
                for (size_t u = 0; u < chart->panels[q].count; u++) {
                    const struct trace *a = &chart->panels[p].traces[t];
                    const struct trace *b = &chart->panels[q].traces[u];

                    if (chart->panels[p].quantity.marked &&
                        chart->panels[q].quantity.marked && a->pen == b->pen &&
                        rate_of(a) != rate_of(b))
                        return false;
                }
    return true;
}

/* "lr 0.1", "lr0 0.1, lr1 0.01", or "lr: adam 0.1, sgd 0.01". */
static const char *
rates_in_words(const struct chart *chart, const struct panel *panel)
{
    struct text text = {.arena = chart->arena};
    bool equal = is_equal(panel), several = chart->run_count > 1;

    if (several && !equal)
        text_string(&text, "lr: ");
    for (size_t t = 0; t < (equal ? 1 : panel->count); t++) {
        const struct trace *trace = &panel->traces[t];

        text_format(&text, "%s%s %.4g", t ? ", " : "",
                    equal     ? "lr"
                    : several ? trace->name
                              : chart->frame->names[trace->column],
                    rate_of(trace));
    }
    return text_end(&text);
}

/* Adds the rate of a run to its name in all panels, unless it is there. */
static void
name_rate(struct chart *chart, const struct trace *rate)
{
    const char *old = chart->runs[rate->run].name, *name;
    struct text text = {.arena = chart->arena};

    if (strstr(old, "lr=") || strstr(old, "lr "))
        return;
    text_format(&text, "%s, lr %.4g", old, rate_of(rate));
    name = text_end(&text);
    for (size_t p = 0; name && p < chart->count; p++)
        for (size_t t = 0; t < chart->panels[p].count; t++)
            if (chart->panels[p].traces[t].name == old)
                chart->panels[p].traces[t].name = name;
    if (name)
        chart->runs[rate->run].name = name;
}

void
chart_name_rates(struct chart *chart)
{
    bool named = chart->run_count > 1 && is_of_pens(chart);
    size_t kept = 0;

    if (!are_constant(chart))
        return;
    for (size_t p = 0; p < chart->count; p++) {
        struct panel *panel = &chart->panels[p];

        if (!panel->quantity.marked)
            continue;
        if (!named || panel->each > 1 || is_equal(panel))
            chart->groups[panel->group].rate = rates_in_words(chart, panel);
        else
            for (size_t t = 0; t < panel->count; t++)
                name_rate(chart, &panel->traces[t]);
    }
    for (size_t p = 0; p < chart->count; p++)
        if (!chart->panels[p].quantity.marked)
            chart->panels[kept++] = chart->panels[p];
    chart->count = kept;
}
