/* cycles.c -- timm's curves that may begin again: cosine, tanh and poly.
 *
 * Without warmup_prefix the rise cuts into the curve: it has gone on by then.
 */
#include <math.h>

#include "schedule/timm/timm.h"

#define K_DECAY                                                                \
    REAL(struct timm, k_decay, "1", "[0,inf)",                                 \
         "power of the step and of the length, before they are divided")

/* The point of a cycle whose weight is known. */
static struct timm_point
point_of(const struct timm *self, const struct timm_cycle *cycle, double weight)
{
    return (struct timm_point){
        .low = self->lr_min,
        .peak = cycle->over ? 0 : power_of(self->cycle_decay, cycle->number),
        .weight = cycle->over ? 0 : weight};
}

static double
share(const struct timm *self, const struct timm_cycle *cycle)
{
    return power_of(cycle->now, self->k_decay) /
           power_of(cycle->length, self->k_decay);
}

static struct timm_point
cosine_curve(const struct schedule *schedule, double t)
{
    const struct timm *self = schedule->self;
    struct timm_cycle cycle = timm_cycle(schedule, t);

    return point_of(self, &cycle, 0.5 * (1 + cos(M_PI * share(self, &cycle))));
}

static struct timm_point
tanh_curve(const struct schedule *schedule, double t)
{
    const struct timm *self = schedule->self;
    struct timm_cycle cycle = timm_cycle(schedule, t);
    double part = cycle.now / cycle.length;

    return point_of(self, &cycle,
                    0.5 * (1 - tanh(self->lb * (1 - part) + self->ub * part)));
}

static struct timm_point
poly_curve(const struct schedule *schedule, double t)
{
    const struct timm *self = schedule->self;
    struct timm_cycle cycle = timm_cycle(schedule, t);
    double left = fmax(0, 1 - share(self, &cycle));

    return point_of(self, &cycle, power_of(left, self->power));
}

/* Python stops at a power that no double holds. */
static bool
power_check(const struct node *node, struct error *error)
{
    const struct timm *self = node->self;

    return timm_check(node, error) &&
           (isfinite(pow((double)self->t_initial, self->k_decay)) ||
            error_at(error, node_place(node, "k_decay"),
                     "must be smaller: %ld to the power of %g has no double",
                     self->t_initial, self->k_decay));
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    timm_set(schedule, t, cosine_curve, false, rates);
}

static void
tanh_set(const struct schedule *schedule, long t, struct rate *rates)
{
    timm_set(schedule, t, tanh_curve, true, rates);
}

static void
poly_set(const struct schedule *schedule, long t, struct rate *rates)
{
    timm_set(schedule, t, poly_curve, false, rates);
}

static bool
tanh_check(const struct node *node, struct error *error)
{
    const struct timm *self = node->self;

    return timm_check(node, error) &&
           (self->lb < self->ub || error_at(error, node_place(node, "lb"),
                                            "must be below ub, %g", self->ub));
}

/* What descriptors say of a schedule with this name in timm. */
#define TIMM_KIND(word)                                                        \
    .symbol = "timm.scheduler." word, .size = sizeof(struct timm)
#define CYCLE                                                                  \
    "        m: base * cycle_decay^i in cycle i, of cycle_limit; then "        \
    "lr_min\n"                                                                 \
    "        t: since the cycle began; T: its length, t_initial * "            \
    "cycle_mul^i\n"                                                            \
    "        before row warmup_t a line from warmup_lr_init to "

const struct schedule_kind schedule_timm_cosine = {
    .kind = {.name = "timm.cosine",
             .summary = "half a cosine down to lr_min, in cycles; a rise cuts "
                        "into it unless warmup_prefix",
             .formula = "lr(t) = lr_min + (m - lr_min) * (1 + cos(pi t^k / "
                        "T^k)) / 2\n" CYCLE "the base",
             TIMM_KIND("CosineLRScheduler"),
             .source = "Loshchilov & Hutter (2017); Zhang, k-decay (2020)",
             .example = "timm.cosine(t_initial=300, warmup_t=5, "
                        "warmup_lr_init=1e-5)",
             PARAMETERS(TIMM_INITIAL, TIMM_CYCLES, TIMM_WARMUP("false"),
                        TIMM_NOISE, K_DECAY),
             .check = power_check},
    .set = cosine_set,
    .end = timm_end,
    .rise = "warmup_t",
};

const struct schedule_kind schedule_timm_tanh = {
    .kind = {.name = "timm.tanh",
             .summary = "along a hyperbolic tangent down to lr_min, in cycles",
             .formula = "lr(t) = lr_min + (m - lr_min) * (1 - tanh(lb (1 - t / "
                        "T) + ub t / T)) / 2\n" CYCLE "the curve",
             TIMM_KIND("TanhLRScheduler"),
             .source = "Hsueh et al. (2019)",
             .example = "timm.tanh(t_initial=300, warmup_t=5)",
             PARAMETERS(
                 TIMM_INITIAL,
                 REAL(struct timm, lb, "-7", "(-inf,inf)",
                      "what tanh is taken of at first"),
                 REAL(struct timm, ub, "3", "(-inf,inf)", "and at the end"),
                 TIMM_CYCLES, TIMM_WARMUP("false"), TIMM_NOISE),
             .check = tanh_check},
    .set = tanh_set,
    .end = timm_end,
    .rise = "warmup_t",
};

const struct schedule_kind schedule_timm_poly = {
    .kind = {.name = "timm.poly",
             .summary = "down to lr_min along a power of what is left, in "
                        "cycles",
             .formula = "lr(t) = lr_min + (m - lr_min) * (1 - t^k / T^k)^power"
                        "\n" CYCLE "the base",
             TIMM_KIND("PolyLRScheduler"),
             .source = "Zhang, k-decay (2020)",
             .example = "timm.poly(t_initial=300, power=0.9)",
             PARAMETERS(TIMM_INITIAL,
                        REAL(struct timm, power, "0.5", "[0,inf)",
                             "of the share that is left"),
                        TIMM_CYCLES, TIMM_WARMUP("false"), TIMM_NOISE, K_DECAY),
             .check = power_check},
    .set = poly_set,
    .end = timm_end,
    .rise = "warmup_t",
};
