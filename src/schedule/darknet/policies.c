/* policies.c -- darknet's policies, all after a burn-in.
 *
 * The first update has batch number 1, so that row t is that of batch t + 1.
 * burn_in, poly and random share `power`. */
#include <math.h>
#include <stdint.h>

#include "base/random.h"
#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct policy {
    long burn_in;
    double power;
    long step;
    double scale, gamma;
    struct integers steps;
    struct reals scales;
    long max_batches;
};

#define BURN_IN_ROWS(meaning)                                                  \
    INTEGER(struct policy, burn_in, "0", "[0,inf)", "batches of the rise"),    \
        REAL(struct policy, power, "4", "[0,inf)",                             \
             "of the share of the rise that is done" meaning)
#define GAMMA_ROW(meaning)                                                     \
    REAL(struct policy, gamma, "1", "(-inf,inf)", meaning)
#define STEP_ROW(range, meaning)                                               \
    INTEGER(struct policy, step, "1", range, meaning)

static const struct parameter constant_parameters[] = {
    BURN_IN_ROWS(""),
    END_OF_TABLE,
};

static const struct parameter step_parameters[] = {
    BURN_IN_ROWS(""),
    STEP_ROW("[1,inf)", "batches from one fall to the next"),
    REAL(struct policy, scale, "1", "(-inf,inf)",
         "what the rate is multiplied by"),
    END_OF_TABLE,
};

static const struct parameter steps_parameters[] = {
    BURN_IN_ROWS(""),
    INTEGERS(struct policy, steps, NULL, "(-inf,inf)",
             "the batches from which on it is scaled, rising"),
    REALS(struct policy, scales, NULL, "(-inf,inf)",
          "what the rate is multiplied by at each"),
    END_OF_TABLE,
};

static const struct parameter exp_parameters[] = {
    BURN_IN_ROWS(""),
    GAMMA_ROW("what the rate is multiplied by with each batch"),
    END_OF_TABLE,
};

static const struct parameter sigmoid_parameters[] = {
    BURN_IN_ROWS(""),
    GAMMA_ROW("how steep it is"),
    STEP_ROW("(-inf,inf)", "the batch of the middle"),
    END_OF_TABLE,
};

static const struct parameter poly_parameters[] = {
    BURN_IN_ROWS(", and of what is left of all batches"),
    INTEGER(struct policy, max_batches, "null", "[1,inf) or null",
            "batches in all; null is the run's steps"),
    END_OF_TABLE,
};

static const struct parameter random_parameters[] = {
    BURN_IN_ROWS(", and of the random number"),
    END_OF_TABLE,
};

/* Sets row t if it is one of the burn-in; else only says which batch. */
static bool
burn_in(const struct schedule *schedule, long t, double *batch,
        struct rate *rates)
{
    const struct policy *self = schedule->self;
    double steps = (double)self->burn_in;

    *batch = (double)t + 1;
    if (*batch >= steps)
        return false;
    rates_share(schedule, rates, pow(*batch / steps, self->power));
    return true;
}

static void
constant_set(const struct schedule *schedule, long t, struct rate *rates)
{
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates, 1);
}

static void
step_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates,
                    pow(self->scale, (double)((t + 1) / self->step)));
}

static void
steps_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    double batch, factor = 1;

    if (burn_in(schedule, t, &batch, rates))
        return;
    for (size_t i = 0;
         i < self->steps.count && (double)self->steps.values[i] <= batch; i++)
        factor *= self->scales.values[i];
    rates_share(schedule, rates, factor);
}

static bool
steps_check(const struct node *node, struct error *error)
{
    const struct policy *self = node->self;

    return self->steps.count == self->scales.count ||
           error_at(error, node_place(node, "scales"),
                    "must be %zu scales for %zu steps, not %zu",
                    self->steps.count, self->steps.count, self->scales.count);
}

static void
exp_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates, pow(self->gamma, batch));
}

/* Before the middle darknet's unsigned difference wraps around. */
static void
sigmoid_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    uint64_t difference = (uint64_t)(t + 1) - (uint64_t)self->step;
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates,
                    1 / (1 + exp(self->gamma * (double)difference)));
}

/* darknet stops at max_batches; the rate stays where it is. */
static void
poly_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    double all = fmax(1, (double)steps_of(schedule->run, self->max_batches));
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates,
                    pow(1 - fmin(batch, all) / all, self->power));
}

static void
random_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct policy *self = schedule->self;
    const struct stream_key key = {.seed = schedule->run->seed,
                                   .step = (uint64_t)t};
    double batch;

    if (!burn_in(schedule, t, &batch, rates))
        rates_share(schedule, rates, pow(random_uniform(&key, 0), self->power));
}

static long
poly_end(const void *self)
{
    return ((const struct policy *)self)->max_batches;
}

#define SOURCE "darknet's get_current_rate(), in double precision"
#define BURN_IN "lr(t) = base * (b / burn_in)^power   for b = t + 1 < burn_in\n"

const struct schedule_kind schedule_darknet_constant = {
    .kind = {.name = "darknet.constant",
             .summary = "a burn-in, then the base rate",
             .formula = BURN_IN "lr(t) = base",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.constant(burn_in=1000)",
             .size = sizeof(struct policy),
             .parameters = constant_parameters},
    .set = constant_set,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_step = {
    .kind = {.name = "darknet.step",
             .summary = "a burn-in, then times scale every `step` batches, "
                        "counted from 1",
             .formula = BURN_IN "lr(t) = base * scale^floor(b / step)",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.step(step=1000, scale=0.1)",
             .size = sizeof(struct policy),
             .parameters = step_parameters},
    .set = step_set,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_steps = {
    .kind = {.name = "darknet.steps",
             .summary = "a burn-in, then times a scale at each of some "
                        "batches, counted from 1",
             .formula =
                 BURN_IN "lr(t) = base * the scales whose steps are at most b",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.steps(burn_in=1000, steps=[400000, 450000], "
                        "scales=[0.1, 0.1])",
             .size = sizeof(struct policy),
             .parameters = steps_parameters,
             .check = steps_check},
    .set = steps_set,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_exp = {
    .kind = {.name = "darknet.exp",
             .summary = "a burn-in, then times gamma with each batch, counted "
                        "from 1",
             .formula = BURN_IN "lr(t) = base * gamma^b",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.exp(gamma=0.999)",
             .size = sizeof(struct policy),
             .parameters = exp_parameters},
    .set = exp_set,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_poly = {
    .kind = {.name = "darknet.poly",
             .summary = "a burn-in, then down to 0 along a power of what is "
                        "left",
             .formula = BURN_IN "lr(t) = base * (1 - b / max_batches)^power",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.poly(burn_in=100, max_batches=1000)",
             .size = sizeof(struct policy),
             .parameters = poly_parameters},
    .set = poly_set,
    .end = poly_end,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_random = {
    .kind = {.name = "darknet.random",
             .summary = "a burn-in, then the base rate times a power of a "
                        "random number",
             .formula = BURN_IN
             "lr(t) = base * U^power   with U uniform from 0 to 1, by the seed",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.random(power=2)",
             .size = sizeof(struct policy),
             .parameters = random_parameters},
    .set = random_set,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_sigmoid = {
    .kind = {.name = "darknet.sigmoid",
             .summary = "a burn-in, then a sigmoid whose first half is wrong, "
                        "as darknet's is",
             .formula = BURN_IN "lr(t) = base / (1 + exp(gamma * (b - step)))\n"
                                "        where b - step below 0 is 2^64 more",
             .system = SYSTEM_darknet,
             .source = SOURCE,
             .example = "darknet.sigmoid(gamma=0.01, step=500)",
             .size = sizeof(struct policy),
             .parameters = sigmoid_parameters},
    .set = sigmoid_set,
    .rise = "burn_in",
};
