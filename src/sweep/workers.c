/* workers.c -- gives runs to threads, and those of a class to lanes. */
#include "sweep/workers.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "simulate/lockstep.h"

/* Loads a run to see whether that works. */
static bool
try_run(const struct grid *grid, uint64_t run, enum grid_lanes lanes,
        struct error *error)
{
    struct arena arena = {0};
    struct one_run one_run = {.arena = &arena};
    bool done = grid_load(grid, run, lanes, &one_run, error);

    arena_free(&arena);
    return done;
}

static bool
check_class(void *context, size_t i, struct error *error)
{
    const struct workers *workers = context;
    uint64_t run = grid_representative(workers->grid, i);

    return try_run(workers->grid, run, GRID_LANES_LOWEST, error) &&
           (!grid_has_lanes(workers->grid) ||
            try_run(workers->grid, run, GRID_LANES_HIGHEST, error));
}

bool
workers_check(const struct workers *workers, struct error *error)
{
    struct workers own = *workers;
    struct parallel loop = {.context = &own, .work = check_class};

    return parallel_for(&loop, (size_t)grid_classes(workers->grid),
                        workers->jobs, error);
}

/* Runs of one class, which a thread makes from one spec. */
struct work_item {
    struct run_result **results;
    size_t count;
};

/* What the runs of an item have in common. */
struct shared_spec {
    const struct workers *workers;
    struct one_run low; /* with the least values of the lanes' axes */
    bool *follows;      /* [groups] whether its rate is the optimizer's own */
};

/* Makes a sample ready for the rows of a run; NULL: none are kept. */
static struct row_sample *
begin_sample(struct run_result *result, const struct spec *spec)
{
    struct row_sample *sample = &result->sample;

    sample->first = spec->start_step;
    sample->last = spec->steps;
    sample->count = 0;
    return sample->most ? sample : NULL;
}

static void
run_loaded(struct one_run *one_run, struct run_result *result)
{
    one_run->sample = begin_sample(result, &one_run->spec);
    one_run_simulate(one_run, &result->outcome);
}

/* Makes one run without lanes. */
static bool
run_alone(const struct grid *grid, struct run_result *result,
          struct error *error)
{
    struct arena arena = {0};
    struct one_run one_run = {.arena = &arena};
    bool done = grid_load(grid, result->run, GRID_LANES_OWN, &one_run, error);

    if (done)
        run_loaded(&one_run, result);
    arena_free(&arena);
    return done;
}

/* Finds the groups whose rate changes with the optimizer's own. */
static bool
find_varied_groups(struct shared_spec *shared, uint64_t run,
                   struct error *error)
{
    const struct grid *grid = shared->workers->grid;
    struct one_run *low = &shared->low;
    struct one_run high = {.arena = low->arena};
    size_t count = low->simulation.groups.count;
    bool done;

    shared->follows = arena_alloc(low->arena, count, sizeof *shared->follows);
    if (!shared->follows)
        return error_memory(error);
    if (!grid_has(grid, GRID_AXIS_RATE))
        return true;
    done = grid_load(grid, run, GRID_LANES_HIGHEST, &high, error);
    for (size_t g = 0; done && g < count; g++)
        shared->follows[g] = low->simulation.groups.items[g].lr !=
                             high.simulation.groups.items[g].lr;
    return done;
}

/* Fills in what a run does not share with its class. */
static bool
place_run(const struct shared_spec *shared, struct run_result *result,
          struct lane_run *run, struct arena *arena)
{
    const struct grid *grid = shared->workers->grid;
    const struct spec *spec = &shared->low.spec;
    size_t dim = shared->low.simulation.dim;
    double *start = arena_alloc(arena, dim, sizeof *start);

    if (!start)
        return false;
    run->lr = optimizer_rate(spec->optimizer.kind, spec->optimizer.self);
    for (size_t i = 0; i < dim; i++)
        start[i] = problem_start(&spec->problem, i);
    for (size_t i = 0; i < grid->count; i++) {
        if (grid->axes[i].kind == GRID_AXIS_RATE)
            run->lr = grid_number(grid, i, result->run);
        if (grid->axes[i].kind == GRID_AXIS_START)
            start[grid->axes[i].parameter] = grid_number(grid, i, result->run);
    }
    run->start = start;
    run->sample = begin_sample(result, spec);
    return true;
}

static bool
run_lanes(const struct shared_spec *shared, struct run_result *const *results,
          size_t count, struct error *error)
{
    struct arena arena = {0};
    struct lane_run runs[LANES];
    bool done = true;

    for (size_t l = 0; done && l < count; l++)
        done = place_run(shared, results[l], &runs[l], &arena) ||
               error_memory(error);
    done = done && lockstep_run(&shared->low.simulation, shared->follows,
                                shared->low.target, runs, count, &arena, error);
    for (size_t l = 0; done && l < count; l++)
        results[l]->outcome = runs[l].outcome;
    arena_free(&arena);
    return done;
}

static bool
run_item_lanes(const struct shared_spec *shared, const struct work_item *item,
               struct error *error)
{
    size_t width = shared->workers->lanes;

    for (size_t i = 0; i < item->count; i += width) {
        size_t left = item->count - i;

        if (!run_lanes(shared, item->results + i, left < width ? left : width,
                       error))
            return false;
    }
    return true;
}

struct work_list {
    const struct workers *workers;
    struct work_item *items;
    size_t count, runs; /* items; the runs of all of them */
};

/* Items have about the same number of runs. */
static void
report_progress(void *context, size_t items)
{
    const struct work_list *list = context;

    list->workers->progress(
        list->workers->progress_context,
        (size_t)((double)list->runs * (double)items / (double)list->count));
}

static bool
run_item(void *context, size_t i, struct error *error)
{
    const struct work_list *list = context;
    const struct work_item *item = &list->items[i];
    const struct grid *grid = list->workers->grid;
    uint64_t run = item->results[0]->run;
    struct arena arena = {0};
    struct shared_spec shared = {.workers = list->workers,
                                 .low = {.arena = &arena}};
    bool done = grid_load(grid, run, GRID_LANES_LOWEST, &shared.low, error);
    bool lanes = done && !shared.low.until.program &&
                 lockstep_fits(&shared.low.simulation);

    if (lanes)
        done = find_varied_groups(&shared, run, error) &&
               run_item_lanes(&shared, item, error);
    else if (done && item->count == 1 && !grid_has_lanes(grid))
        run_loaded(&shared.low, item->results[0]);
    else
        for (size_t k = 0; done && k < item->count; k++)
            done = run_alone(grid, item->results[k], error);
    arena_free(&arena);
    return done;
}

static int
by_class(const void *a, const void *b)
{
    const struct run_result *x = *(struct run_result *const *)a;
    const struct run_result *y = *(struct run_result *const *)b;

    if (x->class != y->class)
        return x->class < y->class ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

/* Cuts sorted runs into items: enough to keep all threads busy, and few, since
 * each loads a spec. */
static size_t
cut_items(const struct workers *workers, struct run_result **results,
          size_t count, struct work_item *items)
{
    size_t share = count / (4 * workers->jobs) / LANES * LANES, made = 0;
    size_t most = share < LANES ? LANES : share > 256 ? 256 : share;

    for (size_t i = 0; i < count; made++) {
        struct work_item *item = &items[made];

        *item = (struct work_item){results + i, 0};
        while (i < count && item->count < most &&
               results[i]->class == item->results[0]->class) {
            item->count++;
            i++;
        }
    }
    return made;
}

bool
workers_run(const struct workers *workers, struct run_result *results,
            size_t count, struct error *error)
{
    struct arena arena = {0};
    struct run_result **sorted = arena_alloc(&arena, count, sizeof *sorted);
    struct work_item *items = arena_alloc(&arena, count, sizeof *items);
    struct work_list list = {.workers = workers, .items = items, .runs = count};
    struct parallel loop = {.context = &list, .work = run_item};
    bool done = (sorted && items) || error_memory(error);

    for (size_t i = 0; done && i < count; i++) {
        results[i].class = grid_class(workers->grid, results[i].run);
        sorted[i] = &results[i];
    }
    if (done) {
        qsort(sorted, count, sizeof *sorted, by_class);
        list.count = cut_items(workers, sorted, count, items);
        if (workers->progress)
            loop.progress = report_progress;
        done = parallel_for(&loop, list.count, workers->jobs, error);
    }
    arena_free(&arena);
    return done;
}
