/* window.c -- divides the rows of a window between a drawing and the text below
 * it.
 *
 * Panels too low to be read are left out, the last ones first. */
#include "output/plot/window.h"

#include "output/plot/label.h"
#include "output/plot/layout.h"
#include "output/plot/text_parts.h"

/* The most rows of a drawing and of each panel, and the columns before a
 * remark. */
enum { MOST = 36, MOST_OF_PANEL = 12, PREFIX = 7 };

static size_t
least_rows(const struct chart *chart, size_t cell)
{
    return cell == 0 ? text_least_rows(chart) + (chart->title != NULL)
                     : (layout_least(chart) + cell - 1) / cell;
}

static size_t
most_rows(const struct chart *chart)
{
    size_t landscapes = (size_t)(chart->path + chart->surface);
    size_t rows = MOST_OF_PANEL * (chart->count + 2 * landscapes);

    return rows < MOST ? MOST : rows;
}

/* False: what is left must stay. */
static bool
drop_last(struct chart *chart)
{
    if (chart->count + (size_t)(chart->path + chart->surface) < 2)
        return false;
    if (chart->surface)
        chart->surface = false;
    else if (chart->path)
        chart->path = false;
    else
        chart->count--;
    return true;
}

static void
add_name(struct text *text, const char *name)
{
    text_string(text, text->used > 0 ? ", " : "no room for ");
    text_string(text, name);
}

/* What was there before, and is no more; NULL: all is. */
static const char *
name_dropped(const struct chart *chart, const struct chart *before,
             struct arena *arena)
{
    struct text text = {.arena = arena};

    for (size_t i = chart->count; i < before->count; i++)
        add_name(&text, before->panels[i].quantity.label);
    if (before->path && !chart->path)
        add_name(&text, "path");
    if (before->surface && !chart->surface)
        add_name(&text, "surface");
    if (text.used == 0)
        return NULL;
    return text_end(&text);
}

/* The lines that a remark takes. */
static size_t
lines_of(const char *remark, const struct picture_style *style)
{
    size_t width = style->columns + (style->columns > 1);

    return remark ? (PREFIX + text_width(remark)) / width + 1 : 0;
}

void
window_remark(struct output *output, const char *words)
{
    struct text text = {.arena = output->arena};

    if (output->remark)
        text_format(&text, "%s; ", output->remark);
    text_string(&text, words);
    if (text_end(&text))
        output->remark = text.bytes;
}

size_t
window_rows(struct output *output, struct chart *chart, size_t cell)
{
    const struct picture_style *style = chart->style;
    const struct chart before = *chart;
    size_t most = style->rows + style->spare, rows = most_rows(chart);
    size_t said = lines_of(output->remark, style), least;
    const char *dropped = NULL;

    rows = style->rows < rows ? style->rows : rows;
    while ((least = least_rows(chart, cell)) + said > most &&
           drop_last(chart)) {
        dropped = name_dropped(chart, &before, output->arena);
        said = lines_of(output->remark, style) + lines_of(dropped, style);
    }
    if (dropped)
        window_remark(output, dropped);
    rows = rows < least ? least : rows;
    if (rows + said > most)
        rows = most > said ? most - said : 1;
    output->lines = said;
    return rows < 1 ? 1 : rows;
}
