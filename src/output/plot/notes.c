/* notes.c -- what a panel has and does not show, in words; rates that need no
 * panel. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/chart.h"

static bool
write_count(const char *format, long count, char note[NOTE_SIZE])
{
    snprintf(note, NOTE_SIZE, format, count, count == 1 ? "" : "s",
             count == 1 ? "is" : "are");
    return true;
}

/* The note of one kind; false: there is none. */
static bool
write_note(const struct chart *chart, const struct panel *panel, bool log,
           size_t kind, char note[NOTE_SIZE])
{
    bool lowest = panel == &chart->panels[chart->count - 1];

    switch (kind) {
    case 0:
        snprintf(note, NOTE_SIZE, "%s", chart->rate ? chart->rate : "");
        return chart->rate && panel == chart->panels;
    case 1:
        if (panel->below > 0 && log)
            return write_count("%ld value%s not above 0 %s at the edge",
                               panel->below, note);
        snprintf(note, NOTE_SIZE, "no log axis: nothing is above 0");
        return panel->below > 0 && panel->least > panel->high &&
               chart->style->logy;
    case 2:
        snprintf(note, NOTE_SIZE, "%zu of %zu curves go%s below %.1g, to %.1g",
                 panel->deep, panel->count, panel->deep == 1 ? "es" : "",
                 panel->floor, panel->least);
        return log && panel->deep > 0;
    case 3:
        return panel->lost > 0 &&
               write_count("%ld value%s %s not finite", panel->lost, note);
    default:
        return chart->left > 0 && lowest &&
               write_count("%ld step%s not above 0 %s left out", chart->left,
                           note);
    }
}

bool
chart_note(const struct chart *chart, const struct panel *panel, bool log,
           size_t number, char note[NOTE_SIZE])
{
    enum { KINDS = 5 };

    for (size_t kind = 0; kind < KINDS; kind++)
        if (write_note(chart, panel, log, kind, note) && number-- == 0)
            return true;
    return false;
}

static bool
is_constant(const struct curve *curve)
{
    for (size_t i = 1; i < curve->count; i++)
        if (curve->points[i].value != curve->points[0].value)
            return false;
    return curve->lost == 0;
}

/* "lr 0.1", or "lr0 0.1, lr1 0.01" of the first run. */
static const char *
rates_of(const struct chart *chart, const struct panel *panel, bool equal)
{
    struct text text = {.arena = chart->arena};

    for (size_t t = 0; t < (equal ? 1 : panel->each); t++)
        text_format(&text, "%s%s %.4g", t ? ", " : "",
                    equal ? "lr" : chart->frame->names[panel->traces[t].column],
                    panel->traces[t].curve.points[0].value);
    return text_end(&text);
}

/* Adds the rate of a run to its name in all panels, unless it is there. */
static void
name_rate(struct chart *chart, const struct trace *rate)
{
    const char *old = chart->names[rate->run], *name;
    struct text text = {.arena = chart->arena};

    if (strstr(old, "lr="))
        return;
    text_format(&text, "%s, lr %.4g", old, rate->curve.points[0].value);
    name = text_end(&text);
    for (size_t p = 0; name && p < chart->count; p++)
        for (size_t t = 0; t < chart->panels[p].count; t++)
            if (chart->panels[p].traces[t].name == old)
                chart->panels[p].traces[t].name = name;
    if (name)
        chart->names[rate->run] = name;
}

void
chart_name_rates(struct chart *chart)
{
    struct panel *panel = chart->panels;
    bool equal = true;

    while (panel < chart->panels + chart->count && !panel->quantity.marked)
        panel++;
    if (panel == chart->panels + chart->count ||
        (chart->count < 2 && !chart->paths) || panel->columns > panel->count)
        return;
    for (size_t t = 0; t < panel->count; t++) {
        const struct curve *curve = &panel->traces[t].curve;

        if (!is_constant(curve))
            return;
        equal = equal && curve->points[0].value ==
                             panel->traces[0].curve.points[0].value;
    }
    if (!equal && panel->each > 1 && chart->names)
        return;
    if (equal || !chart->names)
        chart->rate = rates_of(chart, panel, equal);
    for (size_t t = 0; !equal && chart->names && t < panel->count; t++)
        name_rate(chart, &panel->traces[t]);
    chart->count--;
    memmove(panel, panel + 1,
            (size_t)(chart->panels + chart->count - panel) * sizeof *panel);
}
