/* script_legend.c -- the names and notes above a panel. */
#include "output/plot/label.h"
#include "output/plot/script.h"

/* gnuplot's point types. */
enum { RING = 6, CIRCLE = 7, STAR = 3 };

enum { FIRST_LABEL = 10, FIRST_BAR = 2000 };

/* The height of an entry's row: the last one is next to the panel. */
static double
row_up(const struct script *script, const struct view *view, size_t row)
{
    double below = (double)((view->legend.rows - 1 - row) * LEGEND_ROW);

    return script_up(script, (double)view->top + below + 13);
}

static void
print_label(const struct script *script, const struct legend_entry *entry,
            size_t number, double x, double y)
{
    struct text *text = script->text;

    text_format(text, "set label %zu ", FIRST_LABEL + number);
    label_quote(text, entry->label);
    text_format(text,
                " at screen %.6f, screen %.6f left noenhanced%s textcolor rgb "
                "'%s'\n",
                x, y, entry->shape == SHAPE_NONE ? " font ',10'" : "",
                script->theme->ink);
}

static void
print_swatch(const struct script *script, const struct legend_entry *entry,
             size_t number, double x, double y)
{
    struct stroke stroke =
        chart_stroke(script->chart, script->theme, entry->pen);

    text_format(
        script->text,
        "set arrow %zu from screen %.6f, screen %.6f to screen %.6f, "
        "screen %.6f nohead linewidth %g linecolor rgb '#%06x' dashtype "
        "%d\n",
        FIRST_LABEL + number, x, y, x + script_across(script, LEGEND_SWATCH), y,
        stroke.width, stroke.colour, stroke.dash);
}

static void
print_point(const struct script *script, const struct legend_entry *entry,
            size_t number, double x, double y)
{
    int type = entry->shape == SHAPE_LOWEST  ? STAR
               : entry->shape == SHAPE_START ? RING
                                             : CIRCLE;

    text_format(script->text,
                "set label %zu '' at screen %.6f, screen %.6f point pointtype "
                "%d pointsize 1 linewidth 1.5 linecolor rgb '%s'\n",
                FIRST_LABEL + LEGEND_MOST + number,
                x + script_across(script, 6), y, type, script->theme->ink);
}

/* Points in the colour of their run. */
static void
print_dot(const struct script *script, const struct legend_entry *entry,
          size_t number, double x, double y)
{
    struct stroke stroke =
        chart_stroke(script->chart, script->theme, entry->pen);

    text_format(script->text,
                "set label %zu '' at screen %.6f, screen %.6f point pointtype "
                "%d pointsize 0.8 linecolor rgb '#%06x'\n",
                FIRST_LABEL + LEGEND_MOST + number,
                x + script_across(script, (double)LEGEND_SWATCH / 2), y, CIRCLE,
                stroke.colour);
}

static void
print_hatch(const struct script *script, size_t number, double x, double y)
{
    enum { WIDE = 18, HALF = 6, FIRST = 3000 };

    text_format(script->text,
                "set object %zu rectangle from screen %.6f, screen %.6f to "
                "screen %.6f, screen %.6f fillcolor rgb '%s' fillstyle "
                "pattern 4 border rgb '%s'\n",
                FIRST + number, x, y - script_up(script, HALF),
                x + script_across(script, WIDE), y + script_up(script, HALF),
                script->theme->frame, script->theme->frame);
}

static void
print_arrow(const struct script *script, size_t number, double x, double y)
{
    text_format(script->text,
                "set arrow %zu from screen %.6f, screen %.6f to screen %.6f, "
                "screen %.6f head filled size screen 0.012,22 linewidth 2 "
                "linecolor rgb '%s'\n",
                FIRST_LABEL + number, x, y, x + script_across(script, 16), y,
                script->theme->ink);
}

/* The colours of a path, from its first step to its last. */
static void
print_bar(const struct script *script, size_t number, double x, double y)
{
    enum { PIECES = 12 };
    double length = script_across(script, LEGEND_BAR) / (double)PIECES;

    for (size_t i = 0; i < PIECES; i++)
        text_format(
            script->text,
            "set arrow %zu from screen %.6f, screen %.6f to screen "
            "%.6f, screen %.6f nohead linewidth 6 linecolor rgb "
            "'#%06x'\n",
            FIRST_BAR + number * PIECES + i, x + length * (double)i, y,
            x + length * (double)(i + 1), y,
            theme_between(script->theme->path, (double)i / (PIECES - 1)));
}

static void
print_entry(const struct script *script, const struct view *view, size_t i)
{
    const struct legend_entry *entry = &view->legend.entries[i];
    /* The legend of all is drawn with that of the first view. */
    bool whole = view == &script->layout->whole;
    size_t number = whole ? 2 * LEGEND_MOST + i : i;
    double x = script_across(script, (double)(view->left + entry->at));
    double y = row_up(script, view, entry->row), beside = 0;

    if (entry->shape == SHAPE_PEN) {
        print_swatch(script, entry, number, x, y);
        beside = LEGEND_SWATCH + 6;
    } else if (entry->shape == SHAPE_DOT) {
        print_dot(script, entry, number, x, y);
        beside = LEGEND_SWATCH + 6;
    } else if (entry->shape == SHAPE_BAR) {
        print_bar(script, number, x, y);
        beside = LEGEND_BAR + 6;
    } else if (entry->shape == SHAPE_HATCH) {
        print_hatch(script, number, x, y);
        beside = 24;
    } else if (entry->shape == SHAPE_LEAVES) {
        print_arrow(script, number, x, y);
        beside = 22;
    } else if (entry->shape != SHAPE_NONE) {
        print_point(script, entry, number, x, y);
        beside = 16;
    }
    print_label(script, entry, number, x + script_across(script, beside), y);
}

void
script_legend(const struct script *script, const struct view *view)
{
    for (size_t i = 0; i < view->legend.count; i++)
        print_entry(script, view, i);
}
