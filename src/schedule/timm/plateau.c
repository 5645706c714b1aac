/* plateau.c -- PyTorch's plateau after a rise, by its rules and timm's
 * defaults: the metric is one that grows. */
#include "schedule/plateau.h"
#include "schedule/timm/timm.h"

struct timm_plateau {
    struct timm timm; /* the first, for what all share */
    long patience_t, cooldown_t;
    double threshold;
    int mode;
    struct plateau rules; /* PyTorch's words for these */
};

static const struct parameter parameters[] = {
    REAL(struct timm, decay_rate, "0.1", "(-inf,1)",
         "what the rate is multiplied by"),
    STEPS(struct timm_plateau, patience_t, "10", "[0,inf)",
          "bad reports in a row that change nothing; the next one reduces"),
    REAL(struct timm_plateau, threshold, "0.0001", "(-inf,inf)",
         "how much better than the best a good report must be, as a share of "
         "it"),
    STEPS(struct timm_plateau, cooldown_t, "0", "[0,inf)",
          "reports after a reduction that do not count as bad"),
    STEPS(struct timm, warmup_t, "0", "[0,inf)",
          "steps of the rise, in which nothing is heard"),
    REAL(struct timm, warmup_lr_init, "0", "(-inf,inf)",
         "the rate in row 0, where there is a rise"),
    REAL(struct timm, lr_min, "0", "(-inf,inf)", "the lowest rate"),
    CHOICE(struct timm_plateau, mode, "\"max\"", "min|max",
           "which way the metric improves"),
    TIMM_NOISE,
    END_OF_TABLE,
};

static bool
plateau_check(const struct node *node, struct error *error)
{
    struct timm_plateau *self = node->self;

    self->rules = (struct plateau){
        .mode = self->mode,
        .factor = self->timm.decay_rate,
        .patience = self->patience_t,
        .threshold = self->threshold,
        .threshold_mode = PLATEAU_REL,
        .cooldown = self->cooldown_t,
        .min_lr = {.count = 1, .values = &self->timm.lr_min, .single = true},
        .eps = 1e-8,
    };
    return timm_check(node, error);
}

static void
timm_plateau_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct timm_plateau *self = schedule->self;

    if (t > self->timm.warmup_t)
        plateau_hear(schedule, &self->rules, metric);
}

static void
timm_plateau_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct timm_plateau *self = schedule->self;
    double start = self->timm.warmup_lr_init;
    double steps = (double)self->timm.warmup_t;

    if (t == 0)
        plateau_start(schedule, &self->rules);
    if (t > self->timm.warmup_t || steps == 0) {
        plateau_advance(schedule, &self->rules, rates);
        return;
    }
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = start + (double)t * ((schedule->base[i] - start) / steps);
}

/* What comes of the noise is forgotten with the row. */
static double
timm_plateau_scale(const struct schedule *schedule, long t)
{
    const struct timm_plateau *self = schedule->self;

    return t > self->timm.warmup_t ? timm_noise(&self->timm, schedule->run, t)
                                   : 1;
}

const struct schedule_kind schedule_timm_plateau = {
    .kind = {.name = "timm.plateau",
             .summary = "a rise, then the rate times decay_rate when a metric "
                        "stops growing",
             .formula = "lr = max(lr * decay_rate, lr_min)  after more than "
                        "patience_t bad reports\n"
                        "        up to row warmup_t a line from warmup_lr_init "
                        "to the base",
             .symbol = "timm.scheduler.PlateauLRScheduler",
             .example = "timm.plateau(patience_t=5, warmup_t=3)",
             TABLE_OF(struct timm_plateau, parameters),
             .check = plateau_check},
    .state_size = sizeof(struct plateau_state),
    .advance = timm_plateau_advance,
    .scale = timm_plateau_scale,
    .observe = timm_plateau_observe,
    .rise = "warmup_t",
};
