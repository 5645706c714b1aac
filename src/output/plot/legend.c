/* legend.c -- what the names and notes above a panel, or above all, are. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/heat_map.h"
#include "output/plot/label.h"
#include "output/plot/packer.h"

static void
add_notes(struct packer *packer, const struct chart *chart,
          const struct view *view)
{
    char words[NOTE_SIZE];

    for (size_t i = 0; chart_note(chart, view->panel, &view->scale, i, words);
         i++)
        packer_note(packer, words);
}

/* The name of the first run with a pen. */
static const char *
pen_name(const struct chart *chart, size_t pen)
{
    size_t r = 0;

    while (r + 1 < chart->run_count && chart->runs[r].pen != pen)
        r++;
    return chart->runs[r].name;
}

/* Names that are those of traces or, without a panel, of the runs. */
static const char *
name_of(const struct chart *chart, const struct view *view, size_t number)
{
    const struct trace *trace;

    if (!view)
        return pen_name(chart, number);
    trace = &view->panel->traces[number];
    return number + 1 < view->count && trace[1].part == PART_LOW &&
                   chart->run_count == 1
               ? "median, with quartiles"
               : trace->name;
}

/* Whether what has a name is points: those of traces or, without a panel, of
 * runs. */
static bool
is_scattered(const struct chart *chart, const struct view *view, size_t number)
{
    return view ? trace_scattered(chart, &view->panel->traces[number])
                : number < chart->frame->scattered_runs;
}

/* The names of the curves or, where there is no room for all of them, the
 * first and the last one. */
static void
add_names(struct packer *packer, const struct chart *chart,
          const struct view *view)
{
    struct packer before = *packer;
    struct legend legend = *packer->legend;
    size_t count = view ? view->count : chart->run_pens;
    struct text words = {.arena = packer->arena};
    size_t room = packer->width - packer_swatch(SHAPE_BAR);

    for (size_t i = 0; i < count; i++)
        if (!view || view->panel->traces[i].part == PART_WHOLE)
            packer_add(
                packer, is_scattered(chart, view, i) ? SHAPE_DOT : SHAPE_PEN,
                view ? view->panel->traces[i].pen : i, name_of(chart, view, i));
    if (packer->left_out == 0 || count <= PENS)
        return;
    *packer = before;
    *packer->legend = legend;
    text_format(&words, "%s to %s (%zu)", name_of(chart, view, 0),
                name_of(chart, view, count - 1), count);
    /* A cut one would be useless. */
    if (text_end(&words) && packer_width(words.bytes) > room) {
        words.used = 0;
        text_format(&words, "%zu curves, in their order", count);
    }
    if (text_end(&words))
        packer_add(packer, SHAPE_BAR, 0, words.bytes);
}

static void
add_curves(struct packer *packer, const struct chart *chart,
           const struct view *view)
{
    const struct panel *panel = view->panel;
    /* The names of the runs are above all. */
    bool named = chart->run_count > 1 && panel_curves(panel) < 2;

    if (view->count > 1 && !named)
        add_names(packer, chart, view);
    if (panel->columns > view->count && !named) {
        char few[40];

        snprintf(few, sizeof few, "(the first %zu)", view->count);
        packer_add(packer, SHAPE_NONE, 0, few);
    }
    add_notes(packer, chart, view);
}

/* What the signs at the ends of the paths mean: some paths move, some leave
 * what is seen. */
static void
find_ends(const struct chart *chart, bool *moves, bool *leaves, bool *lost)
{
    *moves = *leaves = *lost = false;
    for (size_t r = 0; r < chart->run_count; r++) {
        const struct chart_run *run = &chart->runs[r];
        const struct chart_group *group = &chart->groups[run->group];
        struct position end;

        if (run->path.count == 0)
            continue;
        if (path_leaves(&run->path, group->low, group->high, &end))
            *leaves = true;
        else
            *moves = *moves || run->path.count > 1;
        *lost = *lost || run->path.lost;
    }
}

static void
add_signs(struct packer *packer, const struct chart *chart)
{
    bool moves, leaves, lost, lowest = false;

    find_ends(chart, &moves, &leaves, &lost);
    for (size_t g = 0; g < chart->group_count; g++)
        lowest = lowest || chart->groups[g].landscape->lowest_count > 0;
    packer_add(packer, SHAPE_START, 0, "start");
    if (moves)
        packer_add(packer, SHAPE_END, 0, packer->moving ? "now" : "end");
    if (leaves)
        packer_add(packer, SHAPE_LEAVES, 0, "leaves");
    if (lowest)
        packer_add(packer, SHAPE_LOWEST, 0, "minimum");
    if (lost)
        packer_add(packer, SHAPE_NONE, 0, "(it leaves what is finite)");
}

static void
add_landscape(struct packer *packer, const struct chart *chart,
              const struct view *view)
{
    const struct landscape *landscape = chart->groups[view->group].landscape;
    bool several = chart->run_count > 1;
    char words[96];

    if (!several)
        add_signs(packer, chart);
    if (!several) {
        snprintf(words, sizeof words, "%s %.10g to %.10g", chart->axis,
                 chart->first, chart->last);
        /* A cut one would be useless. */
        if (LEGEND_BAR + 6 + packer_width(words) <= packer->width)
            packer_add(packer, SHAPE_BAR, 0, words);
    }
    if (landscape->note)
        packer_add(packer, SHAPE_NONE, 0, landscape->note);
    if (view->unequal)
        packer_add(packer, SHAPE_NONE, 0, "(the axes have different scales)");
    if (chart->count == 0 && chart->groups[view->group].rate)
        packer_add(packer, SHAPE_NONE, 0, chart->groups[view->group].rate);
}

static bool
has_band(const struct panel *panel)
{
    for (size_t i = 0; i < panel->count; i++)
        if (panel->traces[i].part == PART_LOW)
            return true;
    return false;
}

static const char *
best_label(const struct packer *packer, const struct chart *chart)
{
    struct text text = {.arena = packer->arena};

    text_format(&text, "best: %s", chart->best);
    return text_end(&text) ? text.bytes : chart->best;
}

static bool
has_diverged(const struct heat_map *map)
{
    for (size_t i = 0; map && i < map->count; i++)
        if (isnan(map->cells[i].loss))
            return true;
    return false;
}

/* What all groups have in common. */
static void
add_whole(struct packer *packer, const struct chart *chart)
{
    bool names = chart->path || chart->surface;
    bool diverged = false;

    for (size_t i = 0; i < chart->count; i++)
        names = names || panel_curves(&chart->panels[i]) < 2;
    if (chart->common)
        packer_add(packer, SHAPE_NONE, 0, chart->common);
    if (names && chart->run_count > 1)
        add_names(packer, chart, NULL);
    if (chart->best)
        packer_add(packer, SHAPE_LOWEST, 0, best_label(packer, chart));
    for (size_t g = 0; g < chart->group_count; g++)
        diverged = diverged || has_diverged(chart->groups[g].map);
    if (diverged && chart->groups[0].map->points)
        packer_add(packer, SHAPE_NONE, 0, "\xC3\x97 diverged");
    else if (diverged)
        packer_add(packer, SHAPE_HATCH, 0, "diverged");
    for (size_t i = 0; i < chart->count; i++)
        if (has_band(&chart->panels[i])) {
            packer_add(packer, SHAPE_NONE, 0, "(medians, with quartiles)");
            break;
        }
    if (chart->path || chart->surface)
        add_signs(packer, chart);
}

void
legend_make(struct legend *legend, const struct chart *chart,
            const struct view *view, const struct canvas *canvas, size_t width,
            size_t most, struct arena *arena)
{
    struct packer packer = {.legend = legend,
                            .moving = canvas->frames > 0,
                            .gap = 24,
                            .arena = arena,
                            .width = width,
                            .most = most};

    *legend = (struct legend){.count = 0};
    if (!view)
        add_whole(&packer, chart);
    else if (view->panel)
        add_curves(&packer, chart, view);
    else if (!view->map)
        add_landscape(&packer, chart, view);
    packer_end(&packer);
}
