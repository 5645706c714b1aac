/* plateau.c -- ESPnet's rise by updates and plateau by epochs. */
#include "schedule/plateau.h"

struct rising_plateau {
    struct plateau rules; /* the first, as PLATEAU_ROWS need it */
    double warmup_steps;
};

static void
rising_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct rising_plateau *self = schedule->self;

    if (t % schedule->run->steps_per_epoch == 0)
        plateau_hear(schedule, &self->rules, metric);
}

/* The rise sets the rate, whatever a plateau has made of it. */
static void
rising_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct rising_plateau *self = schedule->self;

    if (t == 0)
        plateau_start(schedule, &self->rules);
    for (size_t i = 0;
         t > 0 && (double)t <= self->warmup_steps && i < schedule->count; i++)
        rates[i].lr = schedule->base[i] * (1 / self->warmup_steps) * (double)t;
    plateau_advance(schedule, &self->rules, rates);
}

const struct schedule_kind schedule_espnet_WarmupReduceLROnPlateau = {
    .kind = {.name = "espnet.WarmupReduceLROnPlateau",
             .aliases = "",
             .summary = "a line up after an update at the base rate, then "
                        "times factor when a metric of the epochs stops "
                        "improving",
             .formula =
                 "lr(t) = base * t / W   for t <= W = warmup_steps; "
                 "lr(0) = base\n"
                 "lr = max(lr * factor, min_lr)  after more than patience bad "
                 "reports,\n        one in steps_per_epoch rows",
             .source =
                 "ESPnet's espnet2/schedulers/warmup_reducelronplateau.py",
             .example = "espnet.WarmupReduceLROnPlateau(warmup_steps=100, "
                        "patience=3)",
             .size = sizeof(struct rising_plateau),
             PARAMETERS(STEPS_REAL(struct rising_plateau, warmup_steps, "25000",
                                   "(0,inf)", "steps of the rise"),
                        PLATEAU_ROWS)},
    .state_size = sizeof(struct plateau_state),
    .advance = rising_advance,
    .observe = rising_observe,
};
