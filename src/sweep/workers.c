/* workers.c -- deals runs to threads, and fills lanes with those of a class. */
#include "sweep/workers.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "simulate/lockstep.h"

size_t
crew_jobs(const struct options *view)
{
    return view->jobs != INTEGER_NULL ? (size_t)view->jobs
                                      : parallel_processors();
}

/* Loads a run, and forgets it. */
static bool
try_run(const struct variants *variants, uint64_t run, enum lane_values lanes,
        struct error *error)
{
    struct arena arena = {0};
    struct trial trial = {.arena = &arena};
    bool done = variants_load(variants, run, lanes, &trial, error);

    arena_free(&arena);
    return done;
}

static bool
check_class(void *context, size_t i, struct error *error)
{
    const struct crew *crew = context;
    uint64_t run = variants_representative(crew->variants, i);

    return try_run(crew->variants, run, LANES_LOWEST, error) &&
           (!variants_has_lanes(crew->variants) ||
            try_run(crew->variants, run, LANES_HIGHEST, error));
}

bool
crew_check(const struct crew *crew, struct error *error)
{
    struct crew own = *crew;
    struct parallel loop = {.context = &own, .work = check_class};

    return parallel_for(&loop, (size_t)variants_classes(crew->variants),
                        crew->jobs, error);
}

/* Runs of one class, which one thread makes with one load of their spec. */
struct unit {
    struct entry **entries;
    size_t count;
};

/* What a unit's runs have in common. */
struct stage {
    const struct crew *crew;
    struct trial low; /* with the least values of lanes */
    bool *follows;    /* [groups] */
    bool lanes;       /* they can stand side by side */
};

/* Where the rows of a run are kept; NULL: nowhere. */
static struct keeper *
keeper_of(struct entry *entry, const struct spec *spec)
{
    struct keeper *keeper = &entry->keeper;

    keeper->first = spec->start_step;
    keeper->last = spec->steps;
    keeper->count = 0;
    return keeper->most ? keeper : NULL;
}

static void
run_loaded(struct trial *trial, struct entry *entry)
{
    trial->keeper = keeper_of(entry, &trial->spec);
    trial_run(trial, &entry->outcome);
}

/* One run by itself. */
static bool
run_alone(const struct variants *variants, struct entry *entry,
          struct error *error)
{
    struct arena arena = {0};
    struct trial trial = {.arena = &arena};
    bool done = variants_load(variants, entry->run, LANES_OWN, &trial, error);

    if (done)
        run_loaded(&trial, entry);
    arena_free(&arena);
    return done;
}

/* Which groups have the optimizer's own rate, where that is a lane's: theirs
 * changes with it. */
static bool
find_followers(struct stage *stage, uint64_t run, struct error *error)
{
    const struct variants *variants = stage->crew->variants;
    struct trial *low = &stage->low;
    struct trial high = {.arena = low->arena};
    size_t count = low->simulation.tensors.count;
    bool done;

    stage->follows = arena_alloc(low->arena, count, sizeof *stage->follows);
    if (!stage->follows)
        return error_memory(error);
    if (!variants_varies_rate(variants))
        return true;
    done = variants_load(variants, run, LANES_HIGHEST, &high, error);
    for (size_t g = 0; done && g < count; g++)
        stage->follows[g] = low->simulation.tensors.items[g].lr !=
                            high.simulation.tensors.items[g].lr;
    return done;
}

/* How a run differs from the others of its class. */
static bool
place_runner(const struct stage *stage, struct entry *entry,
             struct runner *runner, struct arena *arena)
{
    const struct variants *variants = stage->crew->variants;
    const struct spec *spec = &stage->low.spec;
    size_t dim = stage->low.simulation.dim;
    double *start = arena_alloc(arena, dim, sizeof *start);

    if (!start)
        return false;
    runner->lr = optimizer_rate(spec->optimizer.kind, spec->optimizer.self);
    for (size_t i = 0; i < dim; i++)
        start[i] = problem_start(&spec->problem, i);
    for (size_t i = 0; i < variants->count; i++) {
        if (variants->axes[i].way == AXIS_RATE)
            runner->lr = variants_number(variants, i, entry->run);
        if (variants->axes[i].way == AXIS_START)
            start[variants->axes[i].parameter] =
                variants_number(variants, i, entry->run);
    }
    runner->start = start;
    runner->keeper = keeper_of(entry, spec);
    return true;
}

static bool
run_lanes(const struct stage *stage, struct entry *const *entries, size_t count,
          struct error *error)
{
    struct arena arena = {0};
    struct runner runners[LANES];
    bool done = true;

    for (size_t l = 0; done && l < count; l++)
        done = place_runner(stage, entries[l], &runners[l], &arena) ||
               error_memory(error);
    done =
        done && abreast_run(&stage->low.simulation, stage->follows,
                            stage->low.target, runners, count, &arena, error);
    for (size_t l = 0; done && l < count; l++)
        entries[l]->outcome = runners[l].outcome;
    arena_free(&arena);
    return done;
}

static bool
run_stage(const struct stage *stage, const struct unit *unit,
          struct error *error)
{
    size_t width = stage->crew->lanes;

    for (size_t i = 0; i < unit->count; i += width) {
        size_t left = unit->count - i;

        if (!run_lanes(stage, unit->entries + i, left < width ? left : width,
                       error))
            return false;
    }
    return true;
}

struct shift {
    const struct crew *crew;
    struct unit *units;
    size_t runs, count; /* of all units, which are so many */
};

/* How far the crew is, where so many units are done: about as many runs. */
static void
show_progress(void *context, size_t units)
{
    const struct shift *shift = context;

    shift->crew->progress(
        shift->crew->progress_context,
        (size_t)((double)shift->runs * (double)units / (double)shift->count));
}

static bool
run_unit(void *context, size_t i, struct error *error)
{
    const struct shift *shift = context;
    const struct unit *unit = &shift->units[i];
    const struct variants *variants = shift->crew->variants;
    uint64_t run = unit->entries[0]->run;
    struct arena arena = {0};
    struct stage stage = {.crew = shift->crew, .low = {.arena = &arena}};
    bool done = variants_load(variants, run, LANES_LOWEST, &stage.low, error);
    bool lanes =
        done && !stage.low.until.program && abreast_fits(&stage.low.simulation);

    if (lanes)
        done = find_followers(&stage, run, error) &&
               run_stage(&stage, unit, error);
    else if (done && unit->count == 1 && !variants_has_lanes(variants))
        run_loaded(&stage.low, unit->entries[0]);
    else
        for (size_t k = 0; done && k < unit->count; k++)
            done = run_alone(variants, unit->entries[k], error);
    arena_free(&arena);
    return done;
}

static int
by_class(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a;
    const struct entry *y = *(struct entry *const *)b;

    if (x->class != y->class)
        return x->class < y->class ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

/* Cuts sorted entries into units: enough for all threads, and no more loads
 * of specs than they need. */
static size_t
cut_units(const struct crew *crew, struct entry **entries, size_t count,
          struct unit *units)
{
    size_t share = count / (4 * crew->jobs) / LANES * LANES, made = 0;
    size_t most = share < LANES ? LANES : share > 256 ? 256 : share;

    for (size_t i = 0; i < count; made++) {
        struct unit *unit = &units[made];

        *unit = (struct unit){entries + i, 0};
        while (i < count && unit->count < most &&
               entries[i]->class == unit->entries[0]->class) {
            unit->count++;
            i++;
        }
    }
    return made;
}

bool
crew_run(const struct crew *crew, struct entry *entries, size_t count,
         struct error *error)
{
    struct arena arena = {0};
    struct entry **sorted = arena_alloc(&arena, count, sizeof *sorted);
    struct unit *units = arena_alloc(&arena, count, sizeof *units);
    struct shift shift = {.crew = crew, .units = units, .runs = count};
    struct parallel loop = {.context = &shift, .work = run_unit};
    bool done = (sorted && units) || error_memory(error);

    for (size_t i = 0; done && i < count; i++) {
        entries[i].class = variants_class(crew->variants, entries[i].run);
        sorted[i] = &entries[i];
    }
    if (done) {
        qsort(sorted, count, sizeof *sorted, by_class);
        shift.count = cut_units(crew, sorted, count, units);
        if (crew->progress)
            loop.progress = show_progress;
        done = parallel_for(&loop, shift.count, crew->jobs, error);
    }
    arena_free(&arena);
    return done;
}
