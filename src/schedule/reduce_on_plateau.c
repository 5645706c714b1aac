/* reduce_on_plateau.c -- the rate times factor when a metric stops improving.
 *
 * It reduces on the report that makes the bad ones exceed patience. */
#include <math.h>

#include "schedule/schedule.h"

enum { MODE_MIN, MODE_MAX };
enum { THRESHOLD_REL, THRESHOLD_ABS };

struct reduce_on_plateau {
    int mode;
    double factor;
    long patience;
    double threshold;
    int threshold_mode;
    long cooldown;
    struct reals min_lr;
    double eps;
};

/* What a lane has heard. */
struct hearing {
    double best;
    long bad, cooldown;
    bool reduce; /* on the advance that is under way */
};

static const struct parameter parameters[] = {
    CHOICE(struct reduce_on_plateau, mode, "\"min\"", "min|max",
           "which way the metric improves"),
    REAL(struct reduce_on_plateau, factor, "0.1", "(-inf,1)",
         "what the rate is multiplied by"),
    INTEGER(struct reduce_on_plateau, patience, "10", "[0,inf)",
            "bad reports in a row that change nothing; the next one reduces"),
    REAL(struct reduce_on_plateau, threshold, "0.0001", "(-inf,inf)",
         "how much better than the best a good report must be"),
    CHOICE(struct reduce_on_plateau, threshold_mode, "\"rel\"", "rel|abs",
           "whether threshold is a share of the best or a difference"),
    INTEGER(struct reduce_on_plateau, cooldown, "0", "[0,inf)",
            "reports after a reduction that do not count as bad"),
    EACH(struct reduce_on_plateau, min_lr, "0", "(-inf,inf)",
         "the lowest rate"),
    REAL(struct reduce_on_plateau, eps, "1e-8", "(-inf,inf)",
         "a reduction by no more than this is left out"),
    END_OF_TABLE,
};

/* Strictly better; NaN never is. */
static bool
better(const struct reduce_on_plateau *self, double metric, double best)
{
    double margin = self->threshold;

    if (self->mode == MODE_MIN)
        return metric < (self->threshold_mode == THRESHOLD_REL
                             ? best * (1 - margin)
                             : best - margin);
    return metric > (self->threshold_mode == THRESHOLD_REL ? best * (margin + 1)
                                                           : best + margin);
}

static void
reduce_on_plateau_observe(struct schedule *schedule, long t,
                          const double *metric)
{
    const struct reduce_on_plateau *self = schedule->self;
    struct hearing *hearing = schedule->state;

    (void)t;
    for (size_t l = 0; l < schedule->lanes; l++, hearing++) {
        if (better(self, metric[l], hearing->best)) {
            hearing->best = metric[l];
            hearing->bad = 0;
            if (l == 0)
                schedule->decision->better = 1;
        } else {
            hearing->bad++;
        }
        if (hearing->cooldown > 0) {
            hearing->cooldown--;
            hearing->bad = 0;
        }
        hearing->reduce = hearing->bad > self->patience;
        if (hearing->reduce) {
            hearing->cooldown = self->cooldown;
            hearing->bad = 0;
        }
    }
    hearing = schedule->state;
    schedule->decision->bad_count = (double)hearing->bad;
    schedule->decision->cooldown = (double)hearing->cooldown;
}

static void
reduce_on_plateau_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct reduce_on_plateau *self = schedule->self;
    struct hearing *hearing = schedule->state;

    for (size_t l = 0; t == 0 && l < schedule->lanes; l++)
        hearing[l] = (struct hearing){
            .best = self->mode == MODE_MIN ? INFINITY : -INFINITY};
    if (t == 0)
        *schedule->decision = (struct decision){0};
    for (size_t i = 0; i < schedule->count; i++) {
        double least = rate_each(schedule, &self->min_lr, i);
        double lower = rates[i].lr * self->factor;

        /* Python's max(): the first of two equals, and of a NaN. */
        lower = least > lower ? least : lower;
        if (!hearing[i % schedule->lanes].reduce ||
            !(rates[i].lr - lower > self->eps))
            continue;
        rates[i].lr = lower;
        if (i % schedule->lanes == 0)
            schedule->decision->reduced = 1;
    }
    for (size_t l = 0; l < schedule->lanes; l++)
        hearing[l].reduce = false;
}

static void
reduce_on_plateau_warn(const struct node *node, long updates,
                       struct warnings *warnings)
{
    const struct reduce_on_plateau *self = node->self;

    if (warnings->running || updates == 0)
        return;
    /* The first report is good, and patience + 1 bad ones must follow. */
    if (updates - 3 < self->patience)
        error_at(warning_add(warnings), node_place(node, "patience"),
                 "never reduces: %ld updates use the schedule, and the first "
                 "reduction comes %ld advances after the start; must be at "
                 "most %ld",
                 updates, self->patience + 2, updates > 3 ? updates - 3 : 0);
    if (self->threshold_mode == THRESHOLD_REL && self->threshold > 0 &&
        warnings->lowest_metric < 0)
        error_at(warning_add(warnings), node_place(node, "threshold_mode"),
                 "a share of a negative metric (down to %g) asks for less than "
                 "nothing: worse counts as better; must be abs",
                 warnings->lowest_metric);
}

const struct schedule_kind schedule_reduce_on_plateau = {
    .kind = {.name = "reduce_on_plateau",
             .aliases = "ReduceLROnPlateau plateau",
             .summary = "the rate times factor when a metric stops improving",
             .formula = "lr = max(lr * factor, min_lr)  after more than "
                        "patience bad reports",
             .source = "torch.optim.lr_scheduler.ReduceLROnPlateau",
             .example = "reduce_on_plateau(factor=0.5, patience=5)",
             .size = sizeof(struct reduce_on_plateau),
             .parameters = parameters},
    .state_size = sizeof(struct hearing),
    .advance = reduce_on_plateau_advance,
    .observe = reduce_on_plateau_observe,
    .warn = reduce_on_plateau_warn,
};
