/* text_head.c -- the names above a view: what it shows, its curves unless they
 * are named at their ends, and notes. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/heat_map.h"
#include "output/plot/label.h"
#include "output/plot/path.h"
#include "output/plot/text_parts.h"

/* A head on its way into rows. */
struct head {
    const struct text_drawing *drawing;
    const struct text_view *view;
    bool draws; /* else it is only measured */
    size_t most;
    size_t row, used; /* the present row, and its columns so far */
    size_t left_out;  /* entries that found no room */
};

enum { GAP = 2 };

/* Goes on by so many columns, in the next row where there is no room; false:
 * they are not drawn. */
static bool
take_room(struct head *head, size_t width, size_t *left, size_t *top)
{
    const struct text_view *view = head->view;

    if (head->used > 0 && head->used + GAP + width > view->width) {
        if (head->row + 1 >= head->most) {
            head->left_out++;
            return false;
        }
        head->row++;
        head->used = 0;
    }
    *left = view->left + head->used + (head->used > 0 ? GAP : 0);
    *top = view->top + head->row;
    head->used = *left + width - view->left;
    return head->draws;
}

/* Adds words behind a stroke's sample (NULL: none). */
static void
add_words(struct head *head, const struct ink *ink, const char *words)
{
    const struct text_view *view = head->view;
    struct cells *cells = head->drawing->cells;
    size_t sample = ink ? SAMPLE_WIDTH + 1 : 0, left, top;

    if (!take_room(head, sample + label_width(words), &left, &top))
        return;
    if (ink)
        left += cells_sample(cells, left, top, *ink) + 1;
    words = label_clean(words, view->left + view->width - left,
                        cells->style->unicode ? LABEL_ELLIPSIS : "...",
                        head->drawing->arena);
    if (words)
        cells_text(cells, left, top, words, 0);
}

static void
add_names(struct head *head)
{
    const struct panel *panel = head->view->panel;
    struct head before = *head;
    bool draws = head->draws;
    struct text words = {.arena = head->drawing->arena};

    head->draws = false;
    for (int pass = 0; pass < (draws ? 2 : 1); pass++) {
        for (size_t t = 0; t < panel->count; t++) {
            struct ink ink = text_ink(head->drawing, panel->traces[t].pen);

            if (panel->traces[t].part == PART_WHOLE)
                add_words(head, &ink, panel->traces[t].name);
        }
        if (head->left_out > 0)
            break;
        if (pass == 0 && draws)
            *head = before;
    }
    if (head->left_out == 0)
        return;
    *head = before;
    text_format(&words, "%s to %s (%zu)", panel->traces[0].name,
                panel->traces[panel->count - 1].name, panel->count);
    if (text_end(&words))
        add_words(head, NULL, words.bytes);
}

static bool
has_band(const struct panel *panel)
{
    for (size_t t = 0; t < panel->count; t++)
        if (panel->traces[t].part == PART_LOW)
            return true;
    return false;
}

static void
add_panel(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    const struct panel *panel = head->view->panel;
    char note[NOTE_SIZE];

    add_words(head, NULL, panel->quantity.label);
    if (has_band(panel))
        add_words(head, NULL, "(median and quartiles)");
    if (text_named(panel) > 1 && head->view->beside == 0)
        add_names(head);
    if (panel->columns > panel->count) {
        snprintf(note, sizeof note, "(the first %zu)", panel->count);
        add_words(head, NULL, note);
    }
    for (size_t i = 0; chart_note(chart, panel, &head->view->up, i, note); i++)
        add_words(head, NULL, note);
}

/* What the signs on the paths mean. */
static void
add_signs(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    const struct text_view *view = head->view;
    bool ends = false, leaves = false;

    for (size_t r = 0; r < chart->run_count; r++) {
        const struct path *path = &chart->runs[r].path;
        struct position end;
        bool left;

        if (chart->runs[r].group != view->group || path->count == 0)
            continue;
        left = path_leaves(path, view->low, view->high, &end);
        leaves = leaves || left;
        ends = ends || (!left && path->count > 1);
    }
    add_words(head, NULL, "S start");
    if (ends)
        add_words(head, NULL, "E end");
    if (leaves)
        add_words(head, NULL, "<>^v leaves");
    if (chart->groups[view->group].landscape->lowest_count > 0)
        add_words(head, NULL, "M minimum");
}

static void
add_map(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    const struct chart_group *group = &chart->groups[head->view->group];
    const struct landscape *landscape = group->landscape;
    char words[96];

    snprintf(words, sizeof words, "%s over %s", landscape->names[1],
             landscape->names[0]);
    add_words(head, NULL, words);
    for (size_t r = 0; chart->run_count > 1 && r < chart->run_count; r++) {
        struct ink ink = text_ink(head->drawing, chart->runs[r].pen);

        if (chart->runs[r].group == head->view->group)
            add_words(head, &ink, chart->runs[r].name);
    }
    add_signs(head);
    if (head->view->unequal)
        add_words(head, NULL, "(scales differ)");
    if (landscape->note)
        add_words(head, NULL, landscape->note);
    if (group->rate && head->view->first)
        add_words(head, NULL, group->rate);
}

/* The best of a sweep, which a "B" marks. */
static void
add_best(struct head *head)
{
    struct text words = {.arena = head->drawing->arena};

    text_format(&words, "B best: %s", head->drawing->chart->best);
    if (text_end(&words))
        add_words(head, NULL, words.bytes);
}

/* What the names of all runs have in common. */
static void
add_common(struct head *head)
{
    const char *common = head->drawing->chart->common;
    const char *dots = strstr(common, LABEL_ELLIPSIS);
    struct text words = {.arena = head->drawing->arena};

    if (head->drawing->cells->style->unicode) {
        add_words(head, NULL, common);
        return;
    }
    text_format(&words, "%.*s...%s", (int)(dots - common), common,
                dots + strlen(LABEL_ELLIPSIS));
    if (text_end(&words))
        add_words(head, NULL, words.bytes);
}

static void
add_heat(struct head *head)
{
    const struct heat_map *map = head->view->map;
    struct cells *cells = head->drawing->cells;
    struct text words = {.arena = head->drawing->arena};
    struct heat_sample sample;
    size_t left, top;
    bool diverged = false;

    text_format(&words, "loss, %s over %s", map->y->name, map->x->name);
    if (text_end(&words))
        add_words(head, NULL, words.bytes);
    if (head->view->group > 0)
        return;
    for (size_t i = 0; i < HEAT_SAMPLES; i++) {
        text_heat_sample(head->drawing, i, &sample);
        if (!take_room(head, strlen(sample.loss) + 2, &left, &top))
            continue;
        cells_text(cells, left, top, sample.sign, sample.colour);
        cells_text(cells, left + 2, top, sample.loss, 0);
    }
    for (size_t i = 0; i < map->count; i++)
        diverged = diverged || isnan(map->cells[i].loss);
    if (diverged)
        add_words(head, NULL, "x diverged");
}

static struct head
flow(const struct text_drawing *drawing, const struct text_view *view,
     size_t most, bool draws)
{
    struct head head = {drawing, view, draws, most, 0, 0, 0};
    const char *name = drawing->chart->groups[view->group].name;

    if (name && view->first)
        add_words(&head, NULL, name);
    if (drawing->chart->common && view->group == 0 && view->first)
        add_common(&head);
    if (view->panel)
        add_panel(&head);
    else if (view->map)
        add_heat(&head);
    else
        add_map(&head);
    if (drawing->chart->best && view->group == 0)
        add_best(&head);
    return head;
}

size_t
text_head_rows(const struct text_drawing *drawing, const struct text_view *view,
               size_t most)
{
    return flow(drawing, view, most, false).row + 1;
}

void
text_head(const struct text_drawing *drawing, const struct text_view *view)
{
    if (view->head > 0)
        flow(drawing, view, view->head, true);
}
