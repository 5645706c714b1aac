/* reduce_on_plateau.c -- optax's transformation of updates, as a factor on the
 * base rate.
 *
 * In optax the update that a value comes with is reduced already; here, as by
 * all plateaus, it is the next row. */
#include <math.h>

#include "schedule/schedule.h"

struct reduction {
    double factor;
    long patience;
    double rtol, atol;
    long cooldown, accumulation_size;
    double min_scale;
};

/* What a lane has heard. */
struct heard {
    double best, mean, scale;
    long count, bad, cooldown;
};

static const struct parameter parameters[] = {
    REAL(struct reduction, factor, "0.1", "(0,1)",
         "what the rate is multiplied by"),
    STEPS(struct reduction, patience, "10", "[0,inf)",
          "the bad report in a row that reduces; 0: each good one does"),
    REAL(struct reduction, rtol, "0.0001", "[0,1]",
         "how much better than the best a good report must be, as a share"),
    REAL(struct reduction, atol, "0", "[0,inf)", "and as a difference"),
    STEPS(struct reduction, cooldown, "0", "[0,inf)",
          "reports after a reduction that do not count as bad"),
    INTEGER(struct reduction, accumulation_size, "1", "[1,inf)",
            "values whose mean is a report"),
    REAL(struct reduction, min_scale, "0", "(-inf,inf)",
         "the lowest share of the base rate"),
    END_OF_TABLE,
};

static bool
reduction_check(const struct node *node, struct error *error)
{
    const struct reduction *self = node->self;

    return self->rtol > 0 || self->atol > 0 ||
           error_at(error, node_place(node, "rtol"),
                    "must be above 0, or atol must");
}

/* Whether the report is better than the best. */
static bool
report(const struct reduction *self, struct heard *heard)
{
    bool better = heard->mean < (1 - self->rtol) * heard->best - self->atol;
    bool reduces;

    if (better)
        heard->best = heard->mean;
    heard->bad = better ? 0 : heard->bad + 1;
    heard->count = 0;
    heard->mean = 0;
    if (heard->cooldown > 0) {
        heard->bad = 0;
        heard->cooldown--;
        return better;
    }
    reduces = heard->bad == self->patience;
    if (reduces) {
        heard->scale *= self->factor;
        heard->bad = 0;
    }
    heard->cooldown = reduces ? self->cooldown : 0;
    heard->scale = fmax(heard->scale, self->min_scale);
    return better;
}

static void
reduction_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct reduction *self = schedule->self;
    struct heard *heard = schedule->state;
    double before = heard->scale;

    (void)t;
    for (size_t l = 0; l < schedule->lanes; l++) {
        double count = (double)heard[l].count++;

        heard[l].mean = (count * heard[l].mean + metric[l]) / (count + 1);
        if (heard[l].count == self->accumulation_size &&
            report(self, &heard[l]) && l == 0)
            schedule->decision->better = 1;
    }
    schedule->decision->bad_count = (double)heard->bad;
    schedule->decision->cooldown = (double)heard->cooldown;
    schedule->decision->reduced = heard->scale < before;
}

static void
reduction_advance(struct schedule *schedule, long t, struct rate *rates)
{
    struct heard *heard = schedule->state;

    for (size_t l = 0; t == 0 && l < schedule->lanes; l++)
        heard[l] = (struct heard){.best = INFINITY, .scale = 1};
    if (t == 0)
        *schedule->decision = (struct plateau_decision){0};
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = schedule->base[i] * heard[i % schedule->lanes].scale;
}

const struct schedule_kind schedule_optax_reduce_on_plateau = {
    .kind = {.name = "optax.reduce_on_plateau",
             .aliases = "",
             .summary = "the rate times factor on the bad report number "
                        "patience, one before PyTorch's",
             .formula = "lr = base * scale\n"
                        "scale = max(scale * factor, min_scale)  on the bad "
                        "report number patience",
             .symbol = "optax.contrib.reduce_on_plateau",
             .example = "optax.reduce_on_plateau(factor=0.5, patience=5)",
             TABLE_OF(struct reduction, parameters),
             .check = reduction_check},
    .state_size = sizeof(struct heard),
    .advance = reduction_advance,
    .observe = reduction_observe,
};
