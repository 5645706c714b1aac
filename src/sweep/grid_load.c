/* grid_load.c -- the specs of combinations. */
#include <stdio.h>
#include <string.h>

#include "simulate/families.h"

#include "sweep/grid.h"

/* Whether a node is no short form, but as it would stand in a spec. */
static bool
is_json(const char *item)
{
    return *item == '{' || *item == '"' || strcmp(item, "null") == 0;
}

static void
add_value(const struct grid *grid, size_t which, uint64_t run,
          enum grid_lanes lanes, struct text *text)
{
    const struct grid_axis *axis = &grid->axes[which];

    if (grid_axis_is_lane(axis) && lanes != GRID_LANES_OWN)
        text_number(text, lanes == GRID_LANES_LOWEST ? axis->low : axis->high);
    else if (axis->numbers)
        text_number(text, grid_number(grid, which, run));
    else
        value_set_add_item(&axis->values, (size_t)grid_choice(grid, which, run),
                           text);
}

static const char **
node_item(const struct grid *grid, size_t which, uint64_t run)
{
    return &grid->axes[which]
                .values.items[(size_t)grid_choice(grid, which, run)];
}

/* Whole nodes come first, as if they had been given by their flags, or in the
 * spec in their place; then the flags, then the rest in its order. */
static bool
put_nodes(const struct grid *grid, uint64_t run, struct arguments *arguments,
          struct document *document, struct error *error)
{
    for (size_t i = 0; i < grid->count; i++) {
        const struct grid_axis *axis = &grid->axes[i];
        struct text text = {.arena = document->arena};
        const char **item;

        if (axis->way != GRID_AXIS_NODE)
            continue;
        item = node_item(grid, i, run);
        arguments->given[axis->option] = (struct given){!is_json(*item), item};
        if (!is_json(*item))
            continue;
        text_format(&text, "%s=%s", axis->values.path, *item);
        if (!text_end(&text))
            return error_memory(error);
        if (!document_assign(document, "--vary", text.bytes, error))
            return false;
    }
    return true;
}

static bool
put_value(const struct grid *grid, size_t which, uint64_t run,
          enum grid_lanes lanes, struct document *document, struct error *error)
{
    struct text text = {.arena = document->arena};

    text_format(&text, "%s=", grid->axes[which].values.path);
    add_value(grid, which, run, lanes, &text);
    if (!text_end(&text))
        return error_memory(error);
    return document_assign(document, "--vary", text.bytes, error) &&
           document_expand(document, error);
}

/* Of them too, wholes come first. */
static bool
put_values(const struct grid *grid, uint64_t run, enum grid_lanes lanes,
           struct document *document, struct error *error)
{
    for (size_t depth = 0, left = grid->count; left > 0; depth++)
        for (size_t i = 0; i < grid->count; i++) {
            const struct grid_axis *axis = &grid->axes[i];

            if (axis->values.depth != depth)
                continue;
            left--;
            if (axis->way != GRID_AXIS_NODE &&
                !put_value(grid, i, run, lanes, document, error))
                return false;
        }
    return true;
}

/* An error in a short form names the flag that it was put in by. */
static bool
name_flag(const struct grid *grid, uint64_t run, struct error *error)
{
    for (size_t i = 0; i < grid->count; i++) {
        const struct grid_axis *axis = &grid->axes[i];

        if (axis->way == GRID_AXIS_NODE && strncmp(error->name, "--", 2) == 0 &&
            strcmp(error->name + 2, axis->values.path) == 0) {
            size_t choice = (size_t)grid_choice(grid, i, run);

            snprintf(error->name, sizeof error->name, "--vary: %s",
                     quote(axis->values.items[choice]).text);
            return false;
        }
    }
    return one_run_forget_column("--vary", error);
}

bool
grid_load(const struct grid *grid, uint64_t run, enum grid_lanes lanes,
          struct one_run *one_run, struct error *error)
{
    struct arguments *arguments =
        arena_alloc(one_run->arena, 1, sizeof *arguments);
    struct spec_input input = {.source = grid->source,
                               .families = all_families};

    if (!arguments)
        return error_memory(error);
    *arguments = *grid->arguments;
    arguments->arena = one_run->arena;
    one_run->target = grid->view.target;
    one_run->until_text = grid->view.until;
    one_run->seed_count = INTEGER_NULL;
    return (spec_input_read(&input, one_run->arena, &one_run->document,
                            error) &&
            put_nodes(grid, run, arguments, &one_run->document, error) &&
            load_spec_input(arguments, NULL, &input, error) &&
            spec_input_override(&input, &one_run->document, error) &&
            put_values(grid, run, lanes, &one_run->document, error) &&
            spec_input_finish(&input, &one_run->document, &one_run->spec,
                              error) &&
            one_run_make(one_run, error)) ||
           name_flag(grid, run, error);
}
