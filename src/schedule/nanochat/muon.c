/* muon.c -- what nanochat's training loop does to Muon beside the rate. */
#include <math.h>

#include "schedule/ramp.h"

#define MUON_TOTAL                                                             \
    RAMP_TOTAL("num_iterations", "[1,inf) or null", "steps in all")
#define MUON_KIND                                                              \
    .source = "nanochat's scripts/base_train.py", .size = sizeof(struct ramp)

static double
momentum_rate(const struct schedule *schedule, long t)
{
    const struct ramp *self = schedule->self;
    double now = (double)t, all = (double)self->all;
    double fall = rint(self->fall_part * all), done = now / 400;

    if (now < 400)
        return (1 - done) * 0.85 + done * 0.97;
    if (now < all - fall || fall == 0)
        return 0.97;
    done = (now - (all - fall)) / fall;
    return 0.97 * (1 - done) + 0.90 * done;
}

static double
decay_share(const struct schedule *schedule, long t)
{
    const struct ramp *self = schedule->self;

    return 0.5 * (1 + cos(M_PI * (double)t / (double)self->all));
}

const struct schedule_kind schedule_nanochat_muon_momentum = {
    .kind = {.name = "nanochat.muon_momentum",
             .summary = "Muon's momentum: up from 0.85 to 0.97, and down to "
                        "0.9 over a share of all",
             .formula =
                 "m(t) = 0.85 + 0.12 * t / 400   for t < 400\n"
                 "m(t) = 0.97 - 0.07 * (t - N + D) / D   for t >= N - D\n"
                 "        D = round(warmdown_ratio * N)",
             MUON_KIND,
             .example = "nanochat.muon_momentum(num_iterations=1000)",
             PARAMETERS(MUON_TOTAL,
                        RAMP_REAL("warmdown_ratio", fall_part, "0.65", "[0,1]",
                                  "the share that falls"))},
    .rate = momentum_rate,
};

const struct schedule_kind schedule_nanochat_weight_decay = {
    .kind = {.name = "nanochat.weight_decay",
             .summary = "Muon's weight decay: half a cosine down to 0",
             .formula = "lr(t) = base * (1 + cos(pi t / N)) / 2   with N = "
                        "num_iterations",
             MUON_KIND,
             .example = "nanochat.weight_decay(num_iterations=1000)",
             PARAMETERS(MUON_TOTAL)},
    .share = decay_share,
    .ends = "num_iterations",
};
