/* plateau.c -- mmengine's plateau, which acts in a window of epochs. */
#include "schedule/plateau.h"

struct window_plateau {
    struct plateau rules; /* the first, as the rows below have its fields */
    const char *monitor;
    long begin, end;
    bool by_epoch;
};

/* mmengine's INF: no better than this is ever bad. */
static const double infinity = 1e9;

static bool
window_check(const struct node *node, struct error *error)
{
    const struct window_plateau *self = node->self;

    if (!self->by_epoch)
        return error_at(error, node_place(node, "by_epoch"), "must be true");
    return self->end > self->begin ||
           error_at(error, node_place(node, "end"),
                    "must be above begin, %ld, not %ld", self->begin,
                    self->end);
}

static void
window_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct window_plateau *self = schedule->self;
    long epoch = t / schedule->run->steps_per_epoch;

    if (t % schedule->run->steps_per_epoch == 0 && epoch >= self->begin &&
        epoch < self->end)
        plateau_hear(schedule, &self->rules, metric);
}

static void
window_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct window_plateau *self = schedule->self;
    struct plateau_state *state = schedule->state;

    if (t == 0) {
        plateau_start(schedule, &self->rules);
        for (size_t l = 0; l < schedule->lanes; l++)
            state[l].best =
                self->rules.mode == PLATEAU_MIN ? infinity : -infinity;
    }
    plateau_advance(schedule, &self->rules, rates);
}

const struct schedule_kind schedule_mmengine_ReduceOnPlateauLR = {
    .kind = {.name = "mmengine.ReduceOnPlateauLR",
             .aliases = "mmengine.ReduceOnPlateauMomentum "
                        "mmengine.ReduceOnPlateauParamScheduler",
             .summary = "times factor in a window of epochs when a metric "
                        "stops improving",
             .formula = "lr = max(lr * factor, min_value)  after more than "
                        "patience bad reports,\n"
                        "        one in steps_per_epoch rows, for epochs begin "
                        "<= e < end",
             .source = "mmengine.optim.ReduceOnPlateauParamScheduler",
             .example = "mmengine.ReduceOnPlateauLR(patience=3)",
             .size = sizeof(struct window_plateau),
             .epochs = "by_epoch",
             PARAMETERS(
                 TEXT(struct window_plateau, monitor, "\"loss\"", NULL,
                      "the metric's name, of no account: there is one"),
                 {"rule", PARAMETER_CHOICE, FIELD(struct plateau, mode, int),
                  "\"less\"", "less|greater", "which way the metric improves",
                  NULL, NULL, COUNT_NONE, NULL},
                 REAL(struct plateau, factor, "0.1", "(-inf,1)",
                      "what the rate is multiplied by"),
                 STEPS(struct plateau, patience, "10", "[0,inf)",
                       "bad reports in a row that change nothing"),
                 REAL(struct plateau, threshold, "0.0001", "[0,inf)",
                      "how much better than the best a good report must be"),
                 {"threshold_rule", PARAMETER_CHOICE,
                  FIELD(struct plateau, threshold_mode, int), "\"rel\"",
                  "rel|abs",
                  "whether threshold is a share of the best or a difference",
                  NULL, NULL, COUNT_NONE, NULL},
                 STEPS(struct plateau, cooldown, "0", "[0,inf)",
                       "reports after a reduction that do not count as bad"),
                 {"min_value", PARAMETER_EACH,
                  FIELD(struct plateau, min_lr, struct reals), "0",
                  "(-inf,inf)", "the lowest rate", NULL, NULL, COUNT_NONE,
                  NULL},
                 REAL(struct plateau, eps, "1e-8", "(-inf,inf)",
                      "a reduction by no more than this is left out"),
                 STEPS(struct window_plateau, begin, "0", "[0,inf)",
                       "the first epoch whose report counts"),
                 STEPS(struct window_plateau, end, "1000000000", "[1,inf)",
                       "the epoch from which on none does"),
                 BOOLEAN(struct window_plateau, by_epoch, "true",
                         "always true, as in mmengine")),
             .check = window_check},
    .state_size = sizeof(struct plateau_state),
    .advance = window_advance,
    .observe = window_observe,
};
