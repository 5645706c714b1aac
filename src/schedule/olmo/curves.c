/* curves.c -- OLMo-core's schedulers that fall from row W on. */
#include "schedule/olmo/olmo.h"

static double
cosine_row(const struct ramp *self, const struct ramp_phases *phases,
           double base, double now)
{
    double low = base * self->end;
    double done = (now - phases->rise) / (phases->all - phases->rise);

    return now >= phases->all ? low
                              : low + (base - low) * (1 + cos(M_PI * done)) / 2;
}

static double
linear_row(const struct ramp *self, const struct ramp_phases *phases,
           double base, double now)
{
    double low = base * self->end;
    double done = (now - phases->rise) / (phases->all - phases->rise);

    return now >= phases->all ? low : base - (base - low) * done;
}

static double
root_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double low = base * self->end;

    return low + (base - low) * sqrt(phases->rise / now);
}

/* The rise, up to row `level`, leads to the middle of the cosine. */
static double
half_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double low = base * self->end, middle = low + (base - low) / 2;
    double rest = phases->all - phases->level;

    if (now < phases->level)
        return self->start + (middle - self->start) * now / phases->level;
    if (now >= phases->all)
        return low;
    return low +
           (base - low) *
               (1 + cos(M_PI * (now - phases->level + rest) / (2 * rest))) / 2;
}

/* The last line falls from any row, also one of the rise up to row `level`. */
static double
joined_row(const struct ramp *self, const struct ramp_phases *phases,
           double base, double now)
{
    const struct ramp_phases cosine = {.rise = phases->level,
                                       .all = phases->all};
    double last = phases->all - phases->fall, low = self->floor;
    bool falls = now >= last && phases->fall > 0;
    double row = falls ? last : now;
    double top = row < phases->level
                     ? self->start + (base - self->start) * row / phases->level
                     : cosine_row(self, &cosine, base, row);

    return falls ? low + (top - low) *
                             fmin(fmax(phases->all - now, 0), phases->fall) /
                             phases->fall
                 : top;
}

/* The rise is one of the row function's own, up to row `level`. */
static void
half_phases(const struct ramp *self, struct ramp_phases *phases)
{
    olmo_phases(self, phases);
    phases->level = phases->rise;
    phases->rise = 0;
}

#define CURVE_KIND(class, about, text, row_function)                           \
    .kind = {.name = "olmo." class,                                            \
             .summary = "a line up, then " about,                              \
             .formula = OLMO_RISE("<") text,                                   \
             OLMO_KIND,                                                        \
             .example = "olmo." class "(warmup=100, t_max=1000)",              \
             .parameters = curve_parameters,                                   \
             .check = olmo_check},                                             \
    RAMP(.phases = olmo_phases, .now = olmo_now, .row = row_function,          \
         .rise = RISE_RATE),                                                   \
    .fits = olmo_fits, .rise = "warmup"

static const struct parameter curve_parameters[] = {
    OLMO_WARMUP,
    OLMO_ALPHA,
    OLMO_TOTAL,
    END_OF_TABLE,
};

const struct schedule_kind schedule_olmo_CosWithWarmup = {
    CURVE_KIND("CosWithWarmup", "half a cosine down to a share of the base",
               "lr(t) = base * (a + (1 - a) * (1 + cos(pi p)) / 2)   with a = "
               "alpha_f\n" OLMO_SHARE,
               cosine_row),
    .ends = "t_max",
};

const struct schedule_kind schedule_olmo_LinearWithWarmup = {
    CURVE_KIND(
        "LinearWithWarmup", "a line down to a share of the base",
        "lr(t) = base * (1 - (1 - a) * p)   with a = alpha_f\n" OLMO_SHARE,
        linear_row),
    .ends = "t_max",
};

const struct schedule_kind schedule_olmo_InvSqrtWithWarmup = {
    CURVE_KIND("InvSqrtWithWarmup",
               "one over the root of the step, to a share of the base",
               "lr(t) = base * (a + (1 - a) * sqrt(W / s))   with a = alpha_f",
               root_row),
};

const struct schedule_kind schedule_olmo_HalfCosWithWarmup = {
    .kind = {.name = "olmo.HalfCosWithWarmup",
             .aliases = "olmo.HalfCos",
             .summary = "a line up to the middle of a cosine, then its second "
                        "half",
             .formula =
                 "lr(t) = m + (h - m) * s / W   for s = t + 1 < W, h = lr(W)\n"
                 "        W: steps of the warm-up, m = warmup_min_lr\n"
                 "lr(t) = base * (a + (1 - a) * (1 + cos(pi (1 + p) / "
                 "2)) / 2), a = alpha_f\n" OLMO_SHARE,
             OLMO_KIND,
             .example = "olmo.HalfCosWithWarmup(warmup=100, t_max=1000)",
             .parameters = curve_parameters,
             .check = olmo_check},
    .fits = olmo_fits,
    RAMP(.phases = half_phases, .now = olmo_now, .row = half_row),
    .ends = "t_max",
    .rise = "warmup",
};

const struct schedule_kind schedule_olmo_CosWithWarmupAndLinearDecay = {
    .kind = {.name = "olmo.CosWithWarmupAndLinearDecay",
             .summary = "as CosWithWarmup, and a line down to decay_min_lr at "
                        "the end",
             .formula = OLMO_RISE("<") "lr(t) = base * (a + (1 - a) * (1 + "
                                       "cos(pi p)) / 2)   with a = alpha_f\n"
                                       "lr(t) = d + (l - d) * (t_max - s) / D  "
                                       " for s >= t_max - D\n"
                                       "        l = lr(t_max - D), d = "
                                       "decay_min_lr\n" OLMO_SHARE,
             OLMO_KIND,
             .example = "olmo.CosWithWarmupAndLinearDecay(warmup=100, "
                        "t_max=1000)",
             PARAMETERS(OLMO_WARMUP, OLMO_ALPHA, OLMO_DECAY,
                        RAMP_REAL("decay_min_lr", floor, "0", "[0,inf)",
                                  "the rate at the end"),
                        OLMO_TOTAL),
             .check = olmo_check},
    .fits = olmo_fits,
    RAMP(.phases = half_phases, .now = olmo_now, .row = joined_row),
    .ends = "t_max",
    .rise = "warmup",
};
