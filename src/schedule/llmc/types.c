/* types.c -- llm.c's schedulers, whose rise counts from 1.
 *
 * Past the end, where llm.c stops, the last rate is held. */
#include <math.h>

#include "schedule/ramp.h"

static const struct parameter constant_parameters[] = {END_OF_TABLE};

static const struct parameter parameters[] = {
    RAMP_STEPS("warmup_iterations", rise, "0", "[0,inf)", "steps of the rise"),
    RAMP_TOTAL("train_num_batches", "[1,inf) or null", "steps in all"),
    RAMP_REAL("final_learning_rate_frac", end, "1", "[0,inf)",
              "the share of the base rate at the end"),
    END_OF_TABLE,
};

/* The row of the fall is found in single precision, as in llm.c. */
static void
wsd_phases(const struct ramp *self, struct ramp_phases *phases)
{
    (void)self;
    phases->level = trunc((double)(0.8f * (float)phases->all));
    phases->fall = phases->all - phases->level;
}

#define TYPE(phases_function, curve_function)                                  \
    .ramp = &(const struct ramp_shape){.phases = phases_function,              \
                                       .curve = curve_function,                \
                                       .i = 1,                                 \
                                       .fall = FALL_PART,                      \
                                       .end = END_FROM},                       \
    .ends = "train_num_batches", .rise = "warmup_iterations"
#define TYPE_KIND                                                              \
    .source = "llm.c's llmc/schedulers.h, in double precision",                \
    .size = sizeof(struct ramp)
#define RISE                                                                   \
    "lr(t) = base * (t + 1) / W   for t < W = warmup_iterations\n"             \
    "lr(t) = m + (base - m) * f   with m = base * "                            \
    "final_learning_rate_frac\n"
#define SHARE "        p = (t - W) / (train_num_batches - W)"

const struct schedule_kind schedule_llmc_constant = {
    .kind = {.name = "llmc.constant",
             .summary = "the base rate",
             .formula = "lr(t) = base",
             TYPE_KIND,
             .example = "llmc.constant",
             .parameters = constant_parameters},
    .ramp = &(const struct ramp_shape){0},
};

const struct schedule_kind schedule_llmc_cosine = {
    .kind = {.name = "llmc.cosine",
             .summary = "a line up counted from 1, then half a cosine down to "
                        "a share of the base rate",
             .formula = RISE "        f = (1 + cos(pi p)) / 2\n" SHARE,
             TYPE_KIND,
             .example = "llmc.cosine(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .parameters = parameters},
    TYPE(NULL, ramp_cosine),
};

const struct schedule_kind schedule_llmc_linear = {
    .kind = {.name = "llmc.linear",
             .summary = "a line up counted from 1, then a line down to a share "
                        "of the base rate",
             .formula = RISE "        f = 1 - p\n" SHARE,
             TYPE_KIND,
             .example = "llmc.linear(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .parameters = parameters},
    TYPE(NULL, ramp_line),
};

const struct schedule_kind schedule_llmc_wsd = {
    .kind = {.name = "llmc.wsd",
             .summary = "a line up counted from 1, level, and down as 1 less a "
                        "root in the last fifth",
             .formula = RISE "        f = 1 - sqrt(p)\n"
                             "        p = (t - D) / (train_num_batches - D)   "
                             "from D on, base before\n"
                             "        D = floor(0.8 * train_num_batches)",
             TYPE_KIND,
             .example = "llmc.wsd(warmup_iterations=100, "
                        "train_num_batches=1000, "
                        "final_learning_rate_frac=0)",
             .parameters = parameters},
    TYPE(wsd_phases, ramp_root),
};
