/* chart.c -- sorts the columns of all runs into panels, and their rows into
 * curves. */
#include "output/plot/chart.h"

#include <math.h>
#include <string.h>

#include "output/plot/label.h"

enum { RUN_WIDTH = 200 };

/* The run, the column, or both: whatever differs between curves. */
static const char *
trace_name(const struct chart *chart, size_t run, size_t column,
           struct arena *arena)
{
    const struct frame *frame = chart->frame;
    struct text text = {.arena = arena};
    char *name = label_clean(frame->names[column], PANEL_NAME_WIDTH,
                             LABEL_ELLIPSIS, arena);

    if (chart->run_count < 2 || !name)
        return name;
    if (!column_has_siblings(frame, column))
        return chart->runs[run].name;
    text_format(&text, "%s: %s", name, chart->runs[run].name);
    return text_end(&text);
}

static enum trace_part
part_of(const struct frame *frame, size_t column)
{
    const char *name = frame->names[column];

    if (frame->faint && frame->faint[column])
        return PART_FAINT;
    return strcmp(name, "loss_q1") == 0   ? PART_LOW
           : strcmp(name, "loss_q3") == 0 ? PART_HIGH
                                          : PART_WHOLE;
}

static bool
add_trace(struct chart *chart, size_t run, size_t column, struct arena *arena)
{
    const char *name = chart->frame->names[column];
    const struct chart_run *one = &chart->runs[run];
    struct panel *panel = chart_panel(chart, one->group, column, arena);
    struct trace *traces, *trace;

    if (!panel)
        return false;
    panel->each += one->place == 0;
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
                            .part = part_of(chart->frame, column)};
    if (strcmp(name, "gap") == 0)
        trace->above = chart->frame->gaps[one->group];
    return trace->name && curve_begin(&trace->curve, chart->logx, arena);
}

static bool
begin_groups(struct chart *chart, struct arena *arena)
{
    const struct frame *frame = chart->frame;
    size_t count = frame->groups ? frame->group_count : 1;

    chart->groups = arena_alloc(arena, count, sizeof *chart->groups);
    if (!chart->groups)
        return false;
    chart->group_count = count;
    for (size_t g = 0; g < count; g++) {
        struct chart_group *group = &chart->groups[g];

        *group = (struct chart_group){
            .landscape = frame->landscape ? &frame->landscape[g] : NULL};
        if (count > 1) {
            group->name = label_clean(frame->group_names[g], RUN_WIDTH,
                                      LABEL_ELLIPSIS, arena);
            if (!group->name)
                return false;
        }
    }
    return true;
}

static bool
begin_runs(struct chart *chart, struct arena *arena)
{
    const struct frame *frame = chart->frame;
    size_t count = frame->runs ? frame->run_count : 1;

    chart->path = frame->landscape && frame->path;
    chart->surface = frame->landscape && frame->surface;
    chart->runs = arena_alloc(arena, count, sizeof *chart->runs);
    if (!chart->runs)
        return false;
    chart->run_count = count;
    for (size_t r = 0; r < count; r++) {
        struct chart_run *run = &chart->runs[r];

        *run = (struct chart_run){.group = frame->groups ? frame->groups[r] : 0,
                                  .pen = frame->pens ? frame->pens[r] : r};
        run->place = chart->groups[run->group].runs++;
        chart->run_pens =
            run->pen < chart->run_pens ? chart->run_pens : run->pen + 1;
        if (count > 1)
            run->name =
                label_clean(frame->runs[r], RUN_WIDTH, LABEL_ELLIPSIS, arena);
        if ((count > 1 && !run->name) ||
            (frame->landscape && !path_begin(&run->path, arena)))
            return false;
    }
    chart->pens = chart->run_pens;
    return chart_share_names(chart);
}

bool
chart_begin_empty(struct chart *chart, const struct frame *frame,
                  struct arena *arena)
{
    static const struct picture_style usual = {.width = 0};
    const struct picture_style *style = frame->style ? frame->style : &usual;

    *chart = (struct chart){.arena = arena,
                            .frame = frame,
                            .style = style,
                            .theme = style->theme ? style->theme : themes,
                            .first = INFINITY,
                            .last = -INFINITY,
                            .logx = style->logx,
                            .whole = true};
    chart->axis = label_clean(frame->names[frame->axis], PANEL_NAME_WIDTH,
                              LABEL_ELLIPSIS, arena);
    return chart->axis != NULL;
}

bool
chart_begin(struct chart *chart, const struct frame *frame, struct arena *arena)
{
    if (!chart_begin_empty(chart, frame, arena) ||
        !begin_groups(chart, arena) || !begin_runs(chart, arena))
        return false;
    chart->panels = arena_alloc(arena, frame->count * chart->group_count,
                                sizeof *chart->panels);
    if (!chart->panels)
        return false;
    for (size_t r = 0; r < chart->run_count; r++)
        for (size_t i = frame->axis + 1; i + frame->hidden < frame->count; i++)
            if (!add_trace(chart, r, i, arena))
                return false;
    return true;
}

struct stroke
chart_stroke(const struct chart *chart, const struct theme *theme, size_t pen)
{
    enum { DASHES = 5 };
    size_t runs = chart->run_pens, further;
    struct stroke stroke;

    /* Runs of a theme without colours differ in their dashes. */
    if (chart->run_count < 2 || chart->pens == runs || theme->pens[2].dash != 1)
        return theme_stroke(theme, pen, chart->pens);
    stroke = theme_stroke(theme, pen % runs, runs);
    further = pen / runs * (runs > PENS / 2 ? 2 : 1);
    stroke.dash = (int)(((size_t)stroke.dash - 1 + further) % DASHES) + 1;
    return stroke;
}

bool
trace_scattered(const struct chart *chart, const struct trace *trace)
{
    return chart->frame->scattered || trace->run < chart->frame->scattered_runs;
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
    const struct chart_run *one = &chart->runs[run];

    for (size_t p = 0; p < chart->count; p++) {
        const struct panel *panel = &chart->panels[p];
        size_t from = one->place * panel->each, end = from + panel->each;

        if (panel->group != one->group)
            continue;
        for (size_t i = from; i < end && i < panel->count; i++) {
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
    size_t run = chart->run_count > 1 ? (size_t)values[0] : 0;
    double step = values[frame->axis];

    if (frame->landscape)
        path_add(&chart->runs[run].path, step,
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

/* The first curve that a run has in a panel has the run's pen, the others have
 * pens beyond those of runs; a band has that of its median. */
static void
choose_pens(struct chart *chart, struct panel *panel)
{
    size_t sibling = 0;

    for (size_t t = 0; t < panel->count; t++) {
        struct trace *trace = &panel->traces[t];

        if (t > 0 && panel->traces[t - 1].run != trace->run)
            sibling = 0;
        else if (t > 0 && trace->part == PART_WHOLE)
            sibling++;
        trace->pen = sibling * chart->run_pens + chart->runs[trace->run].pen;
        if (trace->pen >= chart->pens)
            chart->pens = (sibling + 1) * chart->run_pens;
    }
}

void
chart_end(struct chart *chart)
{
    size_t kept = 0;

    for (size_t i = 0; i < chart->count; i++) {
        panel_end(&chart->panels[i]);
        choose_pens(chart, &chart->panels[i]);
        chart->panels[i].points |= chart->frame->scattered;
        if (chart->panels[i].low <= chart->panels[i].high)
            chart->panels[kept++] = chart->panels[i];
    }
    for (size_t r = 0; chart->frame->landscape && r < chart->run_count; r++)
        path_end(&chart->runs[r].path);
    if (kept == 0 && !chart->frame->landscape) {
        struct panel *panel = &chart->panels[kept++];

        panel->quantity.label = "no finite value";
        panel->low = panel->least = 0;
        panel->floor = 0.1;
        panel->high = panel->ceiling = 1;
    }
    chart->count = kept;
    chart_name_rates(chart);
    for (size_t g = 0; chart->frame->landscape && g < chart->group_count; g++)
        chart_view(chart, g);
    if (chart->first > chart->last)
        chart->first = chart->last = chart->logx;
}
