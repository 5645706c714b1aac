/* wsd.c -- timm's rise, level and fall over the last steps. */
#include <math.h>

#include "schedule/timm/timm.h"

enum { STABLE_CONSTANT, STABLE_RSQRT, STABLE_POWER };
enum { DECAY_LINEAR, DECAY_ROOT, DECAY_COSINE, DECAY_POWER, DECAY_EXP };

struct timm_wsd {
    struct timm timm; /* the first, for what all share */
    long decay_t;
    int stable_fn, decay_fn;
    double stable_timescale, stable_power, decay_power, decay_ratio;
};

static const struct parameter parameters[] = {
    TOTAL(struct timm, t_initial, NULL, "[1,inf) or null",
          "steps of the level and of the fall"),
    STEPS(struct timm_wsd, decay_t, "null", "[1,inf) or null",
          "steps of the fall; null is a fifth of t_initial, as in timm's "
          "training script"),
    REAL(struct timm, lr_min, "0", "[0,inf)", "the rate at the end"),
    CHOICE(struct timm_wsd, stable_fn, "\"constant\"", "constant|rsqrt|power",
           "the level, which may fall too"),
    STEPS_REAL(
        struct timm_wsd, stable_timescale, "null", "(0,inf) or null",
        "steps on which rsqrt and power divide the count; null is warmup_t"),
    REAL(struct timm_wsd, stable_power, "0.5", "(0,inf)",
         "the exponent of stable_fn=power"),
    CHOICE(struct timm_wsd, decay_fn, "\"1-sqrt\"",
           "linear|1-sqrt|cosine|power|exp", "how it falls"),
    REAL(struct timm_wsd, decay_power, "0.5", "(0,inf)",
         "the exponent of decay_fn=power"),
    REAL(struct timm_wsd, decay_ratio, "0.1", "(0,1)",
         "the share at which decay_fn=exp is cut, and moved down to 0"),
    STEPS(struct timm, warmup_t, "0", "[0,inf)", "steps of the rise"),
    REAL(struct timm, warmup_lr_init, "0", "[0,inf)",
         "the rate in row 0, where there is a rise"),
    TIMM_NOISE,
    END_OF_TABLE,
};

/* Steps of the fall. */
static long
fall_steps(const struct timm_wsd *self)
{
    return self->decay_t != INTEGER_NULL
               ? self->decay_t
               : (long)rint(0.2 * (double)self->timm.t_initial);
}

static bool
wsd_check(const struct node *node, struct error *error)
{
    struct timm_wsd *self = node->self;
    long length = self->timm.t_initial, fall = fall_steps(self);

    self->timm.warmup_prefix = true;
    if (self->stable_fn != STABLE_CONSTANT && isnan(self->stable_timescale) &&
        self->timm.warmup_t == 0)
        return error_at(error, node_place(node, "stable_timescale"),
                        "must be given where there is no warm-up");
    if (fall < 1)
        return error_at(error, node_place(node, "decay_t"),
                        "must be given: a fifth of t_initial, %ld, is none",
                        length);
    if (fall > length)
        return error_at(error, node_place(node, "decay_t"),
                        "must be at most the steps after the rise, %ld, not "
                        "%ld",
                        length, fall);
    return timm_check(node, error);
}

static double
stable(const struct timm_wsd *self, double t)
{
    double power = self->stable_fn == STABLE_RSQRT ? 0.5 : self->stable_power;
    double scale = isnan(self->stable_timescale) ? (double)self->timm.warmup_t
                                                 : self->stable_timescale;

    return self->stable_fn == STABLE_CONSTANT ? 1 : pow(1 + t / scale, -power);
}

/* From 1 down to 0 over a share of the fall. */
static double
decay(const struct timm_wsd *self, double share)
{
    double ratio = self->decay_ratio;

    switch (self->decay_fn) {
    case DECAY_LINEAR:
        return 1 - share;
    case DECAY_ROOT:
        return 1 - sqrt(share);
    case DECAY_COSINE:
        return 0.5 * (1 + cos(M_PI * share));
    case DECAY_POWER:
        return 1 - pow(share, self->decay_power);
    default:
        return (pow(ratio, share) - ratio) / (1 - ratio);
    }
}

static void
wsd_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct timm_wsd *self = schedule->self;
    const struct timm *timm = &self->timm;
    double now = (double)(t - timm->warmup_t), low = timm->lr_min;
    long fall = fall_steps(self), length = self->timm.t_initial;
    double fallen = (now - (double)(length - fall)) / (double)fall;

    if (t == 0 || now < 0) {
        timm_set(schedule, t, NULL, false, rates);
        return;
    }
    for (size_t i = 0; i < schedule->count; i++) {
        double lr = fmax(schedule->base[i] * stable(self, now), low);

        rates[i].lr =
            fallen <= 0 ? lr : low + (lr - low) * decay(self, fmin(fallen, 1));
    }
    if (timm->noise_range_t.count > 0)
        rates_scale(schedule, rates, timm_noise(timm, schedule->run, t));
}

static long
wsd_end(const void *data)
{
    const struct timm *self = data;

    return self->t_initial == INTEGER_NULL ||
                   self->t_initial > INTEGER_MOST - self->warmup_t
               ? INTEGER_NULL
               : self->warmup_t + self->t_initial;
}

const struct schedule_kind schedule_timm_wsd = {
    .kind = {.name = "timm.wsd",
             .summary = "level after a rise, and down to lr_min over the last "
                        "decay_t steps",
             .formula = "lr(t) = max(base * f(u), lr_min), u = t - warmup_t\n"
                        "        f: 1, (1 + u / s)^-0.5 or ^-stable_power, "
                        "s = stable_timescale\n"
                        "        from u = t_initial - decay_t on:\n"
                        "        lr_min + (lr - lr_min) * d(p), p the share "
                        "of decay_t\n"
                        "        d: 1 - p, 1 - sqrt(p), (1 + cos(pi p)) / 2, "
                        "1 - p^decay_power,\n"
                        "        (r^p - r) / (1 - r) with r = decay_ratio\n"
                        "        before row warmup_t a line from "
                        "warmup_lr_init to the base\n"
                        "timm's --sched rsqrt: stable_fn=rsqrt, "
                        "decay_fn=linear",
             .symbol = "timm.scheduler.WSDLRScheduler",
             .source = "timm 1.0.31; Hu et al., MiniCPM (2024); Haegele et al. "
                       "(2024)",
             .example = "timm.wsd(t_initial=100, decay_t=20, warmup_t=5)",
             TABLE_OF(struct timm_wsd, parameters),
             .check = wsd_check},
    .set = wsd_set,
    .end = wsd_end,
    .rise = "warmup_t",
};
