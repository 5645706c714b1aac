/* chart.c -- sorts columns into panels, and finds their extent. */
#include "output/plot/chart.h"

#include <math.h>
#include <string.h>

#include "output/plot/label.h"

enum { NAME_WIDTH = 24, RUN_WIDTH = 200 };

/* A quantity with a row here has a panel with this label; any other one has
 * its name. */
static const struct panel_quantity quantities[] = {
    {"lr", "learning rate", false, true},
    {"momentum", "momentum", false, false},
    {"loss", "loss", true, false},
    {"gap", "loss above the minimum", true, false},
    {"grad_norm", "gradient norm", true, false},
    {"x", "parameters", false, false},
    {NULL, NULL, false, false},
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

/* Whether another column of the frame is of the same quantity. */
static bool
has_siblings(const struct frame *frame, size_t column)
{
    size_t length, other;
    const char *stem = stem_of(frame->names[column], &length);

    for (size_t i = frame->axis + 1; i + frame->hidden < frame->count; i++) {
        const char *start = stem_of(frame->names[i], &other);

        if (i != column && other == length && memcmp(start, stem, length) == 0)
            return true;
    }
    return false;
}

/* A column without siblings has its whole name for a label. */
static bool
quantity_find(struct panel_quantity *quantity, const struct frame *frame,
              size_t column, struct arena *arena)
{
    const char *name = frame->names[column];
    size_t length;
    const char *start = stem_of(name, &length);
    char *stem = arena_copy(arena, start, length);

    if (!stem)
        return false;
    for (const struct panel_quantity *q = quantities; q->name; q++)
        if (strcmp(q->name, stem) == 0) {
            *quantity = *q;
            return true;
        }
    *quantity = (struct panel_quantity){
        .name = stem,
        .label = label_clean(has_siblings(frame, column) ? stem : name,
                             NAME_WIDTH, LABEL_ELLIPSIS, arena)};
    return quantity->label != NULL;
}

static struct panel *
panel_of(struct chart *chart, size_t column, struct arena *arena)
{
    struct panel *panel = chart->panels;
    size_t length;
    const char *stem = stem_of(chart->frame->names[column], &length);

    for (; panel < chart->panels + chart->count; panel++)
        if (strlen(panel->quantity.name) == length &&
            memcmp(panel->quantity.name, stem, length) == 0)
            return panel;
    if (!quantity_find(&panel->quantity, chart->frame, column, arena))
        return NULL;
    chart->count++;
    return panel;
}

/* The run, the column, or both, as far as they tell curves apart. */
static const char *
trace_name(const struct chart *chart, size_t run, size_t column,
           struct arena *arena)
{
    const struct frame *frame = chart->frame;
    struct text text = {.arena = arena};
    char *name =
        label_clean(frame->names[column], NAME_WIDTH, LABEL_ELLIPSIS, arena);

    if (!chart->names || !name)
        return name;
    if (!has_siblings(frame, column))
        return chart->names[run];
    text_format(&text, "%s: %s", name, chart->names[run]);
    return text_end(&text);
}

static bool
add_trace(struct chart *chart, size_t run, size_t column, struct arena *arena)
{
    const char *name = chart->frame->names[column];
    struct panel *panel = panel_of(chart, column, arena);
    struct trace *traces, *trace;
    size_t sibling;

    if (!panel)
        return false;
    sibling = panel->columns - run * panel->each;
    panel->each += run == 0;
    if ((sibling + 1) * chart->runs > chart->pens)
        chart->pens = (sibling + 1) * chart->runs;
    if (panel->columns++ >= PANEL_CURVES)
        return true;
    traces = arena_grow(arena, panel->traces, panel->count, 1, &panel->room,
                        sizeof *traces);
    if (!traces)
        return false;
    panel->traces = traces;
    trace = &panel->traces[panel->count++];
    *trace = (struct trace){.name = trace_name(chart, run, column, arena),
                            .column = column,
                            .run = run,
                            .pen = sibling * chart->runs + run};
    if (strcmp(name, "gap") == 0)
        trace->above = chart->frame->gap;
    return trace->name && curve_begin(&trace->curve, chart->logx, arena);
}

static bool
begin_runs(struct chart *chart, struct arena *arena)
{
    const struct frame *frame = chart->frame;

    chart->runs = chart->pens = frame->runs ? frame->run_count : 1;
    if (frame->ground) {
        chart->path = frame->path;
        chart->surface = frame->surface;
        chart->paths = arena_alloc(arena, chart->runs, sizeof *chart->paths);
        for (size_t r = 0; r < chart->runs; r++)
            if (!chart->paths || !path_begin(&chart->paths[r], arena))
                return false;
    }
    if (chart->runs < 2)
        return true;
    chart->names = arena_alloc(arena, chart->runs, sizeof *chart->names);
    for (size_t r = 0; chart->names && r < chart->runs; r++) {
        chart->names[r] =
            label_clean(frame->runs[r], RUN_WIDTH, LABEL_ELLIPSIS, arena);
        if (!chart->names[r])
            return false;
    }
    return chart->names != NULL;
}

bool
chart_begin(struct chart *chart, const struct frame *frame, struct arena *arena)
{
    static const struct picture_style usual = {.width = 0};
    const struct picture_style *style = frame->style ? frame->style : &usual;

    *chart = (struct chart){.frame = frame,
                            .style = style,
                            .theme = style->theme ? style->theme : themes,
                            .first = INFINITY,
                            .last = -INFINITY,
                            .logx = style->logx,
                            .whole = true};
    chart->axis = label_clean(frame->names[frame->axis], NAME_WIDTH,
                              LABEL_ELLIPSIS, arena);
    chart->panels = arena_alloc(arena, frame->count, sizeof *chart->panels);
    if (!chart->axis || !chart->panels || !begin_runs(chart, arena))
        return false;
    for (size_t r = 0; r < chart->runs; r++)
        for (size_t i = frame->axis + 1; i + frame->hidden < frame->count; i++)
            if (!add_trace(chart, r, i, arena))
                return false;
    return true;
}

static bool
is_missing(const struct frame *frame, double value)
{
    return frame->sparse && isnan(value);
}

/* Adds the values of a run to its curves. */
static void
add_to_curves(struct chart *chart, size_t run, double step,
              const double *values)
{
    for (size_t p = 0; p < chart->count; p++) {
        const struct panel *panel = &chart->panels[p];
        size_t end = (run + 1) * panel->each;

        for (size_t i = run * panel->each; i < end && i < panel->count; i++) {
            struct trace *trace = &panel->traces[i];

            if (!is_missing(chart->frame, values[trace->column]))
                curve_add(&trace->curve, step,
                          values[trace->column] - trace->above);
        }
    }
}

void
chart_row(struct chart *chart, const double *values)
{
    const struct frame *frame = chart->frame;
    size_t run = frame->runs && chart->runs > 1 ? (size_t)values[0] : 0;
    double step = values[frame->axis];

    if (chart->paths)
        path_add(&chart->paths[run], step,
                 (struct position){values[frame->count - 2],
                                   values[frame->count - 1]});
    if (!isfinite(step))
        return;
    if (chart->logx && step <= 0) {
        chart->left++;
        return;
    }
    add_to_curves(chart, run, step, values);
    /* Not by floor() and fmin(), which cost more than all the rest. */
    chart->whole =
        chart->whole && (fabs(step) >= 0x1p53 || step == (double)(long)step);
    if (step < chart->first)
        chart->first = step;
    if (step > chart->last)
        chart->last = step;
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

static void
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
}

void
chart_end(struct chart *chart)
{
    size_t kept = 0;

    for (size_t i = 0; i < chart->count; i++) {
        panel_end(&chart->panels[i]);
        chart->panels[i].points |= chart->frame->scattered;
        if (chart->panels[i].low <= chart->panels[i].high)
            chart->panels[kept++] = chart->panels[i];
    }
    for (size_t r = 0; chart->paths && r < chart->runs; r++)
        path_end(&chart->paths[r]);
    if (kept == 0 && !chart->paths) {
        struct panel *panel = &chart->panels[kept++];

        panel->quantity.label = "no finite value";
        panel->low = panel->least = 0;
        panel->high = 1;
    }
    chart->count = kept;
    if (chart->paths)
        chart_view(chart);
    if (chart->first > chart->last)
        chart->first = chart->last = chart->logx;
}
