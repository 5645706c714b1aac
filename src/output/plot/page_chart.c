/* page_chart.c -- a chart as the JSON that a page draws. */
#include <math.h>
#include <string.h>

#include "output/plot/layout.h"
#include "output/plot/page_parts.h"

/* Columns of pixels that a curve has points for. */
enum { PIXELS = 800 };

void
page_number(struct text *json, double value)
{
    if (isfinite(value))
        text_number(json, value);
    else
        text_string(json, "null");
}

void
page_numbers(struct text *json, const char *name, const double *values,
             size_t count, size_t step)
{
    text_format(json, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        text_string(json, i ? "," : "");
        page_number(json, values[i * step]);
    }
    text_string(json, "]");
}

void
page_name(struct text *json, const char *name, const char *value)
{
    text_format(json, "\"%s\":", name);
    if (value)
        text_json_string(json, value);
    else
        text_string(json, "null");
}

static void
add_curve(struct text *json, const struct chart *chart,
          const struct trace *trace)
{
    const struct curve *curve = &trace->curve;
    struct curve_point *thin =
        arena_alloc(json->arena, curve->count + 1, sizeof *thin);
    size_t count = 0;

    if (!thin) {
        json->failed = true;
        return;
    }
    if (curve->count > 0)
        count = curve_thin(curve, chart->first, chart->last, PIXELS, thin);
    text_format(json, "{\"pen\":%zu,\"part\":%d,", trace->pen, trace->part);
    if (trace_scattered(chart, trace))
        text_string(json, "\"points\":true,");
    page_name(json, "name", trace->name);
    page_numbers(json, "x", &thin->step, count, 2);
    page_numbers(json, "y", &thin->value, count, 2);
    text_string(json, "}");
}

static void
add_panel(struct text *json, const struct chart *chart,
          const struct panel *panel)
{
    struct axis axis = panel_axis(chart, panel, 6);
    char note[NOTE_SIZE];

    text_string(json, "{");
    page_name(json, "label", panel->quantity.label);
    text_string(json, ",");
    page_name(json, "group", chart->groups[panel->group].name);
    text_format(json, ",\"points\":%s,\"steps\":%s,\"log\":%s",
                panel->points ? "true" : "false",
                panel->quantity.marked ? "true" : "false",
                axis.log ? "true" : "false");
    page_numbers(json, "ends", (double[]){axis.low, axis.high}, 2, 1);
    text_string(json, ",\"notes\":[");
    for (size_t i = 0; chart_note(chart, panel, &axis, i, note); i++) {
        text_string(json, i ? "," : "");
        text_json_string(json, note);
    }
    text_string(json, "]");
    if (panel_is_limited(chart, panel))
        page_numbers(json, "limits", chart->style->ylim, 2, 1);
    text_string(json, ",\"curves\":[");
    for (size_t i = 0; i < panel->count; i++) {
        text_string(json, i ? "," : "");
        add_curve(json, chart, &panel->traces[i]);
    }
    text_string(json, "]}");
}

/* The name of what is drawn with a pen: a run or, of one run, a curve of the
 * panel that has most. */
static const char *
pen_name(const struct chart *chart, size_t pen)
{
    const struct panel *most = chart->panels;

    for (size_t r = 0; chart->run_count > 1 && r < chart->run_count; r++)
        if (chart->runs[r].pen == pen)
            return chart->runs[r].name;
    for (size_t p = 1; p < chart->count; p++)
        if (chart->panels[p].count > most->count)
            most = &chart->panels[p];
    for (size_t i = 0; chart->count > 0 && i < most->count; i++)
        if (most->traces[i].pen == pen)
            return most->traces[i].name;
    return chart->run_count > 1 ? chart->runs[0].name : "path";
}

static void
add_pens(struct text *json, const struct chart *chart)
{
    static const char *const dashes[] = {"none", "none",    "8 5",
                                         "2 4",  "9 4 2 4", "9 4 2 4 2 4"};

    text_string(json, ",\"pens\":[");
    for (size_t i = 0; i < chart->pens; i++) {
        struct stroke stroke = chart_stroke(chart, chart->theme, i);

        text_string(json, i ? ",{" : "{");
        page_name(json, "name", pen_name(chart, i));
        text_format(json, ",\"dash\":\"%s\"}", dashes[stroke.dash % 6]);
    }
    text_string(json, "]");
}

/* Steps that are marked, unless they are too many to see. */
static void
add_marks(struct text *json, const struct chart *chart)
{
    enum { MOST = 40 };
    const struct frame *frame = chart->frame;

    text_format(json, ",\"named\":%s,\"marks\":[",
                frame->marks_all ? "true" : "false");
    for (size_t i = 0; frame->mark_count <= MOST && i < frame->mark_count;
         i++) {
        text_string(json, i ? ",[" : "[");
        page_number(json, frame->marks[i]);
        text_string(json, ",");
        text_json_string(json, frame->mark_names ? frame->mark_names[i] : "");
        text_string(json, "]");
    }
    text_string(json, "]");
}

/* One list of things, each of a panel, a map or a heat map. */
static void
add_views(struct text *json, const struct chart *chart)
{
    bool maps = chart->path || chart->surface;

    text_string(json, ",\"panels\":[");
    for (size_t i = 0; i < chart->count; i++) {
        text_string(json, i ? "," : "");
        add_panel(json, chart, &chart->panels[i]);
    }
    text_string(json, "],\"maps\":[");
    for (size_t g = 0; maps && g < chart->group_count; g++) {
        text_string(json, g ? "," : "");
        page_map(json, chart, g);
    }
    text_string(json, "],\"heats\":[");
    for (size_t g = 0; chart->heat && g < chart->group_count; g++) {
        text_string(json, g ? "," : "");
        page_heat(json, &chart->groups[g]);
    }
    text_string(json, "]");
}

void
page_chart(struct text *text, const struct chart *chart)
{
    struct text json = {.arena = chart->arena};
    double last = chart->last > chart->first ? chart->last : chart->first + 1;

    text_string(&json, "{");
    page_name(&json, "axis", chart->axis);
    text_format(&json,
                ",\"logx\":%s,\"first\":", chart->logx ? "true" : "false");
    page_number(&json, isfinite(chart->first) ? chart->first : 0);
    text_string(&json, ",\"last\":");
    page_number(&json, isfinite(last) ? last : 1);
    add_pens(&json, chart);
    add_marks(&json, chart);
    text_format(&json, ",\"swept\":%s", chart->sweep ? "true" : "false");
    if (chart->heat)
        page_scale(&json, chart->heat);
    else if (chart->best)
        page_numbers(&json, "best", &chart->best_point.step, 2, 1);
    add_views(&json, chart);
    text_string(&json, "}");
    text->failed = text->failed || json.failed;
    for (size_t i = 0; i < json.used; i++)
        if (json.bytes[i] == '<')
            text_string(text, "\\u003c");
        else
            text_add(text, &json.bytes[i], 1);
}

static void
add_theme(struct text *text, const struct chart *chart,
          const struct theme *theme)
{
    text_format(text,
                ":root { --background: %s; --ink: %s; --frame: %s; "
                "--grid: %s;",
                theme->background, theme->ink, theme->frame, theme->grid);
    for (size_t i = 0; i < chart->pens; i++)
        text_format(text, " --p%zu: #%06x;", i,
                    chart_stroke(chart, theme, i).colour);
    for (size_t i = 0; i <= LEVELS_MOST; i++)
        text_format(
            text, " --b%zu: #%06x;", i,
            theme_between(theme->landscape,
                          ((double)i + 0.5) / (double)(PAGE_HEIGHTS + 1)));
    text_string(text, " }\n");
}

void
page_colours(struct text *text, const struct chart *chart)
{
    const struct theme *asked = chart->style->theme;

    add_theme(text, chart, asked ? asked : themes);
    if (asked)
        return;
    text_string(text, "@media screen and (prefers-color-scheme: dark) {\n");
    add_theme(text, chart, theme_find("dark"));
    text_string(text, "}\n");
}
