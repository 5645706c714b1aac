/* legend.c -- names of curves and notes, packed into rows above a panel. */
#include <stdio.h>
#include <string.h>

#include "output/plot/label.h"
#include "output/plot/layout.h"

/* The most names that leave room for the label in a text plot. */
enum { FEW = 4 };

/* A legend that is being filled. */
struct packer {
    struct legend *legend;
    bool characters;      /* the canvas has them, not pixels */
    size_t unit, gap;     /* of a character; between two entries */
    const char *ellipsis; /* of a label that is cut */
    struct arena *arena;
    size_t width, used; /* of the present row */
    size_t most;        /* rows that leave room for the panel */
    size_t left_out;    /* entries that found no room */
};

/* What an entry needs beside its label, and behind it. */
static size_t
swatch(const struct packer *packer, enum legend_shape shape)
{
    static const size_t pixels[] = {
        [SHAPE_NONE] = 0,
        [SHAPE_PEN] = LEGEND_SWATCH + 6,
        [SHAPE_MARK] = LEGEND_SWATCH + 6,
        [SHAPE_BAR] = LEGEND_BAR + 6,
        [SHAPE_START] = 18,
        [SHAPE_END] = 18,
        [SHAPE_LOWEST] = 18,
    };

    return !packer->characters ? pixels[shape] : shape == SHAPE_NONE ? 0 : 2;
}

static void
pack(struct packer *packer, enum legend_shape shape, size_t pen,
     const char *label)
{
    struct legend *legend = packer->legend;
    size_t unit = packer->unit, gap = packer->gap;
    size_t beside = swatch(packer, shape), width;
    struct legend_entry *entry = &legend->entries[legend->count];

    if (legend->count == LEGEND_MOST || packer->left_out > 0) {
        packer->left_out++;
        return;
    }
    label = label_clean(label, (packer->width - beside) / unit,
                        packer->ellipsis, packer->arena);
    if (!label)
        return;
    width = beside + label_width(label) * unit;
    if (legend->rows == 0 ||
        (packer->used > 0 && packer->used + gap + width > packer->width)) {
        if (legend->rows == packer->most) {
            packer->left_out++;
            return;
        }
        legend->rows++;
        packer->used = 0;
    }
    packer->used += packer->used > 0 ? gap : 0;
    *entry = (struct legend_entry){shape, pen, label, legend->rows - 1,
                                   packer->used};
    legend->count++;
    packer->used += width;
}

/* Replaces the last entries by the number of those without room; the first one,
 * which names what is drawn, stays. */
static void
add_left_out(struct packer *packer)
{
    struct legend *legend = packer->legend;

    while (packer->left_out > 0 && legend->count > 1) {
        struct legend_entry *last = &legend->entries[legend->count - 1];
        char words[40];

        snprintf(words, sizeof words, "(and %zu more)", ++packer->left_out);
        last->shape = SHAPE_NONE;
        last->label =
            label_clean(words, packer->width, packer->ellipsis, packer->arena);
        if (last->label &&
            last->at + label_width(last->label) * packer->unit <= packer->width)
            return;
        legend->count--;
    }
}

/* Notes have rows of their own, where there are rows. */
static void
note(struct packer *packer, const char *text)
{
    bool apart = packer->legend->rows < packer->most;

    if (apart)
        packer->used = packer->width;
    pack(packer, SHAPE_NONE, 0, text);
    if (apart)
        packer->used = packer->width;
}

/* What a panel has, and does not show; and a rate that has no panel. */
static void
add_notes(struct packer *packer, const struct chart *chart,
          const struct view *view)
{
    char words[NOTE_SIZE];

    for (size_t i = 0;
         chart_note(chart, view->panel, view->scale.log, i, words); i++)
        note(packer, words);
}

/* Whether the names are those of the first panel. */
static bool
repeats_names(const struct chart *chart, const struct view *view)
{
    const struct panel *panel = view->panel, *first = &chart->panels[0];

    if (!chart->names || panel == first || panel->count != first->count)
        return false;
    for (size_t i = 0; i < panel->count; i++)
        if (panel->traces[i].name != first->traces[i].name)
            return false;
    return true;
}

/* The names of the curves or, where there is no room for all of them, the
 * first and the last one. */
static void
add_names(struct packer *packer, const struct view *view)
{
    const struct panel *panel = view->panel;
    struct packer before = *packer;
    struct legend legend = *packer->legend;
    bool text = packer->characters;
    size_t last = view->count - 1;
    struct text words = {.arena = packer->arena};
    enum legend_shape shape = text ? SHAPE_NONE : SHAPE_BAR;
    size_t room = (packer->width - swatch(packer, shape)) / packer->unit;

    for (size_t i = 0; i <= last; i++)
        pack(packer, SHAPE_PEN, panel->traces[i].pen, panel->traces[i].name);
    if (packer->left_out == 0 || view->count <= (text ? TEXT_PENS : PENS))
        return;
    *packer = before;
    *packer->legend = legend;
    text_format(&words, "%s to %s (%zu)", panel->traces[0].name,
                panel->traces[last].name, view->count);
    /* A cut one would be useless. */
    if (text_end(&words) && label_width(words.bytes) > room) {
        words.used = 0;
        text_format(&words, "%zu curves, in their order", view->count);
    }
    if (text_end(&words))
        pack(packer, shape, 0, words.bytes);
}

/* Text plots have no marks. */
static void
add_marks(struct packer *packer, const struct frame *frame)
{
    if (!frame->mark_names || packer->characters)
        return;
    for (size_t i = 0; i < frame->mark_count; i++)
        pack(packer, SHAPE_MARK, 0, frame->mark_names[i]);
}

static void
add_curves(struct packer *packer, const struct chart *chart,
           const struct view *view)
{
    const struct panel *panel = view->panel;
    bool text = packer->characters, repeats = repeats_names(chart, view);

    /* The names of many curves imply it, and need the room. */
    if (text && (view->count <= FEW || chart->names))
        pack(packer, SHAPE_NONE, 0, panel->quantity.label);
    if (view->count > 1 && !repeats)
        add_names(packer, view);
    if (panel->columns > view->count && !repeats) {
        char few[40];

        snprintf(few, sizeof few, "(the first %zu)", view->count);
        pack(packer, SHAPE_NONE, 0, few);
    }
    if (panel == &chart->panels[0])
        add_marks(packer, chart->frame);
    add_notes(packer, chart, view);
}

/* What the sign at the end of the paths means; NULL: no path moves. */
static const char *
end_label(const struct chart *chart)
{
    size_t leave = 0, all = 0;
    bool moves = false;
    struct position end;

    for (size_t r = 0; r < chart->runs; r++) {
        const struct path *path = &chart->paths[r];

        if (path->count == 0)
            continue;
        leave += path_leaves(path, chart->low, chart->high, &end);
        moves = moves || path->count > 1 || path->lost;
        all++;
    }
    return !moves         ? NULL
           : leave == 0   ? "end"
           : leave == all ? "leaves"
                          : "end or leaves";
}

static void
add_landscape(struct packer *packer, const struct chart *chart)
{
    const struct landscape *landscape = chart->frame->landscape;
    bool text = packer->characters;
    char words[96];

    if (text) {
        snprintf(words, sizeof words, "%s over %s ", landscape->names[1],
                 landscape->names[0]);
        pack(packer, SHAPE_NONE, 0, words);
    }
    for (size_t r = 0; chart->names && r < chart->runs; r++)
        pack(packer, SHAPE_PEN, r, chart->names[r]);
    pack(packer, SHAPE_START, 0, "start");
    if (end_label(chart))
        pack(packer, SHAPE_END, 0, end_label(chart));
    if (landscape->lowest_count > 0)
        pack(packer, SHAPE_LOWEST, 0, "minimum");
    if (!chart->names && !text) {
        snprintf(words, sizeof words, "%s %.10g to %.10g", chart->axis,
                 chart->first, chart->last);
        /* A cut one would be useless. */
        if (LEGEND_BAR + 6 + packer->unit * strlen(words) <= packer->width)
            pack(packer, SHAPE_BAR, 0, words);
    }
    if (landscape->note)
        pack(packer, SHAPE_NONE, 0, landscape->note);
    if (chart->rate && chart->count == 0)
        pack(packer, SHAPE_NONE, 0, chart->rate);
    for (size_t r = 0; r < chart->runs; r++)
        if (chart->paths[r].lost) {
            pack(packer, SHAPE_NONE, 0, "(it leaves what is finite)");
            return;
        }
}

void
legend_make(struct legend *legend, const struct chart *chart,
            const struct view *view, const struct canvas *canvas, size_t width,
            size_t most, struct arena *arena)
{
    struct packer packer = {.legend = legend,
                            .characters = canvas->characters,
                            .unit = canvas->characters ? 1 : 8,
                            .gap = canvas->characters ? 2 : 24,
                            .ellipsis =
                                canvas->characters ? "..." : LABEL_ELLIPSIS,
                            .arena = arena,
                            .width = width,
                            .most = most};

    *legend = (struct legend){.count = 0};
    if (view->panel)
        add_curves(&packer, chart, view);
    else
        add_landscape(&packer, chart);
    add_left_out(&packer);
}
