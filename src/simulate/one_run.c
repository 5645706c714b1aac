/* one_run.c -- loads, simulates and sums up. */
#include "simulate/one_run.h"

#include <math.h>
#include <string.h>

#include "problem/problem.h"
#include "simulate/families.h"
#include "simulate/seeds.h"

/* "PATH=VALUE", with the value at its share of all. */
static bool
set_value(struct document *document, const struct values *values, double share,
          struct error *error)
{
    struct text text = {.arena = document->arena};

    text_string(&text, values->path);
    text_string(&text, "=");
    values_add(values, share, &text);
    return text_end(&text)
               ? document_assign(document, "--tune", text.bytes, error)
               : error_memory(error);
}

bool
trial_forget_column(const char *flag, struct error *error)
{
    static const char start[] = ": column ";
    const char *behind = error->text + strlen(flag) + sizeof start - 1;
    struct error whole = *error;

    if (strncmp(error->text, flag, strlen(flag)) != 0 ||
        strncmp(error->text + strlen(flag), start, sizeof start - 1) != 0)
        return false;
    behind += strspn(behind, "0123456789:");
    return error_plain(error, whole.status, "%s:%s", flag,
                       whole.text + (behind - error->text));
}

/* The runs of several seeds, and what is kept of each. */
static bool
make_seeds(struct trial *trial, struct error *error)
{
    struct simulation *front = &trial->simulation;

    if (trial->seed_count == INTEGER_NULL)
        return true;
    trial->seeds = arena_alloc(trial->arena, (size_t)trial->seed_count,
                               sizeof *trial->seeds);
    if (!trial->seeds)
        return error_memory(error);
    if (!seeds_make(front, trial->seed_count, trial->arena, error))
        return false;
    for (size_t i = 0; i < front->seeds->count; i++)
        statistics_begin(&trial->seeds[i], front->seeds->runs[i], trial->target,
                         trial->arena);
    return true;
}

bool
trial_make(struct trial *trial, struct error *error)
{
    if (!simulation_make(&trial->simulation, &trial->spec, true, trial->arena,
                         error) ||
        !make_seeds(trial, error))
        return false;
    statistics_begin(&trial->statistics, &trial->simulation, trial->target,
                     trial->arena);
    return !trial->until_text ||
           until_parse(&trial->until, trial->until_text, &trial->simulation,
                       trial->arena, error);
}

/* Wholes first, whatever their order. */
static bool
set_values(struct document *document, const struct values *values,
           const double *shares, size_t count, struct error *error)
{
    for (size_t depth = 0, left = count; left > 0; depth++)
        for (size_t i = 0; i < count; i++) {
            if (values[i].depth != depth)
                continue;
            if (!set_value(document, &values[i], shares[i], error) ||
                !document_expand(document, error))
                return false;
            left--;
        }
    return true;
}

bool
trial_begin(struct trial *trial, const struct source *spec,
            const struct values *values, const double *shares, size_t count,
            struct error *error)
{
    trial->document = (struct document){
        .arena = trial->arena, .table = spec_table, .families = all_families};
    if (!document_parse(&trial->document, spec, error))
        return false;
    if (!set_values(&trial->document, values, shares, count, error))
        return trial_forget_column("--tune", error);
    return (spec_load(&trial->document, INTEGER_NULL, NULL, &trial->spec,
                      error) &&
            trial_make(trial, error)) ||
           trial_forget_column("--tune", error);
}

static long
follow(void *context, long t)
{
    struct trial *trial = context;
    const struct seeds *seeds = trial->simulation.seeds;

    if (!seeds)
        statistics_row(&trial->statistics, t);
    for (size_t i = 0; seeds && i < seeds->live; i++)
        statistics_row(&trial->seeds[seed_number(&trial->simulation, i)], t);
    if (trial->sample &&
        (t == row_sample_next(trial->sample) || trial->simulation.diverged))
        row_sample_add(trial->sample, t, trial->simulation.rates[0].lr,
                       trial->simulation.loss);
    return trial->until.program && until_holds(&trial->until) ? NO_ROW : t + 1;
}

static struct outcome
outcome_of(const struct statistics *statistics, double minimum)
{
    long best = statistics->best_step, target = statistics->target_step;

    return (struct outcome){
        .final_loss = statistics->final_loss,
        .best_loss = statistics->best_loss,
        .best_step = best < 0 ? NAN : (double)best,
        .target_step = target < 0 ? INFINITY : (double)target,
        .gap = statistics->final_loss - minimum,
        .diverged = statistics->simulation->diverged,
        .random = simulation_random(statistics->simulation),
    };
}

void
trial_run(struct trial *trial, struct outcome *outcomes)
{
    const struct follower follower = {trial, trial->spec.start_step, follow};
    struct seeds *seeds = trial->simulation.seeds;
    double minimum = problem_minimum(&trial->spec.problem);

    if (seeds)
        seeds->bare = trial->until.program == NULL;
    simulate(&trial->simulation, trial->spec.steps, &follower);
    if (!seeds)
        outcomes[0] = outcome_of(&trial->statistics, minimum);
    for (size_t i = 0; seeds && i < seeds->count; i++) {
        outcomes[i] = outcome_of(&trial->seeds[i], minimum);
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
