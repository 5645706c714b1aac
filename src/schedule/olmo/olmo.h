/* olmo.h -- what the schedulers of OLMo-core share.
 *
 * Its trainer counts updates from 1: row t is what get_lr() gives for t + 1,
 * and get_lr(0) is never used. */
#ifndef SCHEDULE_OLMO_OLMO_H
#define SCHEDULE_OLMO_OLMO_H

#include <math.h>

#include "schedule/ramp.h"

#define OLMO_WARMUP                                                            \
    RAMP_STEPS("warmup", rise, "null", "[0,inf) or null",                      \
               "steps of the rise"),                                           \
        RAMP_REAL("warmup_fraction", rise_part, "null", "[0,1] or null",       \
                  "in place of them the share of all that rises"),             \
        RAMP_REAL("warmup_min_lr", start, "0", "[0,inf)",                      \
                  "the rate that the rise starts from")
#define OLMO_DECAY                                                             \
    RAMP_STEPS("decay", fall, "null", "[0,inf) or null",                       \
               "steps of the fall, the last of all"),                          \
        RAMP_REAL("decay_fraction", fall_part, "0.1", "[0,1] or null",         \
                  "where they are not given the share of all that falls")
#define OLMO_ALPHA                                                             \
    RAMP_REAL("alpha_f", end, "0.1", "[0,inf)",                                \
              "the share of the base rate at the end")
#define OLMO_TOTAL RAMP_TOTAL("t_max", "[1,inf) or null", "steps in all")
#define OLMO_RISE(relation)                                                    \
    "lr(t) = m + (base - m) * s / W   for s = t + 1 " relation                 \
    " W\n        W: steps of the warm-up, m = warmup_min_lr\n"
#define OLMO_SHARE "        p = (s - W) / (t_max - W)"
#define OLMO_SOURCE .source = "OLMo-core's olmo_core/optim/scheduler.py"
#define OLMO_KIND OLMO_SOURCE, .size = sizeof(struct ramp)

/* The kind's check: the rise is given once. */
bool olmo_check(const struct node *node, struct error *error);

/* The kind's fits: it rises from below the rate, falls to below what it falls
 * from, and no row divides by 0. */
bool olmo_fits(const struct node *node, const struct schedule_run *run,
               struct error *error);

/* The phases of all of them. */
void olmo_phases(const struct ramp *self, struct ramp_phases *phases);

/* What their trainer has counted in row t. */
double olmo_now(const struct ramp *self, long t);

/* What replaces the end of a composed schedule. */
struct override_decay {
    long start, duration;
    int shape;
    double end_lr, end_lr_fraction;
};

#define OLMO_OVERRIDE(owner)                                                   \
    OBJECT(owner, override_decay, &override_decay_family, "null", "or null",   \
           "a fall that replaces what is left from a step on")
#define OLMO_SHAPE(owner)                                                      \
    CHOICE(owner, shape, "\"linear\"", "linear|cosine",                        \
           "a line, or half a cosine")
#define OLMO_ENDS(owner)                                                       \
    REAL(owner, end_lr, "null", "[0,inf) or null", "the rate at its end"),     \
        REAL(owner, end_lr_fraction, "null", "[0,inf) or null",                \
             "in its place the share of the base rate")

extern const struct family override_decay_family;

/* The step that an override begins with, LONG_MAX where there is none, and the
 * one that it ends with. */
long override_start(const struct node *override);
long override_end(const struct node *override);

/* Its rate at a step from there on, where `from` is the rate at its start. */
double override_rate(const struct node *override, double base, double from,
                     double now);

/* A share of the way between two rates, in OLMo-core's order of operations. */
double olmo_between(int shape, double from, double to, double now,
                    double duration);

#endif
