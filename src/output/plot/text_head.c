/* text_head.c -- the names above a view: what it shows, its curves unless they
 * are named at their ends, and notes. */
#include <stdio.h>
#include <string.h>

#include "output/plot/label.h"
#include "output/plot/text_head.h"

enum { GAP = 2 };

bool
head_take_room(struct head *head, size_t width, size_t *left, size_t *top)
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

void
head_add_words(struct head *head, const struct ink *ink, const char *words)
{
    const struct text_view *view = head->view;
    struct cells *cells = head->drawing->cells;
    size_t sample = ink ? cells_sample_width(cells) + 1 : 0, left, top;

    if (!head_take_room(head, sample + text_width(words), &left, &top))
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
                head_add_words(head, &ink, panel->traces[t].name);
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
        head_add_words(head, NULL, words.bytes);
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

    head_add_words(head, NULL, panel->quantity.label);
    if (has_band(panel))
        head_add_words(head, NULL, "(median and quartiles)");
    if (text_named(panel) > 1 && head->view->beside == 0 &&
        head->drawing->whole.head == 0)
        add_names(head);
    if (panel->columns > panel->count) {
        snprintf(note, sizeof note, "(the first %zu)", panel->count);
        head_add_words(head, NULL, note);
    }
    for (size_t i = 0; chart_note(chart, panel, &head->view->up, i, note); i++)
        head_add_words(head, NULL, note);
}

/* The best of a sweep, which a "B" marks. */
static void
add_best(struct head *head)
{
    struct text words = {.arena = head->drawing->arena};

    text_format(&words, "B best: %s", head->drawing->chart->best);
    if (text_end(&words))
        head_add_words(head, NULL, words.bytes);
}

/* What the names of all runs have in common. */
static void
add_common(struct head *head)
{
    const char *common = head->drawing->chart->common;
    const char *dots = strstr(common, LABEL_ELLIPSIS);
    struct text words = {.arena = head->drawing->arena};

    if (head->drawing->cells->style->unicode) {
        head_add_words(head, NULL, common);
        return;
    }
    text_format(&words, "%.*s...%s", (int)(dots - common), common,
                dots + strlen(LABEL_ELLIPSIS));
    if (text_end(&words))
        head_add_words(head, NULL, words.bytes);
}

/* What is said once, in the head of all or in the first one. */
static bool
is_foremost(const struct head *head)
{
    const struct text_view *view = head->view;

    return view->whole ||
           (head->drawing->whole.head == 0 && view->group == 0 && view->first);
}

static void
add_whole(struct head *head)
{
    if (head->drawing->chart->heat)
        head_add_scale(head);
    else
        head_add_runs(head);
}

static struct head
flow(const struct text_drawing *drawing, const struct text_view *view,
     size_t most, bool draws)
{
    struct head head = {drawing, view, draws, most, 0, 0, 0};
    const char *name = drawing->chart->groups[view->group].name;

    if (name && view->first)
        head_add_words(&head, NULL, name);
    if (drawing->chart->common && is_foremost(&head))
        add_common(&head);
    if (view->whole)
        add_whole(&head);
    else if (view->panel)
        add_panel(&head);
    else if (view->map)
        head_add_heat(&head);
    else
        head_add_map(&head);
    if (drawing->chart->best && is_foremost(&head))
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
