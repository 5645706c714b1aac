/* panel.c -- which columns share a panel, and the extent of its curves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/plot/chart.h"
#include "output/plot/label.h"

/* A quantity with a row here has a panel with this label; any other one has
 * its name. */
static const struct panel_quantity quantities[] = {
    {.name = "lr", .label = "learning rate", .marked = true},
    {.name = "momentum", .label = "momentum"},
    {.name = "loss", .label = "loss", .log = true, .limited = true},
    {.name = "gap",
     .label = "loss above the minimum",
     .log = true,
     .limited = true},
    {.name = "grad_norm", .label = "gradient norm", .log = true},
    {.name = "x", .label = "parameters"},
    {.name = NULL},
};

/* What is drawn with others: "lr" of lr12, "loss" of val_loss and of the
 * quartiles of several seeds. */
static const char *
stem_of(const char *name, size_t *length)
{
    static const char *const losses[] = {"loss_median", "loss_q1", "loss_q3"};
    size_t size = strlen(name);

    *length = 4;
    for (size_t i = 0; i < 3; i++)
        if (strcmp(name, losses[i]) == 0)
            return name;
    while (size > 1 && name[size - 1] >= '0' && name[size - 1] <= '9')
        size--;
    *length = size;
    if (size > 4 && memcmp(name + size - 4, "loss", 4) == 0) {
        *length = 4;
        return name + size - 4;
    }
    return name;
}

static bool
same_stem(const char *a, const char *b)
{
    size_t length, other;
    const char *stem = stem_of(a, &length), *start = stem_of(b, &other);

    return length == other && memcmp(stem, start, length) == 0;
}

/* Quartiles are a band of their median, which needs no name of its own. */
bool
column_has_siblings(const struct frame *frame, size_t column)
{
    for (size_t i = frame->axis + 1; i + frame->hidden < frame->count; i++)
        if (i != column && !(frame->faint && frame->faint[i]) &&
            strcmp(frame->names[i], "loss_q1") != 0 &&
            strcmp(frame->names[i], "loss_q3") != 0 &&
            same_stem(frame->names[i], frame->names[column]))
            return true;
    return false;
}

/* A column without siblings has its whole name for a label. */
static bool
quantity_find(struct panel_quantity *quantity, const struct frame *frame,
              size_t column, struct arena *arena)
{
    const char *name = frame->names[column], *start, *label = name;
    size_t length;

    for (const struct panel_quantity *q = quantities; q->name; q++)
        if (same_stem(q->name, name)) {
            *quantity = *q;
            return true;
        }
    start = stem_of(name, &length);
    quantity->name = arena_copy(arena, start, length);
    if (quantity->name && column_has_siblings(frame, column))
        label = quantity->name;
    quantity->label =
        label_clean(label, PANEL_NAME_WIDTH, LABEL_ELLIPSIS, arena);
    return quantity->name && quantity->label;
}

struct panel *
chart_panel(struct chart *chart, size_t group, size_t column,
            struct arena *arena)
{
    struct panel *panel = chart->panels;

    for (; panel < chart->panels + chart->count; panel++)
        if (panel->group == group &&
            same_stem(panel->quantity.name, chart->frame->names[column]))
            return panel;
    if (!quantity_find(&panel->quantity, chart->frame, column, arena))
        return NULL;
    panel->group = group;
    chart->count++;
    return panel;
}

/* A run that did not come, or has nothing to show, leaves its place to the
 * others. */
static void
drop_absent(struct panel *panel)
{
    size_t kept = 0;

    for (size_t t = 0; t < panel->count; t++)
        if (panel->traces[t].curve.rows > panel->traces[t].curve.lost)
            panel->traces[kept++] = panel->traces[t];
    if (kept == 0)
        return;
    panel->columns -= panel->count - kept;
    panel->count = kept;
}

size_t
panel_curves(const struct panel *panel)
{
    size_t count = 0;

    for (size_t t = 0; t < panel->each && t < panel->count; t++)
        count += panel->traces[t].part == PART_WHOLE;
    return count;
}

static int
compare_least(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* A log axis ends ten decades below the median of what the curves reach, and
 * ten above where several start, so that one that falls to nothing, or
 * diverges, does not flatten the others. */
static void
find_ends(struct panel *panel)
{
    static const double decades = 1e10;
    double least[PANEL_CURVES], start = 0;
    size_t count = 0;

    for (size_t t = 0; t < panel->count; t++) {
        const struct curve *curve = &panel->traces[t].curve;

        if (!isfinite(curve->least) || panel->traces[t].part != PART_WHOLE)
            continue;
        least[count++] = curve->least;
        start = fmax(start, fmax(curve->least, curve->points[0].value));
    }
    panel->floor = panel->least;
    panel->ceiling = panel->high;
    if (count == 0)
        return;
    qsort(least, count, sizeof *least, compare_least);
    panel->floor =
        fmax(panel->least,
             (least[(count - 1) / 2] + least[count / 2]) / 2 / decades);
    if (count > 1)
        panel->ceiling = fmin(panel->high, start * decades);
}

void
panel_end(struct panel *panel)
{
    drop_absent(panel);
    panel->low = panel->least = INFINITY;
    panel->high = -INFINITY;
    for (size_t t = 0; t < panel->count; t++) {
        struct curve *curve = &panel->traces[t].curve;
        const struct curve_point *p;

        curve_end(curve);
        p = curve->points;
        panel->least = fmin(panel->least, curve->least);
        panel->below += curve->below;
        /* What a run does not have at all is not lost. */
        panel->lost += curve->lost < curve->rows ? curve->lost : 0;
        for (size_t i = 0; i < curve->count; i++) {
            panel->low = fmin(panel->low, p[i].value);
            panel->high = fmax(panel->high, p[i].value);
            panel->points |= !isnan(p[i].value) &&
                             (i == 0 || isnan(p[i - 1].value)) &&
                             (i + 1 == curve->count || isnan(p[i + 1].value));
        }
    }
    find_ends(panel);
}
