/* grid.c -- the axes of a sweep, and the values that runs have on them. */
#include "sweep/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

enum { AXES_MOST = 64 };

/* Numbers of runs are doubles in tables. */
static const double RUNS_MOST = 0x1p53;

/* "problem", "optimizer" or "schedule", as a whole. */
static bool
is_node(const struct value_set *values)
{
    const struct parameter *row = row_find(NULL, spec_table, values->path);

    return values->items && row && row->type == PARAMETER_NODE;
}

/* "problem.start[3]" */
static bool
is_start(const char *path, size_t *parameter)
{
    static const char start[] = "problem.start[";
    const char *digits = path + sizeof start - 1;
    char *end;

    if (strncmp(path, start, sizeof start - 1) != 0 || *digits < '0' ||
        *digits > '9')
        return false;
    *parameter = strtoul(digits, &end, 10);
    return strcmp(end, "]") == 0;
}

/* Finds whether all values are numbers, and their limits. */
static void
measure(struct grid_axis *axis)
{
    const struct value_set *values = &axis->values;

    axis->numbers = true;
    axis->low = values->low;
    axis->high = values->high;
    if (values->step > 0)
        value_set_number(values, values->count - 1, &axis->high);
    for (size_t i = 0; values->items && axis->numbers && i < values->count;
         i++) {
        double number = 0;

        axis->numbers = value_set_number(values, i, &number);
        axis->low = i == 0 || number < axis->low ? number : axis->low;
        axis->high = i == 0 || number > axis->high ? number : axis->high;
    }
}

static enum grid_axis_kind
find_kind(struct grid_axis *axis)
{
    const char *path = axis->values.path;

    if (is_node(&axis->values))
        return GRID_AXIS_NODE;
    if (!axis->numbers || !(axis->low < axis->high))
        return GRID_AXIS_VALUE;
    if (strcmp(path, "optimizer.lr") == 0)
        return GRID_AXIS_RATE;
    return is_start(path, &axis->parameter) ? GRID_AXIS_START : GRID_AXIS_VALUE;
}

static bool
read_axes(struct grid *grid, struct error *error)
{
    const struct sweep_request *request = grid->request;
    struct value_set *sets;

    if (request->vary_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "sweep: needs --vary, such as --vary "
                           "lr=1e-4:1:log25");
    sets = value_sets_parse("--vary", request->vary, request->vary_count,
                            AXES_MOST, grid->arena, error);
    if (!sets)
        return false;
    grid->axes =
        arena_alloc(grid->arena, request->vary_count, sizeof *grid->axes);
    if (!grid->axes)
        return error_memory(error);
    for (; grid->count < request->vary_count; grid->count++) {
        struct grid_axis *axis = &grid->axes[grid->count];

        axis->values = sets[grid->count];
        if (axis->values.range && !grid->random)
            return error_plain(error, STATUS_WRONG,
                               "--vary: %s needs a number of values, such as "
                               "log25; or give --random N",
                               quote(request->vary[grid->count]).text);
        measure(axis);
        axis->kind = find_kind(axis);
    }
    return true;
}

static bool
count_runs(struct grid *grid, struct error *error)
{
    double total = 1;

    for (size_t i = 0; i < grid->count; i++)
        total *=
            grid->axes[i].values.range ? 1 : (double)grid->axes[i].values.count;
    if (total > RUNS_MOST)
        return error_plain(error, STATUS_LIMIT,
                           "--vary: must make at most 2^53 combinations, not "
                           "%.3g",
                           total);
    grid->total =
        grid->random ? (uint64_t)grid->request->random : (uint64_t)total;
    return true;
}

/* Reads the file once for all runs, and the seed of a sample. */
static bool
read_spec(struct grid *grid, struct error *error)
{
    const struct spec_input *given = &grid->request->input;
    struct document document;

    if (!spec_input_read(given, grid->arena, &document, error) ||
        !spec_input_override(given, &document, error))
        return false;
    if (given->path)
        grid->input.source = document.place.source;
    grid->seed = (uint64_t)spec_seed(&document);
    return true;
}

bool
grid_make(struct grid *grid, const struct sweep_request *request,
          struct arena *arena, struct error *error)
{
    *grid = (struct grid){
        .arena = arena,
        .request = request,
        .random = request->random != INTEGER_NULL,
        .input = request->input,
    };
    return read_axes(grid, error) && count_runs(grid, error) &&
           grid_make_overrides(grid, error) && read_spec(grid, error);
}

bool
grid_axis_is_lane(const struct grid_axis *axis)
{
    return axis->kind == GRID_AXIS_RATE || axis->kind == GRID_AXIS_START;
}

double
grid_choice(const struct grid *grid, size_t which, uint64_t run)
{
    const struct stream_key key = {grid->seed, run, 0, which};
    const struct value_set *values = &grid->axes[which].values;
    double share;

    if (!grid->random) {
        for (size_t i = grid->count; --i > which;)
            run /= grid->axes[i].values.count;
        return (double)(run % values->count);
    }
    share = random_uniform(&key, 0);
    return values->range ? share : floor(share * (double)values->count);
}

double
grid_number(const struct grid *grid, size_t which, uint64_t run)
{
    const struct grid_axis *axis = &grid->axes[which];
    double choice = grid_choice(grid, which, run), number = choice;

    if (axis->values.range)
        number = value_set_between(&axis->values, choice);
    else if (axis->numbers)
        value_set_number(&axis->values, (size_t)choice, &number);
    return number;
}

bool
grid_has(const struct grid *grid, enum grid_axis_kind kind)
{
    for (size_t i = 0; i < grid->count; i++)
        if (grid->axes[i].kind == kind)
            return true;
    return false;
}

bool
grid_has_lanes(const struct grid *grid)
{
    return grid_has(grid, GRID_AXIS_RATE) || grid_has(grid, GRID_AXIS_START);
}

uint64_t
grid_class(const struct grid *grid, uint64_t run)
{
    uint64_t class = 0;

    for (size_t i = 0; i < grid->count; i++) {
        const struct grid_axis *axis = &grid->axes[i];

        if (grid_axis_is_lane(axis))
            continue;
        if (axis->values.range)
            return run;
        class =
            class * axis->values.count + (uint64_t)grid_choice(grid, i, run);
    }
    return class;
}

uint64_t
grid_classes(const struct grid *grid)
{
    uint64_t count = 1;

    for (size_t i = 0; i < grid->count; i++)
        if (!grid_axis_is_lane(&grid->axes[i]))
            count =
                grid->random ? grid->total : count * grid->axes[i].values.count;
    return count;
}

uint64_t
grid_representative(const struct grid *grid, uint64_t class)
{
    uint64_t run = 0, turn = 1;

    if (grid->random)
        return class;
    for (size_t i = grid->count; i-- > 0;) {
        uint64_t count = grid->axes[i].values.count;

        if (!grid_axis_is_lane(&grid->axes[i])) {
            run += class % count * turn;
            class /= count;
        }
        turn *= count;
    }
    return run;
}

uint64_t
grid_period(const struct grid *grid)
{
    uint64_t period = 1;

    for (size_t i = grid->count; i-- > 0;) {
        if (grid_axis_is_lane(&grid->axes[i]) || grid->axes[i].values.range)
            return period;
        period *= grid->axes[i].values.count;
    }
    return 1;
}
