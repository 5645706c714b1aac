/* tune.c -- the trials: each combination gets the same number, at the same
 * tuned values. */
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"
#include "compare/combinations.h"

/* The outcomes of a block of trials are kept until the block is done; a block
 * has some trials for each thread. */
enum { BLOCK_OUTCOMES = 4096, BLOCK_TRIALS = 4 };

bool
tune_read(struct combinations *all, struct error *error)
{
    const struct compare_request *request = all->request;

    all->tuned = request->tune_count;
    all->trials = all->tuned ? request->budget : 1;
    all->values = value_sets_parse("--tune", request->tune, all->tuned,
                                   TUNED_MOST, all->arena, error);
    if (!all->values)
        return false;
    /* No value of a list needs a second trial. */
    if (all->tuned == 1 && !all->values[0].range &&
        all->values[0].count < all->trials)
        all->trials = all->values[0].count;
    return true;
}

/* Halton's sequence: the digits of the index in some base, mirrored at the
 * point, spread any number of trials evenly. */
static double
mirror_digits(size_t index, size_t base)
{
    double share = 0, unit = 1.0 / (double)base;

    for (; index > 0; index /= base, unit /= (double)base)
        share += (double)(index % base) * unit;
    return share;
}

/* Where trial `t` is in each of the ranges, the same for every combination:
 * evenly spaced with both ends in a single range, else by Halton's sequence. */
static void
choose_shares(const struct combinations *all, size_t t, double *shares)
{
    static const size_t primes[TUNED_MOST] = {2, 3, 5, 7, 11, 13, 17, 19};
    size_t trials = all->trials;

    if (all->tuned == 1)
        shares[0] = trials > 1 ? (double)t / (double)(trials - 1) : 0.5;
    for (size_t i = 0; all->tuned > 1 && i < all->tuned; i++)
        shares[i] = mirror_digits(t + 1, primes[i]);
}

/* All trials of the first combination, then those of the next, in blocks. */
struct tune {
    const struct combinations *all;
    size_t first;              /* trial of the block */
    struct quartiles *results; /* [trials of a block] */
    atomic_flag reporting;     /* a thread does */
    atomic_llong rows;         /* of all runs, where nothing is tuned */
};

/* A run of a comparison that tunes nothing. */
struct untuned {
    struct tune *tune;
    long steps, reported; /* rows that it has, and that are counted */
};

static void
report_rows(void *context, long t)
{
    struct untuned *run = context;
    struct tune *tune = run->tune;
    const struct compare_request *request = tune->all->request;
    double all = (double)run->steps * (double)tune->all->count, rows;

    rows = (double)atomic_fetch_add(&tune->rows, t - run->reported);
    run->reported = t;
    if (atomic_flag_test_and_set(&tune->reporting))
        return;
    request->progress(request->progress_context, "rows", rows, fmax(all, rows));
    atomic_flag_clear(&tune->reporting);
}

static bool
run_trial(void *context, size_t i, struct error *error)
{
    struct tune *tune = context;
    const struct combinations *all = tune->all;
    size_t number = tune->first + i;
    struct quartiles *result = &tune->results[i];
    struct arena arena = {0};
    struct one_run run = {.arena = &arena};
    struct untuned untuned = {.tune = tune};
    double *room = arena_alloc(&arena, all->seeds, sizeof *room);
    double shares[TUNED_MOST];
    bool done;

    choose_shares(all, number % all->trials, shares);
    done = room ? combination_load(all, &all->items[number / all->trials],
                                   shares, &run, error)
                : error_memory(error);
    untuned.steps = run.spec.steps;
    if (all->request->progress && all->tuned == 0)
        run.progress =
            (struct row_progress){.call = report_rows, .context = &untuned};
    if (done) {
        one_run_simulate(&run, result->seeds);
        quartiles_fill(result, room);
    }
    arena_free(&arena);
    return done;
}

static void
report_trials(void *context, size_t done)
{
    const struct tune *tune = context;
    const struct compare_request *request = tune->all->request;

    request->progress(request->progress_context, "trials",
                      (double)(tune->first + done),
                      (double)(tune->all->count * tune->all->trials));
}

/* The first of the best trials of each combination, up to this block. */
static void
keep_best(const struct tune *tune, size_t count)
{
    const struct combinations *all = tune->all;

    for (size_t i = 0; i < count; i++) {
        size_t number = tune->first + i, t = number % all->trials;
        struct combination *one = &all->items[number / all->trials];
        struct outcome *seeds = one->quartiles.seeds;

        if (t > 0 &&
            !outcome_better(&tune->results[i].median, &one->quartiles.median))
            continue;
        one->best = t;
        one->quartiles = tune->results[i];
        one->quartiles.seeds = seeds;
        memcpy(seeds, tune->results[i].seeds, all->seeds * sizeof *seeds);
    }
}

/* Room for the outcomes of `block` trials, and for the best of each
 * combination. */
static bool
make_trial_room(struct tune *tune, size_t block, struct error *error)
{
    const struct combinations *all = tune->all;
    size_t seeds = all->seeds, count = (block + all->count) * seeds;
    struct outcome *outcomes = arena_alloc(all->arena, count, sizeof *outcomes);

    tune->results = arena_alloc(all->arena, block, sizeof *tune->results);
    if (!outcomes || !tune->results)
        return error_memory(error);
    for (size_t i = 0; i < block; i++, outcomes += seeds)
        tune->results[i] =
            (struct quartiles){.count = seeds, .seeds = outcomes};
    for (size_t i = 0; i < all->count; i++, outcomes += seeds)
        all->items[i].quartiles.seeds = outcomes;
    return true;
}

bool
tune_run(struct combinations *all, struct error *error)
{
    struct tune tune = {.all = all};
    const struct parallel loop = {
        .context = &tune,
        .work = run_trial,
        .progress =
            all->request->progress && all->tuned > 0 ? report_trials : NULL};
    size_t jobs = all->request->jobs, left = all->count * all->trials;
    size_t block = BLOCK_OUTCOMES / all->seeds;

    block = block < BLOCK_TRIALS * jobs ? BLOCK_TRIALS * jobs : block;
    block = block < left ? block : left;
    if (!make_trial_room(&tune, block, error))
        return false;
    for (; left > 0; left -= block, tune.first += block) {
        block = block < left ? block : left;
        if (!parallel_for(&loop, block, jobs, error))
            return false;
        keep_best(&tune, block);
    }
    for (size_t i = 0; i < all->count; i++)
        choose_shares(all, all->items[i].best, all->items[i].shares);
    return true;
}

bool
tune_ends(const struct combinations *all, size_t which, double *low,
          double *high)
{
    double shares[TUNED_MOST], number = NAN;

    *low = INFINITY;
    *high = -INFINITY;
    if (all->values[which].items || all->trials < 3)
        return false;
    for (size_t t = 0; t < all->trials; t++) {
        choose_shares(all, t, shares);
        value_set_at(&all->values[which], shares[which], &number);
        *low = fmin(*low, number);
        *high = fmax(*high, number);
    }
    return *low < *high;
}
