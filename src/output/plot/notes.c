/* notes.c -- what a panel has and does not show, in words. */
#include <math.h>
#include <stdio.h>

#include "output/people.h"
#include "output/plot/axis.h"
#include "output/plot/chart.h"

static bool
write_count(const char *format, long count, char note[NOTE_SIZE])
{
    snprintf(note, NOTE_SIZE, format, count, count == 1 ? "" : "s",
             count == 1 ? "is" : "are");
    return true;
}

/* How far a curve goes below an axis (sign -1) or above it; 0: it does not. */
static double
beyond(const struct curve *curve, const struct axis *axis, int sign)
{
    double end = sign < 0 ? axis->low : axis->high, most = 0;
    double slack = fabs(end) * 1e-9;

    for (size_t i = 0; i < curve->count; i++) {
        double value = curve->points[i].value;

        if (!(sign * (value - end) > slack) || (axis->log && value <= 0))
            continue;
        most = most == 0 || sign * (value - most) > 0 ? value : most;
    }
    return most;
}

/* The curves that go beyond an end of the axis, and how far. */
static bool
write_beyond(const struct panel *panel, const struct axis *axis, int sign,
             char note[NOTE_SIZE])
{
    char end[PEOPLE_SIZE], far[PEOPLE_SIZE];
    double most = 0;
    size_t count = 0, all = 0;

    for (size_t t = 0; t < panel->count; t++) {
        const struct trace *trace = &panel->traces[t];
        double reached =
            trace->part == PART_WHOLE ? beyond(&trace->curve, axis, sign) : 0;

        all += trace->part == PART_WHOLE;
        if (reached == 0)
            continue;
        count++;
        most = most == 0 || sign * (reached - most) > 0 ? reached : most;
    }
    people_short(sign < 0 ? axis->low : axis->high, 2, end);
    people_short(most, 2, far);
    snprintf(note, NOTE_SIZE, "%zu of %zu curve%s go%s %s %s, to %s", count,
             all, all == 1 ? "" : "s", count == 1 ? "es" : "",
             sign < 0 ? "below" : "above", end, far);
    return count > 0;
}

/* The note of one kind; false: there is none. */
static bool
write_note(const struct chart *chart, const struct panel *panel,
           const struct axis *axis, size_t kind, char note[NOTE_SIZE])
{
    bool lowest = panel == &chart->panels[chart->count - 1];
    const char *rate = chart->groups[panel->group].rate;
    bool first = panel == chart->panels || panel[-1].group != panel->group;

    switch (kind) {
    case 0:
        snprintf(note, NOTE_SIZE, "%s", rate ? rate : "");
        return rate && first;
    case 1:
        if (panel->below > 0 && axis->log)
            return write_count("%ld value%s not above 0 %s at the edge",
                               panel->below, note);
        snprintf(note, NOTE_SIZE, "no log axis: nothing is above 0");
        return panel->below > 0 && panel->least > panel->high &&
               chart->style->logy;
    case 2:
        return write_beyond(panel, axis, -1, note);
    case 3:
        return write_beyond(panel, axis, 1, note);
    case 4:
        return panel->lost > 0 &&
               write_count(chart->sweep ? "%ld run%s diverged (x)"
                                        : "%ld value%s %s not finite",
                           panel->lost, note);
    default:
        return chart->left > 0 && lowest &&
               write_count("%ld step%s not above 0 %s left out", chart->left,
                           note);
    }
}

bool
chart_note(const struct chart *chart, const struct panel *panel,
           const struct axis *axis, size_t number, char note[NOTE_SIZE])
{
    enum { KINDS = 6 };

    for (size_t kind = 0; kind < KINDS; kind++)
        if (write_note(chart, panel, axis, kind, note) && number-- == 0)
            return true;
    return false;
}
