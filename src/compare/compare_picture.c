/* compare_picture.c -- the groups, names and landscapes of a comparison. */
#include "compare/compare_picture.h"

#include <math.h>
#include <string.h>

/* The columns of the simulation that those of the frame are made of: the gap is
 * a loss. */
static const char *const *
name_sources(const struct compare_picture *picture)
{
    const struct frame *frame = &picture->frame;
    bool seeds = picture->combinations->request->seed_count != INTEGER_NULL;
    const char **names =
        arena_alloc(picture->arena, frame->count, sizeof *names);

    for (size_t i = 0; names && frame->names && i < frame->count; i++)
        names[i] = strcmp(frame->names[i], "gap") != 0 ? frame->names[i]
                   : seeds                             ? "loss_median"
                                                       : "loss";
    return frame->names ? names : NULL;
}

/* A group for the problem of a combination; its specs must stay, since the
 * landscape is computed from them. */
static bool
add_group(struct compare_picture *picture, size_t number, struct error *error)
{
    const struct combinations *all = picture->combinations;
    const struct compare_request *request = all->request;
    struct arena *arena = picture->arena;
    size_t group = picture->group_count++;
    struct plot_list *plot_list = arena_alloc(arena, 1, sizeof *plot_list);
    struct one_run *run = arena_alloc(arena, 1, sizeof *run);
    struct columns columns;

    if (!plot_list || !run)
        return error_memory(error);
    *run = (struct one_run){.arena = arena};
    if (!combination_load(all, &all->items[number], NULL, run, error) ||
        !plot_list_read(plot_list, request->plot, request->plane,
                        &run->simulation, arena, error) ||
        !plot_list_columns(plot_list, &run->simulation, arena, &columns, error))
        return false;
    picture->firsts[group] = number;
    picture->group_names[group] = run->spec.problem.kind->name;
    picture->landscapes[group] = plot_list->slice.landscape;
    picture->gaps[group] = problem_minimum(&run->spec.problem);
    if (group > 0)
        return true;
    plot_list_frame(plot_list, &picture->frame);
    picture->frame.names = columns_behind_run(&columns, arena);
    picture->frame.count = columns.count + 1;
    picture->columns = name_sources(picture);
    return picture->columns || error_memory(error);
}

/* Problems of one kind are told apart by all that they are. */
static void
tell_apart(struct compare_picture *picture)
{
    const char **names = picture->group_names;

    for (size_t g = 0; g < picture->group_count; g++)
        for (size_t k = 0; k < picture->group_count; k++)
            if (k != g && strcmp(names[k], names[g]) == 0) {
                const struct combination *items = picture->combinations->items;

                names[g] = items[picture->firsts[g]].problem;
                names[k] = items[picture->firsts[k]].problem;
            }
}

static bool
make_room(struct compare_picture *picture)
{
    struct arena *arena = picture->arena;
    size_t count = picture->combinations->count;

    picture->names = arena_alloc(arena, count, sizeof *picture->names);
    picture->pens = arena_alloc(arena, count, sizeof *picture->pens);
    picture->groups = arena_alloc(arena, count, sizeof *picture->groups);
    picture->group_names =
        arena_alloc(arena, count, sizeof *picture->group_names);
    picture->landscapes =
        arena_alloc(arena, count, sizeof *picture->landscapes);
    picture->gaps = arena_alloc(arena, count, sizeof *picture->gaps);
    picture->firsts = arena_alloc(arena, count, sizeof *picture->firsts);
    return picture->names && picture->pens && picture->groups &&
           picture->group_names && picture->landscapes && picture->gaps &&
           picture->firsts;
}

bool
compare_picture_begin(struct compare_picture *picture, struct error *error)
{
    const struct combinations *all = picture->combinations;
    struct frame *frame = &picture->frame;

    if (!make_room(picture))
        return error_memory(error);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].group == i && !add_group(picture, i, error))
            return false;
    tell_apart(picture);
    frame->header = all->request->header;
    frame->axis = 1;
    frame->sparse = true;
    frame->runs = picture->names;
    frame->run_count = all->count;
    frame->pens = picture->pens;
    frame->mark_count = 0;
    frame->gaps = picture->gaps;
    frame->landscape = frame->landscape ? picture->landscapes : NULL;
    if (picture->group_count > 1) {
        frame->groups = picture->groups;
        frame->group_count = picture->group_count;
        frame->group_names = picture->group_names;
    }
    return true;
}

/* Tuned values differ from problem to problem. */
static const char *
picture_name(const struct compare_picture *picture,
             const struct combination *one)
{
    const struct combinations *all = picture->combinations;
    struct text text = {.arena = picture->arena};

    text_string(&text, one->label);
    for (size_t i = 0; i < all->tuned && picture->group_count == 1; i++) {
        const struct value_set *values = &all->values[i];
        const char *dot = strrchr(values->path, '.');
        double number;
        const char *words = value_set_at(values, one->shares[i], &number);

        text_format(&text, ", %s ", dot ? dot + 1 : values->path);
        if (words)
            text_string(&text, words);
        else
            text_format(&text, "%.4g", number);
    }
    return text_end(&text);
}

bool
compare_picture_name(struct compare_picture *picture, struct error *error)
{
    const struct combinations *all = picture->combinations;

    for (size_t i = 0; i < all->count; i++) {
        const struct combination *one = &all->items[i];
        size_t group = 0;

        while (all->items[i].group != picture->firsts[group])
            group++;
        picture->groups[i] = group;
        picture->pens[i] = one->pen;
        picture->names[i] = picture_name(picture, one);
        if (!picture->names[i])
            return error_memory(error);
    }
    return true;
}
