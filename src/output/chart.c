/* chart.c -- sorts columns into panels, and finds their extent. */
#include "output/chart.h"

#include <math.h>
#include <string.h>

#include "output/label.h"

enum { NAME_WIDTH = 24 };

/* A quantity with a row here has a panel with this label; any other one has
 * its name. */
static const struct quantity quantities[] = {
    {"lr", "learning rate", false},
    {"momentum", "momentum", false},
    {"loss", "loss", true},
    {"grad_norm", "gradient norm", true},
    {NULL, NULL, false},
};

/* The length of a name without the number at its end: lr12 -> lr. */
static size_t
stem_length(const char *name)
{
    size_t length = strlen(name);

    while (length > 1 && name[length - 1] >= '0' && name[length - 1] <= '9')
        length--;
    return length;
}

static bool
quantity_find(struct quantity *quantity, const char *name, struct arena *arena)
{
    size_t length = stem_length(name);
    char *stem = arena_copy(arena, name, length);

    if (!stem)
        return false;
    for (const struct quantity *q = quantities; q->name; q++)
        if (strcmp(q->name, stem) == 0) {
            *quantity = *q;
            return true;
        }
    *quantity = (struct quantity){
        .name = stem, .label = label_clean(stem, NAME_WIDTH, "...", arena)};
    return quantity->label != NULL;
}

static struct panel *
panel_of(struct chart *chart, const char *name, struct arena *arena)
{
    size_t length = stem_length(name);
    struct panel *panel = chart->panels;

    for (; panel < chart->panels + chart->count; panel++)
        if (strlen(panel->quantity.name) == length &&
            memcmp(panel->quantity.name, name, length) == 0)
            return panel;
    if (!quantity_find(&panel->quantity, name, arena))
        return NULL;
    chart->count++;
    return panel;
}

bool
chart_begin(struct chart *chart, const struct frame *frame, struct arena *arena)
{
    *chart = (struct chart){.first = INFINITY, .last = -INFINITY};
    chart->panels = arena_alloc(arena, frame->count, sizeof *chart->panels);
    for (size_t i = 1; chart->panels && i < frame->count; i++) {
        struct panel *panel = panel_of(chart, frame->names[i], arena);
        struct trace *trace;

        if (!panel)
            return false;
        if (panel->columns++ >= PANEL_CURVES)
            continue;
        trace = &panel->traces[panel->count++];
        trace->column = i;
        trace->name = label_clean(frame->names[i], NAME_WIDTH, "...", arena);
        if (!trace->name || !curve_begin(&trace->curve, arena))
            return false;
    }
    return chart->panels != NULL;
}

void
chart_row(struct chart *chart, const double *values)
{
    for (size_t p = 0; p < chart->count; p++)
        for (size_t i = 0; i < chart->panels[p].count; i++) {
            struct trace *trace = &chart->panels[p].traces[i];

            curve_add(&trace->curve, values[0], values[trace->column]);
        }
    if (isfinite(values[0])) {
        chart->first = fmin(chart->first, values[0]);
        chart->last = fmax(chart->last, values[0]);
    }
}

static void
panel_end(struct panel *panel)
{
    panel->low = INFINITY;
    panel->high = -INFINITY;
    for (size_t t = 0; t < panel->count; t++) {
        struct curve *curve = &panel->traces[t].curve;
        const struct point *p = curve->points;

        curve_end(curve);
        for (size_t i = 0; i < curve->count; i++) {
            panel->low = fmin(panel->low, p[i].value);
            panel->high = fmax(panel->high, p[i].value);
            panel->points |= !isnan(p[i].value) &&
                             (i == 0 || isnan(p[i - 1].value)) &&
                             (i + 1 == curve->count || isnan(p[i + 1].value));
        }
    }
}

void
chart_end(struct chart *chart)
{
    size_t kept = 0;

    for (size_t i = 0; i < chart->count; i++) {
        panel_end(&chart->panels[i]);
        if (chart->panels[i].low <= chart->panels[i].high)
            chart->panels[kept++] = chart->panels[i];
    }
    if (kept == 0) {
        struct panel *panel = &chart->panels[kept++];

        panel->quantity.label = "no finite value";
        panel->low = 0;
        panel->high = 1;
    }
    chart->count = kept;
    if (chart->first > chart->last)
        chart->first = chart->last = 0;
}
