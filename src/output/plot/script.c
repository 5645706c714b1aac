/* script.c -- writes the gnuplot commands and the data of a chart.
 *
 * A user's text appears between single quotes only. */
#include "output/plot/script.h"

#include <math.h>

#include "output/plot/label.h"

/* gnuplot takes what is larger for undefined. */
static const double largest = 8e307;

void
script_number(const struct script *script, double value)
{
    text_number(script->text, fmax(-largest, fmin(value, largest)));
}

double
script_across(const struct script *script, double unit)
{
    return unit / (double)script->canvas->width;
}

double
script_up(const struct script *script, double unit)
{
    return unit / (double)script->canvas->height;
}

/* A band has its low end and its high end beside one another. */
static void
print_bands(const struct script *script, const struct view *view, size_t number)
{
    const struct trace *traces = view->panel->traces;

    for (size_t j = 0; j + 1 < view->count; j++) {
        if (traces[j].part != PART_LOW || traces[j + 1].part != PART_HIGH)
            continue;
        text_format(script->text, "$band%zu_%zu << EOD\n", number, j);
        script_band(script, view, &traces[j].curve, &traces[j + 1].curve);
        text_string(script->text, "EOD\n");
    }
}

static void
print_data(const struct script *script)
{
    for (size_t i = 0; i < script->layout->count; i++) {
        const struct view *view = &script->layout->views[i];

        if (view->map)
            script_heat_data(script, view);
        if (!view->panel)
            continue;
        if (view->panel->columns > view->count)
            text_format(script->text, "# the first %zu of %zu curves\n",
                        view->count, view->panel->columns);
        for (size_t j = 0; j < view->count; j++) {
            text_format(script->text, "$curve%zu_%zu << EOD\n", i, j);
            script_curve(script, view, &view->panel->traces[j].curve);
            text_string(script->text, "EOD\n");
        }
        print_bands(script, view, i);
    }
    if (script->chart->path || script->chart->surface)
        script_landscape_data(script);
}

void
script_using(const struct script *script, const char *columns)
{
    text_string(script->text, " using ");
    if (script->canvas->frames > 0)
        text_format(script->text, "($1 <= until ? $1 : NaN):%s", columns);
    else
        text_format(script->text, "1:%s", columns);
}

static void
print_setup(const struct script *script)
{
    const struct theme *theme = script->theme;
    struct text *text = script->text;

    text_string(text, "set termoption noenhanced\nset clip two\nunset key\n");
    if (script->layout->count > 1)
        text_string(text, "set multiplot\n");
    text_format(text,
                "set border 3 linecolor rgb '%s'\n"
                "set tics nomirror out scale 0.5 textcolor rgb '%s'\n"
                "set grid linecolor rgb '%s' linewidth 1 linetype 1 "
                "dashtype solid\n",
                theme->frame, theme->ink, theme->grid);
    /* A script sets no terminal, and so no background. */
    if (theme != themes)
        text_format(text,
                    "set object 1 rectangle from screen 0, screen 0 to "
                    "screen 1, screen 1 behind fillcolor rgb '%s' fillstyle "
                    "solid noborder\n",
                    theme->background);
}

/* As much of a text as there is room for. */
static void
quote_fitting(const struct script *script, const char *label, size_t pixels,
              size_t size)
{
    const char *fitting = label_fit(label, pixels, size, script->text->arena);

    script->text->failed = script->text->failed || !fitting;
    if (fitting)
        label_quote(script->text, fitting);
}

static void
print_title(const struct script *script)
{
    struct text *text = script->text;

    if (!script->chart->title)
        return;
    text_string(text, "set label 1 ");
    quote_fitting(script, script->chart->title,
                  script->canvas->width - 2 * LAYOUT_EDGE, LABEL_SIZE);
    text_format(text,
                " at screen 0.5, screen %.6f center noenhanced "
                "textcolor rgb '%s'\n",
                script_up(script, (double)script->canvas->height - 20),
                script->theme->ink);
}

/* The names of groups, in bold where a font is. */
static void
print_group_names(const struct script *script)
{
    enum { FIRST = 5000, GROUP_SIZE = 18 };

    for (size_t g = 0; g < script->chart->group_count; g++) {
        const char *name = script->chart->groups[g].name;
        const struct block *block = &script->layout->blocks[g];
        const struct view *views = script->layout->views + block->first;
        double left = (double)views[0].left;
        double right = (double)views[block->count - 1].right;
        struct text *text = script->text;

        if (!name)
            continue;
        text_format(text, "set label %zu ", FIRST + g);
        quote_fitting(script, name, block->region.right - block->region.left,
                      GROUP_SIZE);
        text_format(text, " at screen %.6f, screen %.6f center noenhanced",
                    script_across(script, (left + right) / 2),
                    script_up(script, (double)block->region.top + 12));
        text_format(text, " font ',13' textcolor rgb '%s'\n",
                    script->theme->ink);
    }
}

/* What an animation has reached, in the corner above all. */
static void
print_counter(const struct script *script, double until)
{
    const struct canvas *canvas = script->canvas;

    text_string(script->text, "set label 4 ");
    label_quote(script->text, script->chart->axis);
    text_format(script->text,
                " . ' %.10g' at screen %.6f, screen %.6f right noenhanced "
                "textcolor rgb '%s'\n",
                script->chart->whole ? floor(until) : until,
                script_across(script, (double)(canvas->width - LAYOUT_EDGE)),
                script_up(script, (double)canvas->height - 20),
                script->theme->ink);
}

void
script_margins(const struct script *script, const struct view *view)
{
    struct text *text = script->text;

    text_format(text,
                "set bmargin at screen %.6f\nset tmargin at screen %.6f\n",
                script_up(script, (double)view->bottom),
                script_up(script, (double)view->top));
    text_format(text,
                "set lmargin at screen %.6f\nset rmargin at screen %.6f\n",
                script_across(script, (double)view->left),
                script_across(script, (double)view->right));
}

void
script_axis_names(const struct script *script, const struct view *view,
                  const char *across, const char *up)
{
    double bottom = (double)view->bottom, top = (double)view->top;
    const char *ink = script->theme->ink;
    struct text *text = script->text;

    text_string(text, "set label 2 ");
    label_quote(text, up);
    text_format(text,
                " at screen %.6f, screen %.6f center rotate by 90 noenhanced "
                "textcolor rgb '%s'\n",
                script_across(script, (double)view->edge + 12),
                script_up(script, (bottom + top) / 2), ink);
    if (!across)
        return;
    text_string(text, "set label 3 ");
    label_quote(text, across);
    text_format(text,
                " at screen %.6f, screen %.6f center noenhanced "
                "textcolor rgb '%s'\n",
                script_across(script, (double)(view->left + view->right) / 2),
                script_up(script, bottom - 38), ink);
}

/* Every panel, once. */
static void
print_figure(const struct script *script, double until)
{
    struct text *text = script->text;

    print_setup(script);
    print_title(script);
    print_group_names(script);
    script_legend(script, &script->layout->whole);
    if (script->chart->heat)
        script_heat_box(script);
    if (script->canvas->frames > 0)
        print_counter(script, until);
    for (size_t i = 0; i < script->layout->count; i++) {
        if (script->layout->views[i].panel)
            script_panel(script, i);
        else if (script->layout->views[i].map)
            script_heat(script, &script->layout->views[i]);
        else
            script_landscape(script, &script->layout->views[i], until);
        /* What belongs to the whole is drawn once. */
        if (i + 1 < script->layout->count)
            text_string(text, "unset label\nunset arrow\nunset object\n");
    }
    if (script->layout->count > 1)
        text_string(text, "unset multiplot\n");
}

/* The steps are reached one after the other, the first ones, in which most
 * happens, more slowly. */
static void
print_frames(const struct script *script)
{
    const struct chart *chart = script->chart;
    long frames = script->canvas->frames;

    for (long i = 1; i <= frames; i++) {
        double share = pow((double)i / (double)frames, 1.5);
        double until = chart->first + (chart->last - chart->first) * share;

        text_string(script->text, i > 1 ? "reset\nuntil = " : "until = ");
        text_number(script->text, until);
        text_string(script->text, "\n");
        print_figure(script, until);
    }
}

void
script_print(const struct chart *chart, const struct canvas *canvas,
             struct text *text)
{
    struct picture_layout layout;
    struct script script = {
        .chart = chart,
        .canvas = canvas,
        .layout = &layout,
        .theme = chart->theme,
        .text = text,
        .reliefs = arena_alloc(text->arena, chart->group_count,
                               sizeof *script.reliefs),
    };

    if (!script.reliefs || !layout_make(&layout, chart, canvas, text->arena)) {
        text->failed = true;
        return;
    }
    text_string(text, "reset\nset encoding utf8\n" LABEL_QUOTE);
    print_data(&script);
    if (canvas->frames > 0)
        print_frames(&script);
    else
        print_figure(&script, INFINITY);
}
