/* noam.c -- the Transformer's rate: up along a line, down along a root.
 *
 * It replaces the optimizer's rate.  Step 0 counts as step 1. */
#include <math.h>

#include "schedule/schedule.h"

struct noam {
    long d_model, warmup_steps;
    double factor;
};

static const struct parameter parameters[] = {
    INTEGER(struct noam, d_model, NULL, "[1,inf)", "the width of the model"),
    STEPS(struct noam, warmup_steps, "4000", "[1,inf)",
          "the step with the highest rate"),
    REAL(struct noam, factor, "1", "(-inf,inf)",
         "what all rates are multiplied by"),
    END_OF_TABLE,
};

/* Vaswani et al., Attention is all you need (2017), equation 3. */
static double
noam_rate(const struct schedule *schedule, long t)
{
    const struct noam *self = schedule->self;
    double step = t > 0 ? (double)t : 1, rise = (double)self->warmup_steps;

    return self->factor * (1 / sqrt((double)self->d_model) *
                           fmin(1 / sqrt(step), step / (rise * sqrt(rise))));
}

const struct schedule_kind schedule_noam = {
    .kind = {.name = "noam",
             .aliases = "NoamLR",
             .summary = "up along a line, then one over the root of the step",
             .formula = "lr(t) = factor * d_model^-0.5 * min(t^-0.5, t * "
                        "warmup_steps^-1.5)\n"
                        "lr(0) = lr(1)",
             .source = "Vaswani et al. (2017); The annotated transformer",
             .example = "noam(d_model=512)",
             TABLE_OF(struct noam, parameters)},
    .rate = noam_rate,
    .rise = "warmup_steps",
};
