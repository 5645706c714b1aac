/* lambda.c -- a formula in t: times the base rate, or times the present one.
 *
 * lambda sets the rate, and so wipes what a chain made of it before;
 * multiplicative first uses its formula at row 1, but as a later part of a
 * sequence at its row 0, on the rate that it finds: as in PyTorch 2.13,
 * whose constructor alone is exempt from the factor. */
#include "schedule/schedule.h"
#include "spec/formula.h"

struct lambda {
    struct texts lr_lambda;
    struct constants constants;
    const struct expression **programs; /* one for each formula */
};

#define LAMBDA_ROWS(meaning)                                                   \
    FORMULAS(struct lambda, lr_lambda, NULL, meaning),                         \
        CONSTANTS(struct lambda, constants, "names that the formulas may use")

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

/* The factor of rate i, where `factor` is that of the rate before it. */
static double
factor_at(const struct schedule *schedule, size_t i, double t, double factor)
{
    const struct lambda *self = schedule->self;
    bool single = self->lr_lambda.single;

    if (i > 0 && (single || i % schedule->lanes != 0))
        return factor;
    return expression_value(self->programs[single ? 0 : i / schedule->lanes],
                            &t, schedule->state);
}

static void
lambda_set(const struct schedule *schedule, long t, struct rate *rates)
{
    double factor = 0;

    for (size_t i = 0; i < schedule->count; i++) {
        factor = factor_at(schedule, i, (double)t, factor);
        rates[i].lr = schedule->base[i] * factor;
    }
}

static void
multiplicative_advance(struct schedule *schedule, long t, struct rate *rates)
{
    double factor = 0;

    if (t == 0 && !schedule->later)
        return;
    for (size_t i = 0; i < schedule->count; i++) {
        factor = factor_at(schedule, i, (double)t, factor);
        rates[i].lr *= factor;
    }
}

const struct schedule_kind schedule_lambda = {
    .kind = {.name = "lambda",
             .summary = "the base rate times a formula in t",
             .formula = "lr(t) = base * lr_lambda(t)",
             .symbol = "torch.optim.lr_scheduler.LambdaLR",
             .example = "lambda('0.95^t')",
             .size = sizeof(struct lambda),
             PARAMETERS(LAMBDA_ROWS(
                 "a formula in t, such as \"0.95^t\": what the base rate is "
                 "multiplied by")),
             .check = lambda_check},
    .set = lambda_set,
    .memory = lambda_memory,
};

const struct schedule_kind schedule_multiplicative = {
    .kind = {.name = "multiplicative",
             .summary = "the rate of the row before times a formula in t",
             .formula = "lr(0) = base\n"
                        "lr(t) = lr(t-1) * lr_lambda(t)\n"
                        "as a later part of a sequence lr(0) is the present\n"
                        "rate * lr_lambda(0) (PyTorch 2.13)",
             .symbol = "torch.optim.lr_scheduler.MultiplicativeLR",
             .example = "multiplicative('0.95')",
             .size = sizeof(struct lambda),
             PARAMETERS(LAMBDA_ROWS(
                 "a formula in t, such as \"0.95\": what the rate of the row "
                 "before is multiplied by")),
             .check = lambda_check},
    .continues = true,
    .construct = schedule_keep_base,
    .advance = multiplicative_advance,
    .memory = lambda_memory,
};
