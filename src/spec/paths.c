/* paths.c -- lists the values of a schedule by its tables. */
#include "spec/paths.h"

#include <string.h>

static bool
add_path(struct spec_paths *paths, const char *path,
         const struct parameter *row, double value)
{
    struct spec_path *items =
        arena_grow(paths->arena, paths->items, paths->count, 1, &paths->room,
                   sizeof *items);

    if (!items)
        return false;
    paths->items = items;
    paths->items[paths->count++] =
        (struct spec_path){.path = path, .row = row, .value = value};
    return true;
}

/* PREFIX.NAME, or PREFIX[INDEX] if there is no name; NULL without memory. */
static const char *
join_path(struct arena *arena, const char *prefix, const char *name,
          size_t index)
{
    struct text text = {.arena = arena};

    text_string(&text, prefix);
    if (name) {
        text_string(&text, ".");
        text_string(&text, name);
    } else {
        text_format(&text, "[%zu]", index);
    }
    return text_end(&text);
}

/* The elements of a list, or the one number that holds for all groups. */
static bool
add_list_paths(struct spec_paths *paths, const char *path,
               const struct parameter *row, const void *field)
{
    const struct reals *reals = field;
    const struct integers *integers = field;
    bool whole = row->type == PARAMETER_INTEGERS;
    size_t count = whole ? integers->count : reals->count;

    if (!whole && reals->single)
        return add_path(paths, path, row, reals->values[0]);
    for (size_t i = 0; i < count; i++) {
        const char *element = join_path(paths->arena, path, NULL, i);

        if (!element ||
            !add_path(paths, element, row,
                      whole ? (double)integers->values[i] : reals->values[i]))
            return false;
    }
    return true;
}

static bool add_node_paths(struct spec_paths *paths, const char *prefix,
                           const struct node *node);

static bool
add_row_paths(struct spec_paths *paths, const char *path,
              const struct parameter *row, const void *field)
{
    const struct nodes *nodes = field;

    switch (row->type) {
    case PARAMETER_REAL:
        return add_path(paths, path, row, *(const double *)field);
    case PARAMETER_INTEGER:
        return *(const long *)field == INTEGER_NULL ||
               add_path(paths, path, row, (double)*(const long *)field);
    case PARAMETER_BOOLEAN:
        return add_path(paths, path, row, *(const bool *)field);
    case PARAMETER_CHOICE:
        return add_path(paths, path, row, *(const int *)field);
    case PARAMETER_REALS:
    case PARAMETER_EACH:
    case PARAMETER_INTEGERS:
        return add_list_paths(paths, path, row, field);
    case PARAMETER_NODE:
        return add_node_paths(paths, path, field);
    case PARAMETER_NODES:
        for (size_t i = 0; i < nodes->count; i++) {
            const char *element = join_path(paths->arena, path, NULL, i);

            if (!element || !add_node_paths(paths, element, &nodes->items[i]))
                return false;
        }
        return true;
    default:
        return true;
    }
}

static bool
add_node_paths(struct spec_paths *paths, const char *prefix,
               const struct node *node)
{
    const struct parameter *row = node->kind ? node->kind->parameters : NULL;

    for (; row && row->name; row++) {
        const char *path = join_path(paths->arena, prefix, row->name, 0);

        if (!path || !add_row_paths(paths, path, row,
                                    (const char *)node->self + row->offset))
            return false;
    }
    return true;
}

bool
spec_list_paths(const struct spec *spec, struct spec_paths *paths)
{
    const struct node *optimizer = &spec->optimizer;

    return add_path(paths, "optimizer.lr",
                    row_find(optimizer->kind, NULL, "lr"),
                    kind_real(optimizer->kind, optimizer->self, "lr")) &&
           add_node_paths(paths, "schedule", &spec->schedule);
}
