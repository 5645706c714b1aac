/* lambda.c -- the base rate times a formula in t.
 *
 * It sets the rate, and so wipes what a chain made of it before. */
#include "schedule/schedule.h"
#include "spec/formula.h"

struct lambda {
    struct texts lr_lambda;
    struct constants constants;
    const struct expression **programs; /* one for each formula */
};

static const struct parameter parameters[] = {
    FORMULAS(struct lambda, lr_lambda, NULL,
             "a formula in t, such as \"0.95^t\": what the base rate is "
             "multiplied by"),
    CONSTANTS(struct lambda, constants, "names that the formulas may use"),
    END_OF_TABLE,
};

static bool
lambda_check(const struct node *node, struct error *error)
{
    static const char *const variables[] = {"t"};
    struct expression_scope scope = {.variables = variables,
                                     .variable_count = 1};
    struct lambda *self = node->self;
    const struct texts *texts = &self->lr_lambda;

    self->programs =
        arena_alloc(node->arena, texts->count, sizeof *self->programs);
    if (!self->programs)
        return error_memory(error);
    for (size_t i = 0; i < texts->count; i++) {
        self->programs[i] =
            formula_parse(texts->values[i], &texts->places[i], &self->constants,
                          scope, node->arena, error);
        if (!self->programs[i])
            return false;
    }
    return true;
}

/* Room for the evaluation of any of the formulas. */
static size_t
lambda_memory(const void *data)
{
    const struct lambda *self = data;
    size_t most = 0;

    for (size_t i = 0; i < self->lr_lambda.count; i++) {
        size_t size = expression_scratch(self->programs[i], 1);

        most = size > most ? size : most;
    }
    return most * sizeof(double);
}

static void
lambda_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct lambda *self = schedule->self;
    double now = (double)t, factor = 0;

    for (size_t i = 0; i < schedule->count; i++) {
        size_t group = i / schedule->lanes;

        if (i == 0 || (!self->lr_lambda.single && i % schedule->lanes == 0))
            factor = expression_value(
                self->programs[self->lr_lambda.single ? 0 : group], &now,
                schedule->state);
        rates[i].lr = rates[i].base * factor;
    }
}

static void
lambda_advance(struct schedule *schedule, long t, struct rate *rates)
{
    lambda_set(schedule, t, rates);
}

const struct schedule_kind schedule_lambda = {
    .kind = {.name = "lambda",
             .aliases = "LambdaLR",
             .summary = "the base rate times a formula in t",
             .formula = "lr(t) = base * lr_lambda(t)",
             .source = "torch.optim.lr_scheduler.LambdaLR",
             .example = "lambda('0.95^t')",
             .size = sizeof(struct lambda),
             .parameters = parameters,
             .check = lambda_check},
    .set = lambda_set,
    .advance = lambda_advance,
    .memory = lambda_memory,
};
