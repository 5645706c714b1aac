/* tune.c -- the trials of combinations: each gets the same number, at the same
 * places of what is tuned. */
#include <stdio.h>
#include <string.h>

#include "base/parallel.h"
#include "compare/combinations.h"
#include "cli/progress.h"

bool
tune_read(struct combinations *combinations, struct error *error)
{
    const struct arguments *arguments = combinations->arguments;
    const struct given *given = &arguments->options.tune;

    if (given->count > TUNED_MOST)
        return error_plain(error, STATUS_WRONG,
                           "--tune: must be given at most %d times",
                           TUNED_MOST);
    combinations->tuned = given->count;
    combinations->trials = given->count ? (size_t)combinations->view.budget : 1;
    combinations->values = arena_alloc(arguments->arena, given->count,
                                       sizeof *combinations->values);
    if (!combinations->values)
        return error_memory(error);
    if (given->count == 0 && option_given(arguments, OPTION_budget))
        return error_plain(error, STATUS_WRONG,
                           "--budget: needs --tune, which says what is tuned");
    for (size_t i = 0; i < given->count; i++) {
        struct value_set *values = &combinations->values[i];

        if (!value_set_parse(values, "--tune", given->values[i],
                             arguments->arena, error))
            return false;
        for (const struct value_set *other = combinations->values;
             other < values; other++)
            if (strcmp(other->path, values->path) == 0)
                return error_plain(error, STATUS_WRONG,
                                   "--tune: %s is given twice",
                                   quote(values->name).text);
    }
    /* No value of a list need be tried twice. */
    if (given->count == 1 && !combinations->values[0].range &&
        combinations->values[0].count < combinations->trials)
        combinations->trials = combinations->values[0].count;
    return true;
}

/* Halton's sequence: the digits of an index, mirrored at the point, so that
 * any number of trials is spread evenly. */
static double
mirror(size_t index, size_t base)
{
    double share = 0, unit = 1.0 / (double)base;

    for (; index > 0; index /= base, unit /= (double)base)
        share += (double)(index % base) * unit;
    return share;
}

/* Where trial `t` stands in each of the ranges, the same for every run: one
 * range evenly with both its ends, several by Halton's sequence. */
static void
choose_shares(const struct combinations *combinations, size_t t, double *shares)
{
    static const size_t primes[TUNED_MOST] = {2, 3, 5, 7, 11, 13, 17, 19};
    size_t trials = combinations->trials;

    if (combinations->tuned == 1)
        shares[0] = trials > 1 ? (double)t / (double)(trials - 1) : 0.5;
    for (size_t i = 0; combinations->tuned > 1 && i < combinations->tuned; i++)
        shares[i] = mirror(t + 1, primes[i]);
}

/* Trials whose outcomes wait until they are compared, in their order. */
enum { BLOCK = 4096 };

/* All trials of all combinations, one behind the other. */
struct tune {
    const struct combinations *combinations;
    struct progress progress;
    bool shows;
    size_t first;             /* of the block */
    struct outcome *outcomes; /* [BLOCK] medians over the seeds */
};

static bool
run_trial(const struct combinations *combinations,
          const struct combination *combination, size_t t,
          struct quartiles *quartiles, struct error *error)
{
    struct arena arena = {0};
    struct one_run one_run = {.arena = &arena,
                              .target = combinations->view.target,
                              .until_text = combinations->view.until,
                              .seed_count = combinations->view.seeds};
    double *room = arena_alloc(&arena, quartiles->count, sizeof *room);
    struct outcome *seeds =
        arena_alloc(&arena, quartiles->count, sizeof *seeds);
    double shares[TUNED_MOST];
    bool kept = quartiles->seeds != NULL, done;

    choose_shares(combinations, t, shares);
    done = room && seeds ? one_run_load(&one_run, &combination->spec,
                                        combinations->values, shares,
                                        combinations->tuned, error)
                         : error_memory(error);
    if (done) {
        quartiles->seeds = kept ? quartiles->seeds : seeds;
        one_run_simulate(&one_run, quartiles->seeds);
        quartiles_fill(quartiles, room);
        quartiles->seeds = kept ? quartiles->seeds : NULL;
    }
    arena_free(&arena);
    return done;
}

static bool
work_on_trial(void *context, size_t i, struct error *error)
{
    struct tune *tune = context;
    const struct combinations *combinations = tune->combinations;
    size_t number = tune->first + i;
    struct quartiles quartiles = {.count = combinations->seeds};

    if (!run_trial(combinations,
                   &combinations->items[number / combinations->trials],
                   number % combinations->trials, &quartiles, error))
        return false;
    tune->outcomes[i] = quartiles.median;
    return true;
}

/* The seeds of the best trial, once more. */
static bool
work_on_best(void *context, size_t i, struct error *error)
{
    struct tune *tune = context;
    struct combination *combination = &tune->combinations->items[i];

    return run_trial(tune->combinations, combination, combination->best,
                     &combination->quartiles, error);
}

static void
show_progress(void *context, size_t done)
{
    struct tune *tune = context;
    double all =
        (double)(tune->combinations->count * tune->combinations->trials);
    double now = (double)(tune->first + done);

    if (tune->shows && progress_due(&tune->progress))
        progress_say("run %.0f of %.0f (%.0f %%) ", now, all, 100 * now / all);
}

/* The first of the best of each combination, so far. */
static void
choose_best(struct tune *tune, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t trials = tune->combinations->trials;
        size_t number = tune->first + i, t = number % trials;
        struct combination *combination =
            &tune->combinations->items[number / trials];

        if (t > 0 &&
            !outcome_better(&tune->outcomes[i], &combination->quartiles.median))
            continue;
        combination->quartiles.median = tune->outcomes[i];
        combination->best = t;
    }
}

static bool
run_all(struct tune *tune, size_t jobs, struct error *error)
{
    struct parallel loop = {
        .context = tune, .work = work_on_trial, .progress = show_progress};
    const struct combinations *combinations = tune->combinations;
    size_t all = combinations->count * combinations->trials;

    /* Without tuning there is one trial, which is the best. */
    for (; combinations->trials > 1 && tune->first < all;
         tune->first += BLOCK) {
        size_t left = all - tune->first;
        size_t count = left < BLOCK ? left : BLOCK;

        if (!parallel_for(&loop, count, jobs, error))
            return false;
        choose_best(tune, count);
    }
    loop.work = work_on_best;
    tune->first = combinations->trials > 1 ? all - combinations->count : 0;
    return parallel_for(&loop, combinations->count, jobs, error);
}

bool
tune_run(struct combinations *combinations, bool shows, struct error *error)
{
    struct arena *arena = combinations->arguments->arena;
    size_t seeds = combinations->seeds, tuned = combinations->tuned;
    struct tune tune = {
        .combinations = combinations,
        .progress = {.started = progress_clock()},
        .shows = shows,
        .outcomes = arena_alloc(arena, BLOCK, sizeof(struct outcome)),
    };
    struct outcome *outcomes =
        arena_alloc(arena, combinations->count * seeds, sizeof *outcomes);
    double *shares =
        arena_alloc(arena, combinations->count * tuned + 1, sizeof *shares);
    long jobs = combinations->view.jobs;
    bool done;

    if (!tune.outcomes || !outcomes || !shares)
        return error_memory(error);
    for (size_t i = 0; i < combinations->count; i++)
        combinations->items[i].quartiles =
            (struct quartiles){.count = seeds, .seeds = &outcomes[i * seeds]};
    done = run_all(&tune,
                   jobs == INTEGER_NULL ? parallel_processors() : (size_t)jobs,
                   error);
    progress_clear(&tune.progress);
    for (size_t i = 0; i < combinations->count; i++) {
        struct combination *combination = &combinations->items[i];

        choose_shares(combinations, combination->best, &shares[i * tuned]);
        combination->shares = &shares[i * tuned];
    }
    return done;
}
