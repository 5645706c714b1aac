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
    STEPS(struct policy, burn_in, "0", "[0,inf)", "batches of the rise"),      \
        REAL(struct policy, power, "4", "[0,inf)",                             \
             "of the share of the rise that is done" meaning)
#define GAMMA_ROW(meaning)                                                     \
    REAL(struct policy, gamma, "1", "(-inf,inf)", meaning)
#define STEP_ROW(range, meaning) STEPS(struct policy, step, "1", range, meaning)

/* The share of the base rate in batch b of the burn-in, and 1 after it. */
static double
burn_in(const struct policy *self, long b)
{
    return b < self->burn_in
               ? pow((double)b / (double)self->burn_in, self->power)
               : 1;
}

static double
constant_share(const struct schedule *schedule, long t)
{
    return burn_in(schedule->self, t + 1);
}

static double
step_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    long b = t + 1;

    return b < self->burn_in ? burn_in(self, b)
                             : pow(self->scale, (double)(b / self->step));
}

static double
steps_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    double factor = 1;
    long b = t + 1;

    if (b < self->burn_in)
        return burn_in(self, b);
    for (size_t i = 0; i < self->steps.count && self->steps.values[i] <= b; i++)
        factor *= self->scales.values[i];
    return factor;
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

static double
exp_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    long b = t + 1;

    return b < self->burn_in ? burn_in(self, b) : pow(self->gamma, (double)b);
}

/* Before the middle darknet's unsigned difference wraps around. */
static double
sigmoid_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    long b = t + 1;
    uint64_t difference = (uint64_t)b - (uint64_t)self->step;

    return b < self->burn_in ? burn_in(self, b)
                             : 1 / (1 + exp(self->gamma * (double)difference));
}

/* darknet stops at max_batches; the rate stays where it is. */
static double
poly_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    double all = fmax(1, (double)self->max_batches);
    long b = t + 1;

    return b < self->burn_in ? burn_in(self, b)
                             : pow(1 - fmin((double)b, all) / all, self->power);
}

static double
random_share(const struct schedule *schedule, long t)
{
    const struct policy *self = schedule->self;
    const struct stream_key key = {.seed = schedule->run->seed,
                                   .step = (uint64_t)t};
    long b = t + 1;

    return b < self->burn_in ? burn_in(self, b)
                             : pow(random_uniform(&key, 0), self->power);
}

#define POLICY_KIND                                                            \
    .source = "darknet's get_current_rate(), in double precision",             \
    .size = sizeof(struct policy)
#define BURN_IN "lr(t) = base * (b / burn_in)^power   for b = t + 1 < burn_in\n"

const struct schedule_kind schedule_darknet_constant = {
    .kind = {.name = "darknet.constant",
             .summary = "a burn-in, then the base rate",
             .formula = BURN_IN "lr(t) = base",
             POLICY_KIND,
             .example = "darknet.constant(burn_in=1000)",
             PARAMETERS(BURN_IN_ROWS(""))},
    .share = constant_share,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_step = {
    .kind = {.name = "darknet.step",
             .summary = "a burn-in, then times scale every `step` batches, "
                        "counted from 1",
             .formula = BURN_IN "lr(t) = base * scale^floor(b / step)",
             POLICY_KIND,
             .example = "darknet.step(step=1000, scale=0.1)",
             PARAMETERS(
                 BURN_IN_ROWS(""),
                 STEP_ROW("[1,inf)", "batches from one fall to the next"),
                 REAL(struct policy, scale, "1", "(-inf,inf)",
                      "what the rate is multiplied by"))},
    .share = step_share,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_steps = {
    .kind = {.name = "darknet.steps",
             .summary = "a burn-in, then times a scale at each of some "
                        "batches, counted from 1",
             .formula =
                 BURN_IN "lr(t) = base * the scales whose steps are at most b",
             POLICY_KIND,
             .example = "darknet.steps(burn_in=1000, steps=[400000, 450000], "
                        "scales=[0.1, 0.1])",
             PARAMETERS(
                 BURN_IN_ROWS(""),
                 STEPS_LIST(struct policy, steps, NULL, "(-inf,inf)",
                            "the batches from which on it is scaled, rising"),
                 REALS(struct policy, scales, NULL, "(-inf,inf)",
                       "what the rate is multiplied by at each")),
             .check = steps_check},
    .share = steps_share,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_exp = {
    .kind = {.name = "darknet.exp",
             .summary = "a burn-in, then times gamma with each batch, counted "
                        "from 1",
             .formula = BURN_IN "lr(t) = base * gamma^b",
             POLICY_KIND,
             .example = "darknet.exp(gamma=0.999)",
             PARAMETERS(
                 BURN_IN_ROWS(""),
                 GAMMA_ROW("what the rate is multiplied by with each batch"))},
    .share = exp_share,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_poly = {
    .kind = {.name = "darknet.poly",
             .summary = "a burn-in, then down to 0 along a power of what is "
                        "left",
             .formula = BURN_IN "lr(t) = base * (1 - b / max_batches)^power",
             POLICY_KIND,
             .example = "darknet.poly(burn_in=100, max_batches=1000)",
             PARAMETERS(BURN_IN_ROWS(", and of what is left of all batches"),
                        TOTAL(struct policy, max_batches, NULL,
                              "[1,inf) or null", "batches in all"))},
    .share = poly_share,
    .ends = "max_batches",
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_random = {
    .kind = {.name = "darknet.random",
             .summary = "a burn-in, then the base rate times a power of a "
                        "random number",
             .formula = BURN_IN
             "lr(t) = base * U^power   with U uniform from 0 to 1, by the seed",
             POLICY_KIND,
             .example = "darknet.random(power=2)",
             PARAMETERS(BURN_IN_ROWS(", and of the random number"))},
    .share = random_share,
    .rise = "burn_in",
};

const struct schedule_kind schedule_darknet_sigmoid = {
    .kind = {.name = "darknet.sigmoid",
             .summary = "a burn-in, then a sigmoid whose first half is wrong, "
                        "as darknet's is",
             .formula = BURN_IN "lr(t) = base / (1 + exp(gamma * (b - step)))\n"
                                "        where b - step below 0 is 2^64 more",
             POLICY_KIND,
             .example = "darknet.sigmoid(gamma=0.01, step=500)",
             PARAMETERS(BURN_IN_ROWS(""), GAMMA_ROW("how steep it is"),
                        STEP_ROW("(-inf,inf)", "the batch of the middle"))},
    .share = sigmoid_share,
    .rise = "burn_in",
};
