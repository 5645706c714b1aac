/* grid_load.c -- the spec of a run: what is common to all, and the values that
 * its axes have, as overrides. */
#include <string.h>

#include "sweep/grid.h"

static const char FLAG[] = "--vary";

/* Whether a node is JSON rather than a short form. */
static bool
is_json(const char *item)
{
    return *item == '{' || *item == '"' || strcmp(item, "null") == 0;
}

/* "--vary: sgd(lr=2)": an error in a short form has a column, and so must say
 * which of the values it is in. */
static bool
name_flags(struct grid *grid, struct grid_axis *axis, struct error *error)
{
    const struct value_set *values = &axis->values;
    const char **flags = arena_alloc(grid->arena, values->count, sizeof *flags);

    if (!flags)
        return error_memory(error);
    for (size_t i = 0; i < values->count; i++) {
        struct text text = {.arena = grid->arena};

        text_format(&text, "%s: %s", FLAG, quote(values->items[i]).text);
        flags[i] = is_json(values->items[i]) ? FLAG : text_end(&text);
        if (!flags[i])
            return error_memory(error);
    }
    axis->flags = flags;
    return true;
}

/* The override that a node replaces: the option's own, or else a new one. */
static size_t
find_node(const struct grid *grid, const char *path)
{
    for (size_t i = 0; i < grid->input.count; i++)
        if (grid->overrides[i].kind == OVERRIDE_NODE &&
            strcmp(grid->overrides[i].path, path) == 0)
            return i;
    return grid->input.count;
}

/* Appends the values of one depth. */
static void
append_values(struct grid *grid, size_t depth)
{
    for (size_t i = 0; i < grid->count; i++) {
        struct grid_axis *axis = &grid->axes[i];

        if (axis->values.depth == depth && axis->kind != GRID_AXIS_NODE)
            axis->override = grid->input.count++;
    }
}

/* Whole objects are set before their members, whatever the order of the
 * axes. */
bool
grid_make_overrides(struct grid *grid, struct error *error)
{
    const struct spec_input *given = &grid->request->input;
    size_t deepest = 0;

    grid->overrides = arena_alloc(grid->arena, given->count + grid->count,
                                  sizeof *grid->overrides);
    if (!grid->overrides)
        return error_memory(error);
    if (given->count > 0)
        memcpy(grid->overrides, given->overrides,
               given->count * sizeof *grid->overrides);
    for (size_t i = 0; i < grid->count; i++) {
        struct grid_axis *axis = &grid->axes[i];

        deepest = axis->values.depth > deepest ? axis->values.depth : deepest;
        if (axis->kind != GRID_AXIS_NODE)
            continue;
        if (!name_flags(grid, axis, error))
            return false;
        axis->override = find_node(grid, axis->values.path);
        grid->input.count += axis->override == grid->input.count;
        grid->overrides[axis->override].path = axis->values.path;
    }
    for (size_t depth = 0; depth <= deepest; depth++)
        append_values(grid, depth);
    return true;
}

/* The value of an axis in a run. */
static struct spec_override
override_of(const struct grid *grid, size_t which, uint64_t run,
            enum grid_lanes lanes)
{
    const struct grid_axis *axis = &grid->axes[which];
    struct spec_override override = {.flag = FLAG, .path = axis->values.path};
    size_t choice = (size_t)grid_choice(grid, which, run);

    if (axis->kind == GRID_AXIS_NODE) {
        override.text = axis->values.items[choice];
        override.flag = axis->flags[choice];
        override.kind =
            is_json(override.text) ? OVERRIDE_NODE_JSON : OVERRIDE_NODE;
    } else if (axis->numbers) {
        override.kind = OVERRIDE_NUMBER;
        override.number = grid_number(grid, which, run);
        if (grid_axis_is_lane(axis) && lanes != GRID_LANES_OWN)
            override.number =
                lanes == GRID_LANES_LOWEST ? axis->low : axis->high;
    } else {
        override.kind = OVERRIDE_TEXT;
        override.text = axis->values.items[choice];
    }
    return override;
}

bool
grid_load(const struct grid *grid, uint64_t run, enum grid_lanes lanes,
          struct one_run *one_run, struct error *error)
{
    struct spec_input input = grid->input;
    struct spec_override *overrides =
        arena_alloc(one_run->arena, input.count, sizeof *overrides);

    if (!overrides)
        return error_memory(error);
    memcpy(overrides, grid->overrides, input.count * sizeof *overrides);
    for (size_t i = 0; i < grid->count; i++)
        overrides[grid->axes[i].override] = override_of(grid, i, run, lanes);
    input.overrides = overrides;
    one_run->target = grid->request->target;
    one_run->until_text = grid->request->until;
    one_run->seed_count = INTEGER_NULL;
    return one_run_load(one_run, &input, error);
}
