/* types.c -- llm.c's schedulers, whose rise counts from 1.
 *
 * Past the end, where llm.c stops, the last rate is held. */
#include <math.h>

#include "schedule/schedule.h"

struct type {
    long warmup_iterations, train_num_batches;
    double final_learning_rate_frac;
};

static const struct parameter constant_parameters[] = {END_OF_TABLE};

static const struct parameter parameters[] = {
    INTEGER(struct type, warmup_iterations, "0", "[0,inf)",
            "steps of the rise"),
    INTEGER(struct type, train_num_batches, "null", "[1,inf) or null",
            "steps in all; null is those of the run"),
    REAL(struct type, final_learning_rate_frac, "1", "[0,inf)",
         "the share of the base rate at the end"),
    END_OF_TABLE,
};

/* Where row t lies in the fall from row `start` on; 1 at the end. */
static double
share(double t, double start, double all)
{
    return t < all ? (t - start) / (all - start) : 1;
}

static bool
rise(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct type *self = schedule->self;

    if (t >= self->warmup_iterations)
        return false;
    rates_share(schedule, rates,
                ((double)t + 1) / (double)self->warmup_iterations);
    return true;
}

/* The end plus a share of what lies above it. */
static void
set_above(const struct schedule *schedule, double left, struct rate *rates)
{
    const struct type *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i];
        double least = base * self->final_learning_rate_frac;

        rates[i].lr = least + left * (base - least);
    }
}

static double
progress(const struct schedule *schedule, long t)
{
    const struct type *self = schedule->self;

    return share((double)t, (double)self->warmup_iterations,
                 (double)steps_of(schedule->run, self->train_num_batches));
}

static void
constant_set(const struct schedule *schedule, long t, struct rate *rates)
{
    (void)t;
    rates_share(schedule, rates, 1);
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    if (!rise(schedule, t, rates))
        set_above(schedule, 0.5 * (1 + cos(M_PI * progress(schedule, t))),
                  rates);
}

static void
linear_set(const struct schedule *schedule, long t, struct rate *rates)
{
    if (!rise(schedule, t, rates))
        set_above(schedule, 1 - progress(schedule, t), rates);
}

/* The row of the fall is found in single precision, as in llm.c. */
static void
wsd_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct type *self = schedule->self;
    double all = (double)steps_of(schedule->run, self->train_num_batches);
    double fall = trunc((double)(0.8f * (float)all));

    if (rise(schedule, t, rates))
        return;
    if ((double)t < fall)
        rates_share(schedule, rates, 1);
    else
        set_above(schedule, 1 - sqrt(share((double)t, fall, all)), rates);
}

static long
type_end(const void *self)
{
    return ((const struct type *)self)->train_num_batches;
}

#define SOURCE "llm.c's llmc/schedulers.h, in double precision"
#define RISE                                                                   \
    "lr(t) = base * (t + 1) / W   for t < W = warmup_iterations\n"             \
    "lr(t) = m + (base - m) * f   with m = base * "                            \
    "final_learning_rate_frac\n"
#define SHARE "        p = (t - W) / (train_num_batches - W)"

const struct schedule_kind schedule_llmc_constant = {
    .kind = {.name = "llmc.constant",
             .summary = "the base rate",
             .formula = "lr(t) = base",
             .system = SYSTEM_llmc,
             .source = SOURCE,
             .example = "llmc.constant",
             .size = sizeof(struct type),
             .parameters = constant_parameters},
    .set = constant_set,
};

const struct schedule_kind schedule_llmc_cosine = {
    .kind = {.name = "llmc.cosine",
             .summary = "a line up counted from 1, then half a cosine down to "
                        "a share of the base rate",
             .formula = RISE "        f = (1 + cos(pi p)) / 2\n" SHARE,
             .system = SYSTEM_llmc,
             .source = SOURCE,
             .example = "llmc.cosine(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .size = sizeof(struct type),
             .parameters = parameters},
    .set = cosine_set,
    .end = type_end,
    .rise = "warmup_iterations",
};

const struct schedule_kind schedule_llmc_linear = {
    .kind = {.name = "llmc.linear",
             .summary = "a line up counted from 1, then a line down to a share "
                        "of the base rate",
             .formula = RISE "        f = 1 - p\n" SHARE,
             .system = SYSTEM_llmc,
             .source = SOURCE,
             .example = "llmc.linear(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .size = sizeof(struct type),
             .parameters = parameters},
    .set = linear_set,
    .end = type_end,
    .rise = "warmup_iterations",
};

const struct schedule_kind schedule_llmc_wsd = {
    .kind = {.name = "llmc.wsd",
             .summary = "a line up counted from 1, level, and down as 1 less a "
                        "root in the last fifth",
             .formula = RISE "        f = 1 - sqrt(p)\n"
                             "        p = (t - D) / (train_num_batches - D)   "
                             "from D on, base before\n"
                             "        D = floor(0.8 * train_num_batches)",
             .system = SYSTEM_llmc,
             .source = SOURCE,
             .example = "llmc.wsd(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .size = sizeof(struct type),
             .parameters = parameters},
    .set = wsd_set,
    .end = type_end,
    .rise = "warmup_iterations",
};
