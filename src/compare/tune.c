/* tune.c -- the trials of contenders: each gets the same number, at the same
 * places of what is tuned. */
#include <stdio.h>
#include <string.h>

#include "base/parallel.h"
#include "compare/combinations.h"
#include "cli/progress.h"

bool
contenders_tune(struct contenders *contenders, struct error *error)
{
    const struct arguments *arguments = contenders->arguments;
    const struct given *given = &arguments->options.tune;

    if (given->count > TUNED_MOST)
        return error_plain(error, STATUS_WRONG,
                           "--tune: must be given at most %d times",
                           TUNED_MOST);
    contenders->tuned = given->count;
    contenders->trials = given->count ? (size_t)contenders->view.budget : 1;
    contenders->values =
        arena_alloc(arguments->arena, given->count, sizeof *contenders->values);
    if (!contenders->values)
        return error_memory(error);
    if (given->count == 0 && option_given(arguments, OPTION_budget))
        return error_plain(error, STATUS_WRONG,
                           "--budget: needs --tune, which says what is tuned");
    for (size_t i = 0; i < given->count; i++) {
        struct values *values = &contenders->values[i];

        if (!values_parse(values, "--tune", given->values[i], arguments->arena,
                          error))
            return false;
        for (const struct values *other = contenders->values; other < values;
             other++)
            if (strcmp(other->path, values->path) == 0)
                return error_plain(error, STATUS_WRONG,
                                   "--tune: %s is given twice",
                                   quote(values->name).text);
    }
    /* No value of a list need be tried twice. */
    if (given->count == 1 && !contenders->values[0].range &&
        contenders->values[0].count < contenders->trials)
        contenders->trials = contenders->values[0].count;
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
choose_shares(const struct contenders *contenders, size_t t, double *shares)
{
    static const size_t primes[TUNED_MOST] = {2, 3, 5, 7, 11, 13, 17, 19};
    size_t trials = contenders->trials;

    if (contenders->tuned == 1)
        shares[0] = trials > 1 ? (double)t / (double)(trials - 1) : 0.5;
    for (size_t i = 0; contenders->tuned > 1 && i < contenders->tuned; i++)
        shares[i] = mirror(t + 1, primes[i]);
}

/* Trials whose outcomes wait until they are compared, in their order. */
enum { BLOCK = 4096 };

/* All trials of all contenders, one behind the other. */
struct tuning {
    const struct contenders *contenders;
    struct progress progress;
    bool shows;
    size_t first;             /* of the block */
    struct outcome *outcomes; /* [BLOCK] medians over the seeds */
};

static bool
run_trial(const struct contenders *contenders,
          const struct contender *contender, size_t t, struct scores *scores,
          struct error *error)
{
    struct arena arena = {0};
    struct one_run one_run = {.arena = &arena,
                              .target = contenders->view.target,
                              .until_text = contenders->view.until,
                              .seed_count = contenders->view.seeds};
    double *room = arena_alloc(&arena, scores->count, sizeof *room);
    struct outcome *seeds = arena_alloc(&arena, scores->count, sizeof *seeds);
    double shares[TUNED_MOST];
    bool kept = scores->seeds != NULL, done;

    choose_shares(contenders, t, shares);
    done = room && seeds
               ? one_run_load(&one_run, &contender->spec, contenders->values,
                              shares, contenders->tuned, error)
               : error_memory(error);
    if (done) {
        scores->seeds = kept ? scores->seeds : seeds;
        one_run_simulate(&one_run, scores->seeds);
        scores_sum_up(scores, room);
        scores->seeds = kept ? scores->seeds : NULL;
    }
    arena_free(&arena);
    return done;
}

static bool
work_on_trial(void *context, size_t i, struct error *error)
{
    struct tuning *tuning = context;
    const struct contenders *contenders = tuning->contenders;
    size_t number = tuning->first + i;
    struct scores scores = {.count = contenders->seeds};

    if (!run_trial(contenders, &contenders->items[number / contenders->trials],
                   number % contenders->trials, &scores, error))
        return false;
    tuning->outcomes[i] = scores.median;
    return true;
}

/* The seeds of the best trial, once more. */
static bool
work_on_best(void *context, size_t i, struct error *error)
{
    struct tuning *tuning = context;
    struct contender *contender = &tuning->contenders->items[i];

    return run_trial(tuning->contenders, contender, contender->best,
                     &contender->scores, error);
}

static void
show_progress(void *context, size_t done)
{
    struct tuning *tuning = context;
    double all =
        (double)(tuning->contenders->count * tuning->contenders->trials);
    double now = (double)(tuning->first + done);

    if (tuning->shows && progress_due(&tuning->progress))
        progress_say("run %.0f of %.0f (%.0f %%) ", now, all, 100 * now / all);
}

/* The first of the best of each contender, so far. */
static void
choose_best(struct tuning *tuning, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t trials = tuning->contenders->trials;
        size_t number = tuning->first + i, t = number % trials;
        struct contender *contender =
            &tuning->contenders->items[number / trials];

        if (t > 0 &&
            !outcome_better(&tuning->outcomes[i], &contender->scores.median))
            continue;
        contender->scores.median = tuning->outcomes[i];
        contender->best = t;
    }
}

static bool
run_all(struct tuning *tuning, size_t jobs, struct error *error)
{
    struct parallel loop = {
        .context = tuning, .work = work_on_trial, .progress = show_progress};
    const struct contenders *contenders = tuning->contenders;
    size_t all = contenders->count * contenders->trials;

    /* Without tuning there is one trial, which is the best. */
    for (; contenders->trials > 1 && tuning->first < all;
         tuning->first += BLOCK) {
        size_t left = all - tuning->first;
        size_t count = left < BLOCK ? left : BLOCK;

        if (!parallel_for(&loop, count, jobs, error))
            return false;
        choose_best(tuning, count);
    }
    loop.work = work_on_best;
    tuning->first = contenders->trials > 1 ? all - contenders->count : 0;
    return parallel_for(&loop, contenders->count, jobs, error);
}

bool
contenders_run(struct contenders *contenders, bool shows, struct error *error)
{
    struct arena *arena = contenders->arguments->arena;
    size_t seeds = contenders->seeds, tuned = contenders->tuned;
    struct tuning tuning = {
        .contenders = contenders,
        .progress = {.started = progress_clock()},
        .shows = shows,
        .outcomes = arena_alloc(arena, BLOCK, sizeof(struct outcome)),
    };
    struct outcome *outcomes =
        arena_alloc(arena, contenders->count * seeds, sizeof *outcomes);
    double *shares =
        arena_alloc(arena, contenders->count * tuned + 1, sizeof *shares);
    long jobs = contenders->view.jobs;
    bool done;

    if (!tuning.outcomes || !outcomes || !shares)
        return error_memory(error);
    for (size_t i = 0; i < contenders->count; i++)
        contenders->items[i].scores =
            (struct scores){.count = seeds, .seeds = &outcomes[i * seeds]};
    done = run_all(&tuning,
                   jobs == INTEGER_NULL ? parallel_processors() : (size_t)jobs,
                   error);
    progress_clear(&tuning.progress);
    for (size_t i = 0; i < contenders->count; i++) {
        struct contender *contender = &contenders->items[i];

        choose_shares(contenders, contender->best, &shares[i * tuned]);
        contender->shares = &shares[i * tuned];
    }
    return done;
}
