/* script.c -- writes the gnuplot commands and the data of a chart.
 *
 * A user's text appears between single quotes only. */
#include "output/script.h"

#include <math.h>

#include "output/label.h"

/* Okabe & Ito, Color Universal Design (2008), without the yellow, which
 * white swallows. */
static const char *const colours[] = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
};

enum { COLOURS = sizeof colours / sizeof *colours };

/* So many names leave room for the label in a text plot. */
enum { FEW = 4 };

/* gnuplot takes what is larger for undefined. */
static const double largest = 8e307;

struct script {
    const struct chart *chart;
    const struct canvas *canvas;
    const struct layout *layout;
    struct text *text;
};

static void
print_curve(const struct curve *curve, size_t panel, size_t trace,
            struct text *text)
{
    text_format(text, "$curve%zu_%zu << EOD\n", panel, trace);
    for (size_t i = 0; i < curve->count; i++) {
        double value = curve->points[i].value;

        text_number(text, curve->points[i].step);
        text_string(text, " ");
        if (isnan(value))
            text_string(text, "NaN");
        else
            text_number(text, fmax(-largest, fmin(value, largest)));
        text_string(text, "\n");
    }
    /* gnuplot warns of data without a line. */
    text_string(text, curve->count ? "EOD\n" : "0 NaN\nEOD\n");
}

static void
print_data(const struct script *script)
{
    for (size_t i = 0; i < script->chart->count; i++) {
        const struct view *view = &script->layout->views[i];

        if (view->panel->columns > view->count)
            text_format(script->text, "# the first %zu of %zu curves\n",
                        view->count, view->panel->columns);
        for (size_t j = 0; j < view->count; j++)
            print_curve(&view->panel->traces[j].curve, i, j, script->text);
    }
}

static void
print_setup(const struct script *script)
{
    struct text *text = script->text;

    text_string(text, "set termoption noenhanced\nset clip two\n");
    if (script->chart->count > 1)
        text_string(text, "set multiplot\n");
    if (script->canvas->characters)
        text_string(text, "set border 3\nset tics nomirror scale 0\n"
                          "set label 1 'step' at screen 0, screen 0 left\n");
    else
        text_string(text, "set border 3 linecolor rgb '#808080'\n"
                          "set tics nomirror out scale 0.5 "
                          "textcolor rgb '#202020'\n"
                          "set grid linecolor rgb '#dddddd' linewidth 1 "
                          "linetype 1 dashtype solid\n");
    text_format(text, "set lmargin %zu\nset rmargin %zu\nunset key\n",
                script->layout->left, script->layout->right);
    if (script->chart->title) {
        text_string(text, "set label 1 ");
        label_quote(text, script->chart->title);
        text_format(text, " at screen 0.5, screen %.6f center noenhanced\n",
                    1 - 27.0 / (double)script->canvas->height);
    }
}

/* The labels of a panel's axes, and the legend above it. */
static void
print_labels(const struct script *script, const struct view *view, bool lowest)
{
    double height = (double)script->canvas->height;
    struct text *text = script->text;

    text_string(text, "set label 2 ");
    label_quote(text, view->panel->quantity.label);
    if (view->panel->columns > view->count)
        text_format(text, " . ' (%zu of %zu)'", view->count,
                    view->panel->columns);
    text_format(text,
                " at character 1.5, screen %.6f center rotate by 90 "
                "noenhanced\n",
                (double)(view->bottom + view->top) / 2 / height);
    if (lowest)
        text_format(text,
                    "set label 3 'step' at graph 0.5, screen %.6f center\n",
                    14 / height);
    if (view->count > 1)
        text_format(text,
                    "set key at graph 1, screen %.6f right bottom vertical "
                    "maxrows 1 noenhanced samplen 2\n",
                    (double)(view->top + 4) / height);
    else
        text_string(text, "unset key\n");
}

/* Both in one line: "learning rate   * lr0  # lr1". */
static void
print_legend(const struct script *script, const struct view *view)
{
    const struct panel *panel = view->panel;
    struct text line = {.arena = script->text->arena};
    size_t room = script->canvas->width - script->layout->left;
    const char *label;

    /* The names of many curves say it, too, and need the room. */
    if (view->count <= FEW)
        text_format(&line, "%s   ", panel->quantity.label);
    for (size_t i = 0; view->count > 1 && i < view->count; i++)
        text_format(&line, "%c %s  ", layout_pens[i], panel->traces[i].name);
    if (panel->columns > view->count)
        text_format(&line, "(%zu of %zu)", view->count, panel->columns);
    text_add(&line, "", 1);
    label =
        line.failed ? NULL : label_clean(line.bytes, room, "...", line.arena);
    if (!label) {
        script->text->failed = true;
        return;
    }
    text_string(script->text, "set label 2 ");
    label_quote(script->text, label);
    text_format(script->text, " at graph 0, screen %.6f left noenhanced\n",
                ((double)view->top + 0.01) /
                    (double)(script->canvas->height - 1));
}

static void
print_plot(const struct script *script, size_t number)
{
    const struct view *view = &script->layout->views[number];
    const struct panel *panel = view->panel;
    struct text *text = script->text;

    for (size_t i = 0; i < view->count; i++) {
        text_format(text, "%s$curve%zu_%zu with lines%s ",
                    i ? ", \\\n    " : "plot ", number, i,
                    panel->points ? "points" : "");
        if (script->canvas->characters)
            text_format(text, "linetype %zu", i + 1);
        else
            text_format(text, "linewidth 2 linecolor rgb '%s' dashtype %zu",
                        colours[i % COLOURS], i / COLOURS + 1);
        if (panel->points && script->canvas->characters)
            text_format(text, " pointtype '%c'", layout_pens[i]);
        else if (panel->points)
            text_string(text, " pointtype 7 pointsize 0.8");
        text_string(text, " title ");
        label_quote(text, panel->traces[i].name);
    }
    text_string(text, "\n");
}

static void
print_panel(const struct script *script, size_t number)
{
    const struct view *view = &script->layout->views[number];
    bool characters = script->canvas->characters;
    bool lowest = number + 1 == script->chart->count;
    struct text *text = script->text;
    /* A screen of h rows goes from row 0 to row h - 1, rounded down. */
    double height = (double)(script->canvas->height - characters);
    double slack = characters ? 0.01 : 0;

    text_format(text,
                "set bmargin at screen %.6f\nset tmargin at screen %.6f\n",
                ((double)view->bottom + slack) / height,
                ((double)(view->top - characters) + slack) / height);
    scale_print(&script->layout->steps, "x", lowest, text);
    scale_print(&view->scale, "y", true, text);
    if (characters)
        print_legend(script, view);
    else
        print_labels(script, view, lowest);
    print_plot(script, number);
    /* What belongs to the whole is drawn once. */
    if (number == 0 && !lowest)
        text_string(text, "unset label 1\n");
}

void
script_print(const struct chart *chart, const struct canvas *canvas,
             struct text *text)
{
    struct layout layout;
    struct script script = {chart, canvas, &layout, text};

    if (!layout_make(&layout, chart, canvas, text->arena)) {
        text->failed = true;
        return;
    }
    text_string(text, "reset\nset encoding utf8\n" LABEL_QUOTE);
    print_data(&script);
    print_setup(&script);
    for (size_t i = 0; i < chart->count; i++)
        print_panel(&script, i);
    if (chart->count > 1)
        text_string(text, "unset multiplot\n");
}
