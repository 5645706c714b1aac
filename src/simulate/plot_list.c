/* plot_list.c -- from --plot to columns and panels. */
#include "simulate/plot_list.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schedule/milestones.h"

const struct plot_row plot_rows[] = {
    {"lr", "lr", false, false, "the learning rate"},
    {"loss", "loss", true, false, "the loss"},
    {"gap", "loss", true, false, "the loss above the known minimum"},
    {"params", "x", true, true, "the parameters"},
    {"momentum", "momentum", false, false,
     "the momentum, where a schedule drives it"},
    {"grad_norm", "grad_norm", true, true, "the norm of the gradient"},
    {"path", NULL, true, true, "the way of two parameters over the function"},
    {"surface", NULL, true, true, "the same in three dimensions"},
    {NULL, NULL, false, false, NULL},
};

static const struct plot_row *
row_find_plot(const char *name, size_t length, struct nearest *nearest)
{
    for (const struct plot_row *row = plot_rows; row->name; row++) {
        if (strlen(row->name) == length && memcmp(row->name, name, length) == 0)
            return row;
        nearest_try(nearest, row->name);
    }
    return NULL;
}

static bool
unknown_plot(const struct source *source, size_t offset, const char *name,
             const struct nearest *nearest, struct arena *arena,
             struct error *error)
{
    struct text all = {.arena = arena};

    for (const struct plot_row *row = plot_rows; row->name; row++)
        text_format(&all, "%s%s", all.used ? ", " : "", row->name);
    if (!text_end(&all))
        return error_memory(error);
    return error_in(error, source, offset, "cannot draw '%s'%s; must be of %s",
                    quote(name).text, nearest_suggestion(nearest).text,
                    all.bytes);
}

/* Whether the simulation has what a row shows. */
static bool
check_row(const struct plot_row *row, const struct simulation *simulation,
          const struct source *source, size_t offset, struct error *error)
{
    bool drives = drivers_have_momentum(simulation);

    if (row->run && !simulation->run)
        return error_in(error, source, offset,
                        "'%s' needs a run; `lrsim run` has it", row->name);
    if (row->one && simulation->seeds)
        return error_in(error, source, offset,
                        "'%s' is of one run, and has no meaning beside --seeds",
                        row->name);
    if (strcmp(row->name, "momentum") == 0 && !drives)
        return error_in(error, source, offset,
                        "'momentum' needs a schedule that drives it, such as "
                        "one_cycle");
    if (strcmp(row->name, "gap") == 0 &&
        isnan(problem_minimum(&simulation->spec->problem)))
        return error_in(error, source, offset,
                        "'gap' needs a problem whose minimum is known, or "
                        "that says it");
    return row->column || simulation->dim >= 2 ||
           error_in(error, source, offset,
                    "'%s' needs two parameters, and there is one", row->name);
}

/* Calls for each name of --plot, with errors at their places. */
static bool
read_list(struct plot_list *plot_list, const struct simulation *simulation,
          struct arena *arena, struct error *error)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    unsigned long seen = 0;

    if (!source)
        return error_memory(error);
    *source = (struct source){.name = "--plot",
                              .text = plot_list->list,
                              .length = strlen(plot_list->list)};
    for (const char *at = plot_list->list;; at++) {
        size_t length = strcspn(at, ","),
               offset = (size_t)(at - plot_list->list);
        char *name = arena_copy(arena, at, length);
        struct nearest nearest = {.word = name};
        const struct plot_row *row;

        if (!name)
            return error_memory(error);
        row = row_find_plot(name, length, &nearest);
        if (!row)
            return unknown_plot(source, offset, name, &nearest, arena, error);
        if (seen >> (row - plot_rows) & 1)
            return error_in(error, source, offset, "'%s' is given twice", name);
        seen |= 1ul << (row - plot_rows);
        if (!check_row(row, simulation, source, offset, error))
            return false;
        plot_list->path = plot_list->path || strcmp(row->name, "path") == 0;
        plot_list->surface =
            plot_list->surface || strcmp(row->name, "surface") == 0;
        at += length;
        if (!*at)
            return true;
    }
}

/* "0,1" */
static bool
read_plane(struct plot_list *plot_list, const char *text,
           const struct simulation *simulation, struct error *error)
{
    size_t *plane = plot_list->plane, dim = simulation->dim;
    int end = -1;

    plane[0] = 0;
    plane[1] = 1;
    if (!text)
        return true;
    if (!plot_list->path && !plot_list->surface)
        return error_plain(error, STATUS_WRONG,
                           "--plane: has a meaning only with --plot path or "
                           "surface");
    if (strspn(text, "0123456789,") == strlen(text) &&
        sscanf(text, "%12zu,%12zu%n", &plane[0], &plane[1], &end) == 2 &&
        !text[end] && plane[0] < dim && plane[1] < dim && plane[0] != plane[1])
        return true;
    return error_plain(error, STATUS_WRONG,
                       "--plane: must be two different parameters I,J from 0 "
                       "to %zu, not '%s'",
                       dim - 1, quote(text).text);
}

/* Milestones as steps. */
static bool
find_marks(struct plot_list *plot_list, const struct spec *spec,
           struct arena *arena)
{
    bool epochs = spec->interval == INTERVAL_EPOCH;
    struct integers milestones;
    double *marks;

    if (!spec->schedule.kind)
        return true;
    if (!schedule_milestones(&spec->schedule, arena, &milestones))
        return false;
    marks = arena_alloc(arena, milestones.count, sizeof *marks);
    for (size_t i = 0; marks && i < milestones.count; i++)
        marks[i] = (double)milestones.values[i] *
                   (epochs ? (double)spec->steps_per_epoch : 1);
    plot_list->marks = marks;
    plot_list->mark_count = milestones.count;
    return marks != NULL;
}

bool
plot_list_read(struct plot_list *plot_list, const char *list, const char *plane,
               struct simulation *simulation, struct arena *arena,
               struct error *error)
{
    *plot_list = (struct plot_list){
        .list = list, .gap = problem_minimum(&simulation->spec->problem)};
    if (list && !read_list(plot_list, simulation, arena, error))
        return false;
    if (!read_plane(plot_list, plane, simulation, error))
        return false;
    if (!find_marks(plot_list, simulation->spec, arena))
        return error_memory(error);
    return (!plot_list->path && !plot_list->surface) ||
           slice_make(&plot_list->slice, simulation, plot_list->plane[0],
                      plot_list->plane[1], arena) ||
           error_memory(error);
}

static bool
append(struct columns *columns, const struct columns *more, const char *name,
       struct arena *arena)
{
    size_t count = columns->count + more->count;
    const char **names = arena_alloc(arena, count, sizeof *names);
    const double **values = arena_alloc(arena, count, sizeof *values);

    if (!names || !values)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool old = i < columns->count;
        size_t k = old ? i : i - columns->count;

        names[i] = old ? columns->names[k] : name ? name : more->names[k];
        values[i] = old ? columns->values[k] : more->values[k];
    }
    *columns = (struct columns){count, names, values};
    return true;
}

/* Adds what one word of a list of columns means, under a name of its own
 * (NULL: its own). */
static bool
add_columns(struct columns *columns, struct simulation *simulation,
            const char *word, const char *name, struct arena *arena,
            struct error *error)
{
    struct columns more;

    if (!columns_select(simulation, "--plot", word, arena, &more, error))
        return false;
    return append(columns, &more, name, arena) || error_memory(error);
}

/* The columns of a row: of several seeds the quartiles lie beside the median,
 * and the gap is the median's. */
static const char *
words_of(const struct plot_row *row, const struct simulation *simulation)
{
    if (!simulation->seeds || strcmp(row->column, "loss") != 0)
        return row->column;
    return strcmp(row->name, "gap") == 0 ? "loss_median"
                                         : "loss_median,loss_q1,loss_q3";
}

bool
plot_list_columns(const struct plot_list *plot_list,
                  struct simulation *simulation, struct arena *arena,
                  struct columns *columns, struct error *error)
{
    const char *at = plot_list->list   ? plot_list->list
                     : simulation->run ? "lr,loss"
                                       : "lr";

    *columns = (struct columns){.count = 0};
    if (!add_columns(columns, simulation, "step", NULL, arena, error))
        return false;
    for (;; at++) {
        struct nearest nearest = {.word = at};
        size_t length = strcspn(at, ",");
        const struct plot_row *row = row_find_plot(at, length, &nearest);

        if (row->column &&
            !add_columns(columns, simulation, words_of(row, simulation),
                         strcmp(row->name, "gap") == 0 ? "gap" : NULL, arena,
                         error))
            return false;
        at += length;
        if (!*at)
            break;
    }
    for (size_t k = 0; (plot_list->path || plot_list->surface) && k < 2; k++)
        if (!add_columns(columns, simulation, plot_list->slice.names[k], NULL,
                         arena, error))
            return false;
    return true;
}

void
plot_list_frame(const struct plot_list *plot_list, struct frame *frame)
{
    bool landscape = plot_list->path || plot_list->surface;

    frame->marks = plot_list->marks;
    frame->mark_count = frame->runs ? 0 : plot_list->mark_count;
    frame->gaps = &plot_list->gap;
    frame->path = plot_list->path;
    frame->surface = plot_list->surface;
    frame->landscape = landscape ? &plot_list->slice.landscape : NULL;
    frame->hidden = landscape ? 2 : 0;
}
