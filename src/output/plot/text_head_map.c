/* text_head_map.c -- the names above a map: of its paths and their signs, or of
 * its colours. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/heat_map.h"
#include "output/plot/path.h"
#include "output/plot/text_head.h"

/* Whether a view, or the head of all, shows a run's path. */
static bool
shows_path(const struct head *head, const struct chart_run *run)
{
    return head->view->whole ||
           (run->path.count > 0 && run->group == head->view->group);
}

/* What the signs on the paths mean. */
static void
add_signs(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    bool ends = false, leaves = false, lowest = false;

    for (size_t r = 0; r < chart->run_count; r++) {
        const struct chart_run *run = &chart->runs[r];
        const struct chart_group *group = &chart->groups[run->group];
        bool whole = head->view->whole, left;
        struct position end;

        if (!shows_path(head, run))
            continue;
        left = path_leaves(&run->path, whole ? group->low : head->view->low,
                           whole ? group->high : head->view->high, &end);
        leaves = leaves || left;
        ends = ends || (!left && run->path.count > 1);
        lowest = lowest || group->landscape->lowest_count > 0;
    }
    head_add_words(head, NULL, "S start");
    if (ends)
        head_add_words(head, NULL, "E end");
    if (leaves)
        head_add_words(head, NULL, "<>^v leaves");
    if (lowest)
        head_add_words(head, NULL, "M minimum");
}

void
head_add_runs(struct head *head)
{
    const struct chart *chart = head->drawing->chart;

    for (size_t pen = 0; chart->run_count > 1 && pen < chart->run_pens; pen++)
        for (size_t r = 0; r < chart->run_count; r++) {
            struct ink ink = text_ink(head->drawing, pen);

            if (chart->runs[r].pen != pen || !shows_path(head, &chart->runs[r]))
                continue;
            head_add_words(head, &ink, chart->runs[r].name);
            break;
        }
    if (chart->path)
        add_signs(head);
}

void
head_add_map(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    const struct chart_group *group = &chart->groups[head->view->group];
    const struct landscape *landscape = group->landscape;
    char words[96];

    snprintf(words, sizeof words, "%s over %s", landscape->names[1],
             landscape->names[0]);
    head_add_words(head, NULL, words);
    if (head->drawing->whole.head == 0)
        head_add_runs(head);
    if (head->view->unequal)
        head_add_words(head, NULL, "(scales differ)");
    if (landscape->note)
        head_add_words(head, NULL, landscape->note);
    if (group->rate && head->view->first)
        head_add_words(head, NULL, group->rate);
}

void
head_add_scale(struct head *head)
{
    const struct chart *chart = head->drawing->chart;
    struct cells *cells = head->drawing->cells;
    struct heat_sample sample;
    size_t left, top;
    bool diverged = false;

    for (size_t i = 0; i < HEAT_SAMPLES; i++) {
        text_heat_sample(head->drawing, i, &sample);
        if (!head_take_room(head, strlen(sample.loss) + 2, &left, &top))
            continue;
        cells_text(cells, left, top, sample.sign, sample.colour);
        cells_text(cells, left + 2, top, sample.loss, 0);
    }
    for (size_t g = 0; g < chart->group_count; g++)
        for (size_t i = 0; i < chart->groups[g].map->count; i++)
            diverged = diverged || isnan(chart->groups[g].map->cells[i].loss);
    if (diverged)
        head_add_words(head, NULL, "x diverged");
}

void
head_add_heat(struct head *head)
{
    const struct heat_map *map = head->view->map;
    struct text words = {.arena = head->drawing->arena};

    text_format(&words, "loss, %s over %s", map->y->name, map->x->name);
    if (text_end(&words))
        head_add_words(head, NULL, words.bytes);
    if (head->view->group == 0 && head->drawing->whole.head == 0)
        head_add_scale(head);
}
