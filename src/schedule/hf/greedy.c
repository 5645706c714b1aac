/* greedy.c -- GreedyLR: the rate goes up while a metric improves, and down
 * when it stops.
 *
 * When all groups have been asked below their least rate reset_start times,
 * everything begins anew. */
#include <math.h>

#include "schedule/plateau.h"

struct greedy {
    int mode;
    double factor;
    long patience;
    double threshold;
    int threshold_mode;
    long cooldown, warmup;
    struct reals min_lr, max_lr;
    double eps;
    bool smooth;
    long window_size, reset_start;
    struct plateau plateau; /* the same, to compare by */
};

/* What a lane has heard; the last values are behind it. */
struct greedy_state {
    double best, sum;
    long bad, good, cooldown, warmup, left;
    long heard;    /* values since the beginning */
    int direction; /* of the advance that is under way: up, down or 0 */
    double window[];
};

static const struct parameter parameters[] = {
    CHOICE(struct greedy, mode, "\"min\"", "min|max",
           "which way the metric improves"),
    REAL(struct greedy, factor, "0.95", "(0,1)",
         "what the rate is multiplied by, or divided by"),
    STEPS(struct greedy, patience, "10", "[0,inf)",
          "good or bad reports in a row that change nothing"),
    REAL(struct greedy, threshold, "1e-6", "(-inf,inf)",
         "how much better than the best a good report must be"),
    CHOICE(struct greedy, threshold_mode, "\"abs\"", "rel|abs",
           "whether threshold is a share of the best or a difference"),
    STEPS(struct greedy, cooldown, "0", "[0,inf)",
          "reports after a reduction that do not count"),
    STEPS(struct greedy, warmup, "0", "[0,inf)",
          "reports after a rise that do not count"),
    EACH(struct greedy, min_lr, "0.001", "(-inf,inf)", "the lowest rate"),
    EACH(struct greedy, max_lr, "1", "(-inf,inf)", "the highest rate"),
    REAL(struct greedy, eps, "1e-8", "(-inf,inf)",
         "a change by no more than this is left out"),
    BOOLEAN(struct greedy, smooth, "false",
            "use the mean of the last window_size values"),
    INTEGER(struct greedy, window_size, "50", "[1,1048576]",
            "how many values that is"),
    INTEGER(struct greedy, reset_start, "500", "(-inf,inf)",
            "reductions at the lowest rate until all begins anew"),
    END_OF_TABLE,
};

static bool
greedy_check(const struct node *node, struct error *error)
{
    struct greedy *self = node->self;

    (void)error;
    self->plateau = (struct plateau){.mode = self->mode,
                                     .threshold = self->threshold,
                                     .threshold_mode = self->threshold_mode};
    return true;
}

static size_t
greedy_memory(const void *data)
{
    const struct greedy *self = data;
    size_t values = self->smooth ? (size_t)self->window_size : 0;

    return sizeof(struct greedy_state) + values * sizeof(double);
}

static struct greedy_state *
state_of(const struct schedule *schedule, size_t lane)
{
    return (void *)((char *)schedule->state +
                    lane * greedy_memory(schedule->self));
}

static void
begin(const struct greedy *self, struct greedy_state *state)
{
    state->best = plateau_worst(&self->plateau);
    state->bad = state->good = state->cooldown = state->warmup = 0;
    state->left = self->reset_start;
    state->heard = state->direction = 0;
    state->sum = 0;
}

/* The mean of the last values, in the order of transformers' additions. */
static double
smoothed(const struct greedy *self, struct greedy_state *state, double metric)
{
    long size = self->window_size, place = state->heard % size;
    double oldest = state->window[place];

    state->window[place] = metric;
    state->sum += metric;
    if (++state->heard > size)
        state->sum -= oldest;
    return state->sum / (double)(state->heard < size ? state->heard : size);
}

/* Whether the report is better than the best. */
static bool
greedy_receive(const struct greedy *self, struct greedy_state *state,
               double metric)
{
    bool better = plateau_better(&self->plateau, metric, state->best);

    if (state->cooldown > 0 || state->warmup > 0) {
        state->cooldown > 0 ? state->cooldown-- : state->warmup--;
        state->bad = state->good = 0;
        return false;
    }
    if (better)
        state->best = metric;
    state->good = better ? state->good + 1 : 0;
    state->bad = better ? 0 : state->bad + 1;
    if (state->good > self->patience) {
        state->direction = 1;
        state->warmup = self->warmup;
        state->good = 0;
    } else if (state->bad > self->patience) {
        state->direction = -1;
        state->cooldown = self->cooldown;
        state->bad = 0;
    }
    return better;
}

static void
greedy_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct greedy *self = schedule->self;
    const struct greedy_state *first = state_of(schedule, 0);

    (void)t;
    for (size_t l = 0; l < schedule->lanes; l++) {
        struct greedy_state *state = state_of(schedule, l);
        double heard =
            self->smooth ? smoothed(self, state, metric[l]) : metric[l];

        if (greedy_receive(self, state, heard) && l == 0)
            schedule->decision->better = 1;
    }
    schedule->decision->bad_count = (double)first->bad;
    schedule->decision->cooldown = (double)first->cooldown;
}

/* One group up or down; whether it is at its lowest rate then. */
static bool
move(const struct schedule *schedule, size_t i, int direction,
     struct rate *rate)
{
    const struct greedy *self = schedule->self;
    double least = rate_each(schedule, &self->min_lr, i);
    double most = rate_each(schedule, &self->max_lr, i);
    double up = rate->lr / self->factor, down = rate->lr * self->factor;

    /* Python's min() and max(): the first of two equals. */
    up = most < up ? most : up;
    down = least > down ? least : down;
    if (direction > 0 && up - rate->lr > self->eps)
        rate->lr = up;
    if (direction < 0 && rate->lr - down > self->eps) {
        rate->lr = down;
        if (i % schedule->lanes == 0)
            schedule->decision->reduced = 1;
    }
    return rate->lr <= least;
}

static void
greedy_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct greedy *self = schedule->self;

    if (t == 0)
        *schedule->decision = (struct plateau_decision){0};
    for (size_t l = 0; l < schedule->lanes; l++) {
        struct greedy_state *state = state_of(schedule, l);
        bool lowest = state->direction < 0;

        if (t == 0)
            begin(self, state);
        for (size_t i = l; state->direction != 0 && i < schedule->count;
             i += schedule->lanes)
            lowest = move(schedule, i, state->direction, &rates[i]) && lowest;
        if (state->direction > 0)
            state->left = self->reset_start;
        state->direction = 0;
        if (!lowest || --state->left > 0 || t == 0)
            continue;
        begin(self, state);
        state->cooldown = self->cooldown;
        for (size_t i = l; i < schedule->count; i += schedule->lanes)
            rates[i].lr = schedule->base[i];
    }
}

const struct schedule_kind schedule_hf_greedy = {
    .kind = {.name = "hf.greedy",
             .aliases = "GreedyLR get_greedy_schedule",
             .summary = "the rate over factor while a metric improves, times "
                        "factor when it stops",
             .formula = "lr = min(lr / factor, max_lr)  after more than "
                        "patience good reports\n"
                        "lr = max(lr * factor, min_lr)  after more than "
                        "patience bad ones",
             .symbol = "transformers.optimization.GreedyLR",
             .example = "hf.greedy(factor=0.9, patience=5)",
             TABLE_OF(struct greedy, parameters),
             .check = greedy_check},
    .memory = greedy_memory,
    .advance = greedy_advance,
    .observe = greedy_observe,
};
