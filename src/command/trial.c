/* trial.c -- loads, simulates and sums up. */
#include "command/trial.h"

#include <math.h>
#include <string.h>

#include "problem/problem.h"

/* "PATH=VALUE", with the value at its share of all. */
static bool
set_value(struct document *document, const struct values *values, double share,
          struct error *error)
{
    struct text text = {.arena = document->arena};

    text_string(&text, values->path);
    text_string(&text, "=");
    values_add(values, share, &text);
    text_add(&text, "", 1);
    return text.failed ? error_memory(error)
                       : document_assign(document, "--tune", text.bytes, error);
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

bool
trial_make(struct trial *trial, struct error *error)
{
    const char *until = option_value(trial->arguments, OPTION_UNTIL);

    if (!simulation_make(&trial->simulation, &trial->spec, true, trial->arena,
                         error))
        return false;
    statistics_begin(&trial->statistics, &trial->simulation,
                     trial->view->target, trial->arena);
    return !until || until_parse(&trial->until, until, &trial->simulation,
                                 trial->arena, error);
}

bool
trial_begin(struct trial *trial, const struct source *spec,
            const struct values *values, const double *shares, size_t count,
            struct error *error)
{
    trial->document = arguments_document(trial->arguments);
    trial->document.arena = trial->arena;
    if (!document_parse(&trial->document, spec, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!set_value(&trial->document, &values[i], shares[i], error) ||
            !document_expand(&trial->document, error))
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

    statistics_row(&trial->statistics, t);
    if (trial->keeper &&
        (t == keeper_next(trial->keeper) || trial->simulation.diverged))
        keeper_add(trial->keeper, t, trial->simulation.rates[0].lr,
                   trial->simulation.loss);
    return trial->until.program && until_holds(&trial->until) ? NO_ROW : t + 1;
}

void
trial_run(struct trial *trial, struct outcome *outcome)
{
    const struct follower follower = {trial, trial->spec.start_step, follow};
    const struct statistics *statistics = &trial->statistics;

    simulate(&trial->simulation, trial->spec.steps, &follower);
    statistics_end(&trial->statistics);
    *outcome = (struct outcome){
        .final_loss = statistics->final_loss,
        .best_loss = statistics->best_loss,
        .best_step =
            statistics->best_step < 0 ? NAN : (double)statistics->best_step,
        .target_step = statistics->target_step < 0
                           ? INFINITY
                           : (double)statistics->target_step,
        .gap = statistics->final_loss - problem_minimum(&trial->spec.problem),
        .diverged = trial->simulation.diverged,
    };
}

void
trial_end(struct trial *trial)
{
    document_free(&trial->document);
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
