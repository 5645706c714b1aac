/* simulation_schedule.c -- the schedule of a spec, with what a training resumes
 * with, and the clock that it counts. */
#include "simulate/simulation.h"

long
simulation_clock_rows(const struct spec *spec)
{
    bool epochs = spec->interval == INTERVAL_EPOCH;

    return epochs && spec->steps > 0
               ? (spec->steps - 1) / spec->steps_per_epoch + 1
               : spec->steps;
}

long
simulation_clock(const struct spec *spec, long t)
{
    return spec->interval == INTERVAL_EPOCH && spec->steps_per_epoch > 1
               ? t / spec->steps_per_epoch
               : t;
}

double
simulation_metric(const struct spec *spec, long clock, double mean)
{
    const struct reals *metric = &spec->metric;
    size_t k = (size_t)clock - 1, most = metric->count - 1;

    return metric->count > 0 ? metric->values[k < most ? k : most] : mean;
}

/* The number of rows before any restart on the schedule's clock. */
static long
own_clock_rows(const struct spec *spec)
{
    struct spec own = *spec;

    own.steps = spec->own_steps;
    return simulation_clock_rows(&own);
}

struct schedule_root *
simulation_make_schedule(const struct spec *spec, const struct node *node,
                         struct rate *rates, size_t count, size_t lanes,
                         const double *lr, struct arena *arena,
                         struct error *error)
{
    const struct schedule_run run = {
        .steps = own_clock_rows(spec),
        .steps_per_epoch =
            spec->interval == INTERVAL_EPOCH ? 1 : spec->steps_per_epoch,
        .by_epoch = spec->interval == INTERVAL_EPOCH,
        .lr = lr,
        .betas = row_find(spec->optimizer.kind, NULL, "betas") != NULL,
        .momentum = row_find(spec->optimizer.kind, NULL, "momentum") != NULL,
        .seed = (uint64_t)spec->seed,
    };

    return schedule_make(node, &run, rates, count * lanes, lanes, arena, error);
}

bool
simulation_has_metric(const struct simulation *simulation,
                      const struct schedule_root *root, const struct node *node,
                      struct error *error)
{
    return !root->uses_metric || simulation->run ||
           simulation->spec->metric.count > 0 ||
           error_at(error, node->place,
                    "must have a \"metric\", since without a run there is no "
                    "loss; `lrsim schedule` takes --metric LOG");
}

/* The rate of a group, which is the optimizer's unless it is listed. */
static double
group_rate(const struct spec *spec, size_t g, size_t count)
{
    const struct groups *listed = &spec->param_groups;
    size_t rest = count - listed->count;
    const struct node *node =
        g < rest ? &spec->optimizer : &listed->items[g - rest].node;

    return optimizer_rate(node->kind, node->self);
}

/* What a training resumes with: the rates that it is given, or those of the
 * restart where that changes them. */
static struct schedule_root *
make_resumed(const struct spec *before, const struct spec *resumed,
             struct rate *rates, size_t count, size_t lanes, const double *lr,
             struct arena *arena, struct error *error)
{
    double old = optimizer_rate(before->optimizer.kind, before->optimizer.self);
    double new =
        optimizer_rate(resumed->optimizer.kind, resumed->optimizer.self);
    double *own = arena_alloc(arena, lanes, sizeof *own);

    if (!own) {
        error_memory(error);
        return NULL;
    }
    for (size_t l = 0; l < lanes; l++)
        own[l] = new == old ? lr[l] : new;
    for (size_t i = 0; i < count * lanes; i++) {
        double group = group_rate(resumed, i / lanes, count);

        if (group != group_rate(before, i / lanes, count))
            rates[i].lr = group;
        rates[i].base = rates[i].lr;
    }
    return simulation_make_schedule(resumed, &resumed->schedule, rates, count,
                                    lanes, own, arena, error);
}

/* Rates that a schedule can be made from, with where they begin. */
static struct rate *
copy_rates(const struct rate *rates, size_t count, struct arena *arena)
{
    struct rate *copy = arena_alloc(arena, count, sizeof *copy);

    for (size_t i = 0; copy && i < count; i++)
        copy[i] = rates[i];
    return copy;
}

/* What all restarts of a spec have in common. */
struct resumption {
    const struct spec *spec;
    const struct rate *given; /* [count groups][lanes] before any schedule */
    size_t count, lanes;
    const double *lr; /* [lanes] */
    struct arena *arena;
    struct error *error;
};

/* Links what restart i resumes with, and then those after it, to a schedule. */
static bool
resume(const struct resumption *all, struct schedule_root *root, size_t i)
{
    const struct spec *spec = all->spec;
    const struct node *node;
    const struct restart *restart;
    struct schedule_root *resumed;
    struct rate *rates;

    if (i == spec->restart.count)
        return true;
    node = &spec->restart.items[i];
    restart = node->self;
    rates = copy_rates(all->given, all->count * all->lanes, all->arena);
    if (!rates)
        return error_memory(all->error);
    resumed = make_resumed(spec, &spec->resumed[i], rates, all->count,
                           all->lanes, all->lr, all->arena, all->error);
    if (!resumed || !resume(all, resumed, i + 1))
        return false;
    if (!root->drives != !resumed->drives)
        return error_at(all->error, node->place,
                        "must not change whether the schedule drives the "
                        "momentum");
    schedule_resume(root, simulation_clock(spec, restart->step), resumed,
                    rates);
    return true;
}

struct schedule_root *
simulation_schedule(const struct spec *spec, struct rate *rates, size_t count,
                    size_t lanes, const double *lr, struct arena *arena,
                    struct error *error)
{
    const struct resumption resumption = {
        spec, copy_rates(rates, count * lanes, arena), count, lanes, lr, arena,
        error};
    struct schedule_root *root;

    if (!resumption.given) {
        error_memory(error);
        return NULL;
    }
    root = simulation_make_schedule(spec, &spec->schedule, rates, count, lanes,
                                    lr, arena, error);
    return root && resume(&resumption, root, 0) ? root : NULL;
}
