/* seeds.c -- steps the runs of several seeds, row by row. */
#include "simulate/seeds.h"

#include <math.h>
#include <string.h>

#include "base/sample.h"

static bool
make_run(struct simulation *run, const struct simulation *front, long number,
         struct arena *arena, struct error *error)
{
    struct spec *spec = arena_alloc(arena, 1, sizeof *spec);

    if (!spec)
        return error_memory(error);
    *spec = *front->spec;
    spec->seed += number;
    if (!simulation_make(run, spec, true, arena, error))
        return false;
    run->minibatch.every = front->minibatch.every;
    return true;
}

bool
seeds_make(struct simulation *front, long count, struct arena *arena,
           struct error *error)
{
    struct seeds *seeds = arena_alloc(arena, 1, sizeof *seeds);
    struct simulation *runs = arena_alloc(arena, (size_t)count, sizeof *runs);
    long most = INTEGER_MOST - front->spec->seed + 1;

    if (count > most)
        return error_plain(error, STATUS_WRONG,
                           "--seeds: must be at most %ld, since seeds end at "
                           "2^53, not %ld",
                           most, count);
    if (!seeds || !runs)
        return error_memory(error);
    seeds->count = seeds->live = (size_t)count;
    seeds->runs = arena_alloc(arena, seeds->count, sizeof *seeds->runs);
    seeds->values = arena_alloc(arena, seeds->count, sizeof *seeds->values);
    if (!seeds->runs || !seeds->values)
        return error_memory(error);
    for (size_t i = 0; i < seeds->count; i++) {
        seeds->runs[i] = &runs[i];
        if (!make_run(&runs[i], front, (long)i, arena, error))
            return false;
    }
    front->seeds = seeds;
    return true;
}

static void
find_quartiles(struct simulation *front)
{
    struct seeds *seeds = front->seeds;

    for (size_t i = 0; i < seeds->count; i++) {
        double loss = i < seeds->live ? seeds->runs[i]->loss : INFINITY;

        seeds->values[i] = isfinite(loss) ? loss : INFINITY;
    }
    sample_sort(seeds->values, seeds->count);
    seeds->q1 = sample_quantile(seeds->values, seeds->count, 0.25);
    front->loss = sample_quantile(seeds->values, seeds->count, 0.5);
    seeds->q3 = sample_quantile(seeds->values, seeds->count, 0.75);
}

/* The median of a group's rate or momentum. */
static double
rate_median(const struct seeds *seeds, size_t group, bool momentum)
{
    double *values = seeds->values;
    bool same = true;

    for (size_t i = 0; i < seeds->live; i++) {
        const struct rate *rate = &seeds->runs[i]->rates[group];

        values[i] = momentum ? rate->momentum : rate->lr;
        same = same && values[i] == values[0];
    }
    if (!same)
        sample_sort(values, seeds->live);
    return sample_quantile(values, seeds->live, 0.5);
}

static void
fill_front(struct simulation *front)
{
    const struct simulation *first = front->seeds->runs[0];

    bool drives = drivers_have_momentum(front);

    front->step = first->step;
    front->epoch = first->epoch;
    for (size_t g = 0; g < front->groups.count; g++) {
        front->rates[g].lr = rate_median(front->seeds, g, false);
        if (drives)
            front->rates[g].momentum = rate_median(front->seeds, g, true);
    }
    for (int id = 0; id < DRIVERS; id++)
        if (front->drivers.items[id].schedule)
            memcpy(front->drivers.items[id].rates,
                   first->drivers.items[id].rates,
                   front->groups.count * sizeof *front->rates);
    find_quartiles(front);
}

/* Moves diverged runs to the end, where they are not stepped any more. */
static void
retire_diverged(struct seeds *seeds)
{
    for (size_t i = seeds->live; i-- > 0;) {
        struct simulation *run = seeds->runs[i];

        if (!run->diverged)
            continue;
        seeds->runs[i] = seeds->runs[--seeds->live];
        seeds->runs[seeds->live] = run;
    }
}

size_t
seed_number(const struct simulation *front, size_t live)
{
    const struct spec *spec = front->seeds->runs[live]->spec;

    return (size_t)(spec->seed - front->spec->seed);
}

void
seeds_simulate(struct simulation *front, long last,
               const struct follower *follower)
{
    struct seeds *seeds = front->seeds;
    long wanted = follower->first;

    for (long t = 0;; t++) {
        front->diverged = true;
        for (size_t i = 0; i < seeds->live; i++) {
            simulate_row(seeds->runs[i], t, last);
            front->diverged = front->diverged && seeds->runs[i]->diverged;
        }
        if (t == wanted || front->diverged) {
            if (!seeds->bare)
                fill_front(front);
            wanted = follower->row(follower->context, t);
        }
        retire_diverged(seeds);
        if (front->diverged || wanted > last)
            return;
    }
}
