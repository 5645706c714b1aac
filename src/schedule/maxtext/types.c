/* types.c -- MaxText's schedules: pieces of optax that are one row short.
 *
 * A piece of L rows reaches its goal in its row L - 1; after all of them the
 * rate is 0. */
#include <math.h>

#include "schedule/ramp.h"

#define TOTAL_ROW                                                              \
    RAMP_TOTAL("learning_rate_schedule_steps", "[1,inf) or null",              \
               "steps until the rate is 0")
#define WARMUP_ROW                                                             \
    RAMP_REAL("warmup_steps_fraction", rise_part, "0.1", "[0,1]",              \
              "the share that rises")
#define FINAL_ROW                                                              \
    RAMP_REAL("learning_rate_final_fraction", end, "0.1", "[0,inf)",           \
              "the share of the base rate in the last row")
#define RISE                                                                   \
    "lr(t) = base * t / W   for t < W = floor(warmup_steps_fraction * N)\n"
#define TYPE_KIND                                                              \
    .source = "MaxText's create_learning_rate_schedule, in double precision",  \
    .size = sizeof(struct ramp)

/* The fall ends with its last row, so it has one step less. */
static void
find_phases(const struct ramp *self, struct ramp_phases *phases)
{
    double all = phases->all, fall = trunc(self->fall_part * all);

    phases->rise = trunc(self->rise_part * all);
    if (self->fall_part <= 0)
        fall = all - phases->rise;
    phases->level = all - fall;
    phases->fall = fall - 1;
}

static double
fall_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double done = now - phases->level, left;
    bool cosine = self->fall_part <= 0 || self->curve == 1;

    if (now < phases->level || now >= phases->all)
        return now < phases->level ? base : 0;
    /* Of a piece of one row optax.linear_schedule gives the first value. */
    done = phases->fall > 0 ? done / phases->fall : cosine ? 1 : 0;
    left = cosine ? ramp_cosine(self, done) : ramp_line(self, done);
    return base * left + self->end * base * (1 - left);
}

static bool
wsd_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;

    return (self->rise_part + self->fall_part <= 1 && self->fall_part > 0) ||
           error_at(error, node_place(node, "wsd_decay_steps_fraction"),
                    "must be above 0, and with warmup_steps_fraction at most "
                    "1");
}

const struct schedule_kind schedule_maxtext_cosine = {
    .kind = {.name = "maxtext.cosine",
             .summary = "a line up over a share of all, half a cosine one row "
                        "short, 0 after the end",
             .formula = RISE "lr(t) = base * (f + (1 - f) * (1 + cos(pi p)) / "
                             "2); 0 from row N on\n"
                             "        p = (t - W) / (N - W - 1), f = "
                             "learning_rate_final_fraction",
             TYPE_KIND,
             .example = "maxtext.cosine(learning_rate_schedule_steps=1000)",
             PARAMETERS(TOTAL_ROW, WARMUP_ROW, FINAL_ROW)},
    RAMP(.phases = find_phases, .row = fall_row, .rise = RISE_RATE),
    .ends = "learning_rate_schedule_steps",
};

const struct schedule_kind schedule_maxtext_wsd = {
    .kind = {.name = "maxtext.wsd",
             .summary = "a line up, level, and a fall one row short over "
                        "shares of all, 0 after the end",
             .formula =
                 RISE "lr(t) = base   before s = N - D, D = floor("
                      "wsd_decay_steps_fraction * N)\n"
                      "lr(t) = base * (f + (1 - f) * g(p)); 0 from row N "
                      "on\n"
                      "        p = (t - s) / (D - 1), f = "
                      "learning_rate_final_fraction\n"
                      "        g(p) = 1 - p or (1 + cos(pi p)) / 2",
             TYPE_KIND,
             .example = "maxtext.wsd(learning_rate_schedule_steps=1000)",
             PARAMETERS(TOTAL_ROW, WARMUP_ROW,
                        RAMP_REAL("wsd_decay_steps_fraction", fall_part, "0.1",
                                  "[0,1]", "the share that falls"),
                        RAMP_CURVE("wsd_decay_style", "\"linear\"",
                                   "linear|cosine", "how it falls"),
                        FINAL_ROW),
             .check = wsd_check},
    RAMP(.phases = find_phases, .row = fall_row, .rise = RISE_RATE),
    .ends = "learning_rate_schedule_steps",
};
