/* level.c -- OLMo-core's schedulers that rise up to row W, and fall at the end.
 */
#include "schedule/olmo/olmo.h"

#define MIN_ROW                                                                \
    RAMP_REAL("decay_min_lr", end, "0", "[0,inf)", "the rate at the end")

/* A line from a rate down to decay_min_lr in the last rows. */
static double
last_rows(const struct ramp *self, const struct ramp_phases *phases, double top,
          double now)
{
    double left = fmin(fmax(phases->all - now, 0), phases->fall);

    return phases->fall > 0
               ? self->end + (top - self->end) * left / phases->fall
               : top;
}

static double
wsd_row(const struct ramp *self, const struct ramp_phases *phases, double base,
        double now)
{
    return now < phases->level ? base : last_rows(self, phases, base, now);
}

static double
power_row(const struct ramp *self, const struct ramp_phases *phases,
          double base, double now)
{
    bool last = now >= phases->level;
    double row = last ? phases->level : now;
    double top = base * pow(row / phases->rise, self->power);

    return last ? last_rows(self, phases, top, now) : top;
}

const struct schedule_kind schedule_olmo_ConstantScheduler = {
    .kind = {.name = "olmo.ConstantScheduler",
             .aliases = "olmo.Constant",
             .summary = "the base rate",
             .formula = "lr(t) = base",
             OLMO_KIND,
             .example = "olmo.ConstantScheduler",
             .parameters = (const struct parameter[]){END_OF_TABLE}},
    RAMP(.rise = RISE_SHARE),
};

const struct schedule_kind schedule_olmo_ConstantWithWarmup = {
    .kind = {.name = "olmo.ConstantWithWarmup",
             .summary = "a line up, then the base rate",
             .formula = OLMO_RISE("<=") "lr(t) = base",
             OLMO_KIND,
             .example = "olmo.ConstantWithWarmup(warmup=100)",
             PARAMETERS(OLMO_WARMUP, OLMO_TOTAL),
             .check = olmo_check},
    .fits = olmo_fits,
    RAMP(.phases = olmo_phases, .now = olmo_now, .rise_to_end = true,
         .rise = RISE_RATE),
    .rise = "warmup",
};

const struct schedule_kind schedule_olmo_WSD = {
    .kind = {.name = "olmo.WSD",
             .summary = "a line up, level, and a line down to decay_min_lr",
             .formula = OLMO_RISE("<=") "lr(t) = base\n"
                                        "lr(t) = d + (base - d) * (t_max - s) "
                                        "/ D   for s >= t_max - D\n"
                                        "        D: steps of the fall, d = "
                                        "decay_min_lr",
             OLMO_KIND,
             .example = "olmo.WSD(warmup=100, t_max=1000)",
             PARAMETERS(OLMO_WARMUP, OLMO_DECAY, MIN_ROW, OLMO_TOTAL),
             .check = olmo_check},
    .fits = olmo_fits,
    RAMP(.phases = olmo_phases, .now = olmo_now, .row = wsd_row,
         .rise_to_end = true, .rise = RISE_RATE),
    .ends = "t_max",
    .rise = "warmup",
};

const struct schedule_kind schedule_olmo_PowerLR = {
    .kind = {.name = "olmo.PowerLR",
             .summary = "a line up, a power of the step, and a line down to "
                        "decay_min_lr",
             .formula = OLMO_RISE("<=") "lr(t) = base * (s / W)^b\n"
                                        "lr(t) = d + (l - d) * (t_max - s) / D "
                                        "  for s >= t_max - D\n"
                                        "        l = base * ((t_max - D) / "
                                        "W)^b, d = decay_min_lr",
             OLMO_KIND,
             .example = "olmo.PowerLR(warmup=100, t_max=1000)",
             PARAMETERS(RAMP_REAL("b", power, "-0.51", "(-inf,0)",
                                  "the power of the step"),
                        OLMO_WARMUP, OLMO_DECAY, MIN_ROW, OLMO_TOTAL),
             .check = olmo_check},
    .fits = olmo_fits,
    RAMP(.phases = olmo_phases, .now = olmo_now, .row = power_row,
         .rise_to_end = true, .rise = RISE_RATE),
    .ends = "t_max",
    .rise = "warmup",
};

static double
exponential_row(const struct ramp *self, const struct ramp_phases *phases,
                double base, double now)
{
    return now >= phases->all
               ? base
               : self->end * pow(base / self->end, now / phases->all);
}

const struct schedule_kind schedule_olmo_ExponentialScheduler = {
    .kind = {.name = "olmo.ExponentialScheduler",
             .aliases = "olmo.Exponential",
             .summary = "from lr_min up to the base rate, to find where "
                        "training breaks",
             .formula = "lr(t) = lr_min * (base / lr_min)^(s / t_max)   with s "
                        "= t + 1; base "
                        "beyond",
             OLMO_KIND,
             .example = "olmo.ExponentialScheduler(t_max=1000)",
             PARAMETERS(RAMP_REAL("lr_min", end, "1e-9", "(0,inf)",
                                  "the rate that the rise starts from"),
                        OLMO_TOTAL)},
    RAMP(.now = olmo_now, .row = exponential_row),
    .ends = "t_max",
};
