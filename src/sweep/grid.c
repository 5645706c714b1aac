/* grid.c -- axes, and which values runs have of them. */
#include "sweep/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "tables/metric.h"

/* What may be varied at once, and runs, which are numbered by doubles. */
enum { AXES_MOST = 64 };
static const double RUNS_MOST = 0x1p53;

/* "problem", "optimizer" or "schedule", as a whole. */
static bool
is_node(const struct value_set *values, enum option_id *option)
{
    static const enum option_id nodes[] = {OPTION_problem, OPTION_optimizer,
                                           OPTION_schedule};

    for (size_t i = 0; values->items && i < sizeof nodes / sizeof *nodes; i++)
        if (strcmp(values->path, option_rows[nodes[i]].name) == 0) {
            *option = nodes[i];
            return true;
        }
    return false;
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

/* Whether all values are numbers, and how far they go. */
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

static bool
read_axis(struct grid *grid, struct grid_axis *axis, const char *text,
          struct error *error)
{
    bool several;

    if (!value_set_parse(&axis->values, "--vary", text, grid->arguments->arena,
                         error))
        return false;
    if (axis->values.range && !grid->random)
        return error_plain(error, STATUS_WRONG,
                           "--vary: %s must say how many values, such as "
                           "log25, or --random N how many runs",
                           quote(text).text);
    for (const struct grid_axis *other = grid->axes; other < axis; other++)
        if (strcmp(other->values.path, axis->values.path) == 0)
            return error_plain(error, STATUS_WRONG, "--vary: %s is given twice",
                               quote(axis->values.name).text);
    measure(axis);
    several = axis->numbers && axis->low < axis->high;
    axis->way = is_node(&axis->values, &axis->option) ? GRID_AXIS_NODE
                : several && strcmp(axis->values.path, "optimizer.lr") == 0
                    ? GRID_AXIS_RATE
                : several && is_start(axis->values.path, &axis->parameter)
                    ? GRID_AXIS_START
                    : GRID_AXIS_VALUE;
    return true;
}

bool
grid_axis_is_lane(const struct grid_axis *axis)
{
    return axis->way == GRID_AXIS_RATE || axis->way == GRID_AXIS_START;
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
    grid->total = grid->random ? (uint64_t)grid->view.random : (uint64_t)total;
    return true;
}

/* The text of the spec, and the seed of a sample. */
static bool
read_spec(struct grid *grid, struct error *error)
{
    const struct arguments *arguments = grid->arguments;
    const char *path = arguments_operand(arguments);
    struct document document = {0};
    struct spec_input input;
    bool done;

    if (metric_is_standard_input(arguments->options.metric))
        return error_plain(error, STATUS_WRONG,
                           "--metric: must be a file, since every run reads "
                           "it");
    done = load_spec_input(arguments, path, &input, error) &&
           spec_input_read(&input, arguments->arena, &document, error) &&
           spec_input_override(&input, &document, error);
    if (done && path)
        grid->source = document.place.source;
    if (done)
        grid->seed = (uint64_t)spec_seed(&document);
    return done;
}

bool
grid_make(struct grid *grid, struct error *error)
{
    const struct arguments *arguments = grid->arguments;
    const struct given *given = &arguments->options.vary;

    if (given->count == 0)
        return error_plain(error, STATUS_WRONG,
                           "sweep: needs --vary, such as --vary "
                           "lr=1e-4:1:log25");
    if (given->count > AXES_MOST)
        return error_plain(error, STATUS_WRONG,
                           "--vary: must be given at most %d times", AXES_MOST);
    grid->random = grid->view.random != INTEGER_NULL;
    grid->axes =
        arena_alloc(arguments->arena, given->count, sizeof *grid->axes);
    if (!grid->axes)
        return error_memory(error);
    for (; grid->count < given->count; grid->count++)
        if (!read_axis(grid, &grid->axes[grid->count],
                       given->values[grid->count], error))
            return false;
    return count_runs(grid, error) && read_spec(grid, error);
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
grid_has_lanes(const struct grid *grid)
{
    for (size_t i = 0; i < grid->count; i++)
        if (grid_axis_is_lane(&grid->axes[i]))
            return true;
    return false;
}

bool
grid_varies_rate(const struct grid *grid)
{
    for (size_t i = 0; i < grid->count; i++)
        if (grid->axes[i].way == GRID_AXIS_RATE)
            return true;
    return false;
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
