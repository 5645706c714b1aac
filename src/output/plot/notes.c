/* notes.c -- what a panel has and does not show, in words. */
#include <stdio.h>

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
    const char *rate = chart->groups[panel->group].rate;
    bool first = panel == chart->panels || panel[-1].group != panel->group;

    switch (kind) {
    case 0:
        snprintf(note, NOTE_SIZE, "%s", rate ? rate : "");
        return rate && first;
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
               write_count(chart->sweep ? "%ld run%s diverged"
                                        : "%ld value%s %s not finite",
                           panel->lost, note);
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
