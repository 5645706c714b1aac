/* script_panel.c -- a panel of curves: its axes, its marks and its curves. */
#include <math.h>

#include "output/plot/label.h"
#include "output/plot/script.h"

/* The label beside a panel, cut to the height of a low one. */
static const char *
fitting_label(const struct script *script, const struct view *view)
{
    enum { CHARACTER = 8, BEYOND = 16 };
    const struct panel_quantity *quantity = &view->panel->quantity;
    size_t room = (view->top - view->bottom + BEYOND) / CHARACTER;
    const char *label;

    if (text_width(quantity->label) <= room)
        return quantity->label;
    label =
        label_clean(quantity->name, room, LABEL_ELLIPSIS, script->text->arena);
    return label ? label : quantity->name;
}

/* The name of a mark beside its line, each lower than the one before. */
static void
print_mark_name(const struct script *script, const struct view *view,
                size_t number, size_t label)
{
    const struct frame *frame = script->chart->frame;
    double mark = frame->marks[number];
    bool right = axis_share(&view->across, mark) > 0.7;
    struct text *text = script->text;

    text_format(text, "set label %zu ", label);
    label_quote(text, frame->mark_names[number]);
    text_string(text, " at ");
    text_number(text, mark);
    text_format(text,
                ", graph %.2f %s offset character %s0.8, 0 noenhanced "
                "textcolor rgb '%s'\n",
                0.96 - 0.07 * (double)number, right ? "right" : "left",
                right ? "-" : "", script->theme->ink);
}

/* Milestones, unless they are too many to see. */
static void
print_marks(const struct script *script, const struct view *view)
{
    enum { MOST = 40, FIRST = 1000 };
    const struct frame *frame = script->chart->frame;
    const struct axis *steps = &view->across;

    if (frame->mark_count > MOST ||
        !(view->panel->quantity.marked || frame->marks_all))
        return;
    for (size_t i = 0; i < frame->mark_count; i++) {
        if (frame->marks[i] <= steps->low || frame->marks[i] >= steps->high)
            continue;
        text_format(script->text, "set arrow %zu from ", FIRST + i);
        text_number(script->text, frame->marks[i]);
        text_string(script->text, ", graph 0 to ");
        text_number(script->text, frame->marks[i]);
        text_format(script->text,
                    ", graph 1 nohead back linewidth 1 dashtype 2 "
                    "linecolor rgb '%s'\n",
                    script->theme->frame);
        if (frame->mark_names)
            print_mark_name(script, view, i, FIRST + i);
    }
}

static void
print_pen(const struct script *script, const struct view *view, size_t number)
{
    size_t pen = view->panel->traces[number].pen;
    struct stroke stroke = chart_stroke(script->chart, script->theme, pen);
    bool scattered =
        trace_scattered(script->chart, &view->panel->traces[number]);

    text_format(script->text, " linewidth %g linecolor rgb '#%06x' dashtype %d",
                stroke.width, stroke.colour, stroke.dash);
    if (scattered || view->panel->points)
        text_format(script->text, " pointtype 7 pointsize %g",
                    scattered ? 0.5 : 0.8);
}

/* The band between the quartiles, as a closed line around it. */
static bool
print_band(const struct script *script, const struct view *view, size_t number,
           size_t low, bool first)
{
    enum { OPACITY = 51 };
    const struct trace *trace = &view->panel->traces[low];
    unsigned colour =
        chart_stroke(script->chart, script->theme, trace->pen).colour;

    if (low + 1 == view->count || trace->part != PART_LOW ||
        trace[1].part != PART_HIGH)
        return false;
    text_format(script->text, "%s$band%zu_%zu", first ? "plot " : ", \\\n    ",
                number, low);
    /* An animation cuts it off where it is. */
    text_string(script->text, script->canvas->frames > 0
                                  ? " using ($1 < until ? $1 : until):2"
                                  : " using 1:2");
    text_format(script->text,
                " with filledcurves closed fillcolor rgb '#%02x%06x' fillstyle "
                "solid noborder notitle",
                255u - OPACITY, colour);
    return true;
}

/* The values behind a smoothed curve, in its colour. */
static bool
print_faint(const struct script *script, const struct view *view, size_t number,
            size_t i, bool first)
{
    enum { OPACITY = 110 };
    const struct trace *trace = &view->panel->traces[i];
    unsigned colour =
        chart_stroke(script->chart, script->theme, trace->pen).colour;

    if (trace->part != PART_FAINT)
        return false;
    text_format(script->text, "%s$curve%zu_%zu", first ? "plot " : ", \\\n    ",
                number, i);
    script_using(script, "2");
    text_format(script->text,
                " with lines linewidth 1 linecolor rgb '#%02x%06x' notitle",
                255u - OPACITY, colour);
    return true;
}

static void
print_plot(const struct script *script, const struct view *view, size_t number)
{
    struct text *text = script->text;
    bool first = true;

    for (size_t i = 0; i < view->count; i++)
        if (print_band(script, view, number, i, first) ||
            print_faint(script, view, number, i, first))
            first = false;
    for (size_t i = 0; i < view->count; i++) {
        if (view->panel->traces[i].part != PART_WHOLE)
            continue;
        text_format(text, "%s$curve%zu_%zu", first ? "plot " : ", \\\n    ",
                    number, i);
        first = false;
        script_using(script, "2");
        text_format(text, " with %s",
                    trace_scattered(script->chart, &view->panel->traces[i])
                        ? "points"
                    : view->panel->points ? "linespoints"
                                          : "lines");
        print_pen(script, view, i);
        text_string(text, " title ");
        label_quote(text, view->panel->traces[i].name);
    }
    if (script->chart->best)
        script_star_at(script, script->chart->best_point.step,
                       script->chart->best_point.value);
    text_string(text, "\n");
}

/* The runs of a sweep that diverged: crosses at the top, in the colour of their
 * curve. */
static void
print_diverged(const struct script *script, const struct view *view)
{
    enum { FIRST = 7000, MOST = 500 };
    size_t number = 0;

    for (size_t t = 0; script->chart->sweep && t < view->count; t++) {
        const struct trace *trace = &view->panel->traces[t];
        struct stroke stroke =
            chart_stroke(script->chart, script->theme, trace->pen);

        if (trace->part != PART_WHOLE)
            continue;
        for (size_t i = 0; i < trace->curve.count && number < MOST; i++) {
            if (!isnan(trace->curve.points[i].value))
                continue;
            text_format(script->text, "set label %zu '' at ", FIRST + number++);
            text_number(script->text, trace->curve.points[i].step);
            text_format(script->text,
                        ", graph 1 point pointtype 2 pointsize 0.9 linewidth "
                        "1.5 linecolor rgb '#%06x'\n",
                        stroke.colour);
        }
    }
}

void
script_panel(const struct script *script, size_t number)
{
    const struct view *view = &script->layout->views[number];

    script_margins(script, view);
    axis_print(&view->across, "x", view->lowest, script->text);
    axis_print(&view->scale, "y", true, script->text);
    script_axis_names(script, view, view->lowest ? script->chart->axis : NULL,
                      fitting_label(script, view));
    script_legend(script, view);
    print_marks(script, view);
    print_diverged(script, view);
    print_plot(script, view, number);
}
