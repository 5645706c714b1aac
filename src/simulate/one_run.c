/* one_run.c -- loads a spec, simulates it, and returns the outcome. */
#include "simulate/one_run.h"

#include <math.h>
#include <string.h>

#include "problem/problem.h"
#include "simulate/seeds.h"

/* Makes the runs of several seeds, with statistics of each. */
static bool
make_seeds(struct one_run *one_run, struct error *error)
{
    struct simulation *front = &one_run->simulation;

    if (one_run->seed_count == INTEGER_NULL)
        return true;
    one_run->seeds = arena_alloc(one_run->arena, (size_t)one_run->seed_count,
                                 sizeof *one_run->seeds);
    if (!one_run->seeds)
        return error_memory(error);
    if (!seeds_make(front, one_run->seed_count, one_run->arena, error))
        return false;
    for (size_t i = 0; i < front->seeds->count; i++)
        statistics_begin(&one_run->seeds[i], front->seeds->runs[i],
                         one_run->target, one_run->arena);
    return true;
}

static bool
prepare_simulation(struct one_run *one_run, struct error *error)
{
    if (!simulation_make(&one_run->simulation, &one_run->spec, true,
                         one_run->arena, error) ||
        !make_seeds(one_run, error))
        return false;
    statistics_begin(&one_run->statistics, &one_run->simulation,
                     one_run->target, one_run->arena);
    return !one_run->until_text ||
           until_parse(&one_run->until, one_run->until_text,
                       &one_run->simulation, one_run->arena, error);
}

bool
one_run_load(struct one_run *one_run, const struct spec_input *input,
             struct error *error)
{
    return spec_input_load(input, one_run->arena, &one_run->document,
                           &one_run->spec, error) &&
           prepare_simulation(one_run, error);
}

static long
follow_run(void *context, long t)
{
    struct one_run *one_run = context;
    const struct seeds *seeds = one_run->simulation.seeds;

    if (!seeds)
        statistics_row(&one_run->statistics, t);
    for (size_t i = 0; seeds && i < seeds->live; i++)
        statistics_row(&one_run->seeds[seed_number(&one_run->simulation, i)],
                       t);
    if (one_run->sample &&
        (t == row_sample_next(one_run->sample) || one_run->simulation.diverged))
        row_sample_add(one_run->sample, t, one_run->simulation.rates[0].lr,
                       one_run->simulation.loss);
    row_progress_count(&one_run->progress, &one_run->simulation, t);
    return one_run->until.program && until_holds(&one_run->until) ? NO_ROW
                                                                  : t + 1;
}

static struct outcome
outcome_of(const struct statistics *statistics, double minimum)
{
    long best = statistics->best_step, target = statistics->target_step;

    return (struct outcome){
        .final_loss = statistics->final_loss,
        .best_loss = statistics->best_loss,
        .best_step = best < 0 ? NAN : (double)best,
        .last_step = statistics->simulation->step,
        .target_step = target < 0 ? INFINITY : (double)target,
        .gap = statistics->final_loss - minimum,
        .diverged = statistics->simulation->diverged,
        .random = simulation_random(statistics->simulation),
    };
}

void
one_run_simulate(struct one_run *one_run, struct outcome *outcomes)
{
    const struct follower follower = {one_run, one_run->spec.start_step,
                                      follow_run};
    struct seeds *seeds = one_run->simulation.seeds;
    double minimum = problem_minimum(&one_run->spec.problem);

    if (seeds)
        seeds->bare = one_run->until.program == NULL;
    simulate(&one_run->simulation, one_run->spec.steps, &follower);
    if (!seeds)
        outcomes[0] = outcome_of(&one_run->statistics, minimum);
    for (size_t i = 0; seeds && i < seeds->count; i++) {
        outcomes[i] = outcome_of(&one_run->seeds[i], minimum);
        if (outcomes[i].diverged) {
            outcomes[i].final_loss = INFINITY;
            outcomes[i].gap = INFINITY - minimum;
        }
    }
}

bool
outcome_better(const struct outcome *a, const struct outcome *b)
{
    if (a->diverged != b->diverged)
        return b->diverged;
    if (a->target_step != b->target_step)
        return a->target_step < b->target_step;
    return a->final_loss < b->final_loss;
}
