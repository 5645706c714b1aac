/* tuning.c -- the trials of contenders: each gets the same number, at the same
 * places of what is tuned. */
#include <string.h>

#include "command/contenders.h"

bool
contenders_tune(struct contenders *contenders, struct error *error)
{
    const struct arguments *arguments = contenders->arguments;
    const struct given *given = &arguments->options[OPTION_TUNE];

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
    if (given->count == 0 && option_value(arguments, OPTION_BUDGET))
        return error_plain(error, STATUS_WRONG,
                           "--budget: needs --tune, which says what is tuned");
    for (size_t i = 0; i < given->count; i++)
        if (!values_parse(&contenders->values[i], "--tune", given->values[i],
                          arguments->arena, error))
            return false;
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

static bool
run_trial(const struct contenders *contenders,
          const struct contender *contender, const double *shares,
          struct outcome *outcomes, struct error *error)
{
    struct arena arena = {0};
    struct trial trial = {.arena = &arena,
                          .arguments = &contender->arguments,
                          .view = &contenders->view};
    bool done = trial_begin(&trial, &contender->spec, contenders->values,
                            shares, contenders->tuned, error);

    if (done)
        trial_run(&trial, outcomes);
    trial_end(&trial);
    arena_free(&arena);
    return done;
}

/* What the trials of one contender need. */
struct tuning {
    struct scores scores; /* of the present trial */
    double *room;         /* [seeds] */
};

/* All trials of one; that with the best median is kept. */
static bool
run_trials(const struct contenders *contenders, struct contender *contender,
           struct tuning *tuning, struct error *error)
{
    double *best = arena_alloc(contenders->arguments->arena, contenders->tuned,
                               sizeof *best);

    if (!best)
        return error_memory(error);
    for (size_t t = 0; t < contenders->trials; t++) {
        struct scores earlier = contender->scores;
        double shares[TUNED_MOST];

        choose_shares(contenders, t, shares);
        if (!run_trial(contenders, contender, shares, tuning->scores.seeds,
                       error))
            return false;
        scores_sum_up(&tuning->scores, tuning->room);
        if (t > 0 && !outcome_better(&tuning->scores.median, &earlier.median))
            continue;
        contender->scores = tuning->scores;
        tuning->scores.seeds = earlier.seeds;
        memcpy(best, shares, contenders->tuned * sizeof *best);
    }
    contender->shares = best;
    return true;
}

bool
contenders_run(struct contenders *contenders, struct error *error)
{
    struct arena *arena = contenders->arguments->arena;
    size_t seeds = contenders->seeds;
    struct tuning tuning = {
        .scores = {.count = seeds,
                   .seeds = arena_alloc(arena, seeds, sizeof(struct outcome))},
        .room = arena_alloc(arena, seeds, sizeof(double)),
    };

    if (!tuning.scores.seeds || !tuning.room)
        return error_memory(error);
    for (size_t i = 0; i < contenders->count; i++) {
        struct contender *contender = &contenders->items[i];

        contender->scores.seeds =
            arena_alloc(arena, seeds, sizeof(struct outcome));
        if (!contender->scores.seeds)
            return error_memory(error);
        if (!run_trials(contenders, contender, &tuning, error))
            return false;
    }
    return true;
}
